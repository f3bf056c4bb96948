import Glibc
import Synchronization

/// The queue between tasks and the thread that owns libcurl, and that thread as an executor.
///
/// Only plain values cross it: libcurl's pointers never leave the thread.
final class TransferDriver: TaskExecutor, Sendable {
  enum Command: Sendable {
    case start(Exchange, Exchange.Continuation)
    case cancel(Exchange)
  }

  private struct Queue {
    var jobs: [UnownedJob] = []
    var commands: [Command] = []
    var isAsleep = false
    var isClosed = false
  }

  private let queue = Mutex(Queue())
  private let thread = Atomic<pthread_t>(0)
  /// Readable when the thread's sleep is to end: the one end of a pipe.
  let alarm: Int32
  private let bell: Int32

  init() throws(HTTPError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .other(code: Int(errno), message: "no pipe left") }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    alarm = ends[0]
    bell = ends[1]
  }

  deinit {
    Glibc.close(alarm)
    Glibc.close(bell)
  }

  func submit(_ exchange: Exchange, _ continuation: Exchange.Continuation) {
    if !push(.start(exchange, continuation)) {
      continuation.resume(returning: .failure(.cancelled))
    }
  }

  func cancel(_ exchange: Exchange) {
    _ = push(.cancel(exchange))
  }

  func close() {
    queue.withLock { queue in
      queue.isClosed = true
      wake(&queue)
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let accepted = queue.withLock { queue in
      guard !queue.isClosed else { return false }
      queue.jobs.append(job)
      wake(&queue)
      return true
    }
    if !accepted { globalConcurrentExecutor.enqueue(job) }
  }

  private func push(_ command: Command) -> Bool {
    queue.withLock { queue in
      guard !queue.isClosed else { return false }
      queue.commands.append(command)
      wake(&queue)
      return true
    }
  }

  private func wake(_ queue: inout Queue) {
    guard queue.isAsleep else { return }
    queue.isAsleep = false
    var byte: UInt8 = 1
    Glibc.write(bell, &byte, 1)
  }
}

extension TransferDriver {
  /// Whether it is the driver's thread that asks.
  var isOfThisThread: Bool { thread.load(ordering: .relaxed) == pthread_self() }
}

// What the thread itself calls.
extension TransferDriver {
  /// Makes the calling thread the driver's own.
  func adopt() {
    thread.store(pthread_self(), ordering: .relaxed)
  }

  /// Trades the queued jobs for `jobs`, which is empty.
  func takeJobs(_ jobs: inout [UnownedJob]) {
    queue.withLock { swap(&$0.jobs, &jobs) }
  }

  /// Trades the queued commands for `commands`, which is empty; false when the thread is to end.
  func takeCommands(_ commands: inout [Command]) -> Bool {
    queue.withLock { queue in
      swap(&queue.commands, &commands)
      return !queue.isClosed
    }
  }

  /// Whether nothing is queued.
  var isIdle: Bool {
    queue.withLock { $0.jobs.isEmpty && $0.commands.isEmpty && !$0.isClosed }
  }

  /// Whether nothing is queued; from then on whoever queues something rings the alarm.
  func fallAsleep() -> Bool {
    queue.withLock { queue in
      queue.isAsleep = queue.jobs.isEmpty && queue.commands.isEmpty && !queue.isClosed
      return queue.isAsleep
    }
  }

  func wakeUp() {
    let wasRung = queue.withLock { queue in
      defer { queue.isAsleep = false }
      return !queue.isAsleep
    }
    guard wasRung else { return }
    var byte: UInt8 = 0
    Glibc.read(alarm, &byte, 1)
  }
}
