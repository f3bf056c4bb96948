import CLibCurl
import Glibc

/// What the driver's thread does: run jobs, start transfers, move bytes, tell results, sleep.
///
/// Not `Sendable`: made and used on that thread alone.
final class TransferLoop {
  private let driver: TransferDriver
  private let multi: MultiHandle?
  private var active: [Transfer] = []
  private var pool: [Transfer] = []
  private var jobs: [UnownedJob] = []
  private var commands: [TransferDriver.Command] = []
  private var patience = Patience()

  private static let maximumPool = 256

  init(_ driver: TransferDriver) {
    self.driver = driver
    multi = MultiHandle(alarm: driver.alarm, maximumConnections: Self.maximumPool)
  }

  deinit {
    // Before the multi handle.
    pool.removeAll()
  }

  func run() {
    driver.adopt()
    while true {
      runJobs()
      guard runCommands() else { break }
      multi?.act()
      tellResults()
      if driver.isIdle { rest() } else { _ = multi?.look() }
    }
    for transfer in active {
      multi?.remove(transfer)
      transfer.finish(.failure(.cancelled))
    }
    active.removeAll()
    // What was queued before the end still runs, elsewhere where it must wait again.
    runJobs()
  }

  private func runJobs() {
    driver.takeJobs(&jobs)
    for job in jobs { job.runSynchronously(on: driver.asUnownedTaskExecutor()) }
    jobs.removeAll(keepingCapacity: true)
  }

  private func runCommands() -> Bool {
    let goesOn = driver.takeCommands(&commands)
    for command in commands {
      switch command {
      case .start(let exchange, let continuation):
        if goesOn, !exchange.isCancelled {
          start(exchange, continuation)
        } else {
          continuation.resume(returning: .failure(.cancelled))
        }
      case .cancel(let exchange): cancel(exchange)
      }
    }
    commands.removeAll(keepingCapacity: true)
    return goesOn
  }

  private func start(_ exchange: Exchange, _ continuation: Exchange.Continuation) {
    guard let multi, let transfer = idleTransfer(for: exchange.request) ?? Transfer() else {
      return continuation.resume(
        returning: .failure(.other(code: 27, message: "out of memory")))
    }
    do {
      try transfer.prepare(exchange, continuation)
    } catch {
      transfer.finish(.failure(error))
      pool.append(transfer)
      return
    }
    if let error = multi.add(transfer) { return transfer.finish(.failure(error)) }
    transfer.index = active.count
    active.append(transfer)
  }

  /// One that is set up for the same URL if there is one, else that which was used last.
  private func idleTransfer(for request: HTTPRequest) -> Transfer? {
    guard let index = pool.lastIndex(where: { $0.isSetUp(for: request) }) else {
      return pool.popLast()
    }
    pool.swapAt(index, pool.count - 1)
    return pool.popLast()
  }

  private func cancel(_ exchange: Exchange) {
    guard let transfer = active.first(where: { $0.exchange === exchange }) else { return }
    multi?.remove(transfer)
    retire(transfer, .failure(.cancelled))
  }

  private func tellResults() {
    guard let multi, !active.isEmpty else { return }
    while let (transfer, code) = multi.nextEnded() {
      multi.remove(transfer)
      retire(transfer, transfer.result(code))
    }
  }

  /// Takes a transfer out of the active ones and tells its result.
  private func retire(_ transfer: Transfer, _ result: Exchange.Outcome) {
    let last = active.removeLast()
    if last !== transfer {
      last.index = transfer.index
      active[transfer.index] = last
    }
    transfer.finish(result)
    if pool.count < Self.maximumPool { pool.append(transfer) }
  }

  /// Waits for something to do: awake for a short while, if that is likely to do, then asleep.
  private func rest() {
    patience.begin()
    if !(patience.isWorthwhile && waitAwake()), driver.fallAsleep() {
      multi?.sleep()
      driver.wakeUp()
    }
    patience.end()
  }

  private func waitAwake() -> Bool {
    guard let multi, !active.isEmpty else { return false }
    repeat {
      // Others first: on a busy machine more answers will have come meanwhile.
      sched_yield()
      if multi.look() || !driver.isIdle { return true }
    } while !patience.isOver
    return false
  }
}
