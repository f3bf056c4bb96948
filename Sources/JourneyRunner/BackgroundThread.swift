import Dispatch
import Glibc
import Synchronization

/// A thread for work that is to use what the run itself leaves of the processors.
///
/// Its priority is low until ``hurry()``: from then on its jobs go to the pool of all tasks, whose
/// threads are like any other. A thread that has lowered its priority may not raise it again
/// (setpriority(2)), so that this is how waiting for it stays short.
final class BackgroundThread: TaskExecutor, Sendable {
  private struct Queue {
    var jobs: [UnownedJob] = []
    var isHurried = false
  }

  /// Whoever wakes up takes the processor at once: `SCHED_IDLE` (sched(7)), which the module Glibc lacks.
  private static let idle: Int32 = 5

  private let queue = Mutex(Queue())
  private let news = DispatchSemaphore(value: 0)

  /// `nil` where the system has no thread left.
  static func start() -> BackgroundThread? {
    let thread = BackgroundThread()
    var id = pthread_t()
    let context = Unmanaged.passRetained(thread)
    let status = pthread_create(
      &id, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<BackgroundThread>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard status == 0 else {
      context.release()
      return nil
    }
    pthread_detach(id)
    return thread
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isTaken = queue.withLock { queue in
      guard !queue.isHurried else { return false }
      queue.jobs.append(job)
      return true
    }
    if isTaken { news.signal() } else { globalConcurrentExecutor.enqueue(job) }
  }

  /// Whether whoever is still on the thread should leave it, by `Task.yield()`.
  var isHurried: Bool { queue.withLock { $0.isHurried } }

  /// Somebody waits: what comes now is done with ordinary priority, and the thread ends.
  func hurry() {
    queue.withLock { $0.isHurried = true }
    news.signal()
  }

  private func run() {
    var parameters = sched_param()
    pthread_setschedparam(pthread_self(), Self.idle, &parameters)
    while true {
      news.wait()
      let (jobs, isLast) = queue.withLock { queue in
        defer { queue.jobs = [] }
        return (queue.jobs, queue.isHurried)
      }
      for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
      if isLast { return }
    }
  }
}
