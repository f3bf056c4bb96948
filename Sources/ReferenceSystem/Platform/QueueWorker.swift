import GRDB

/// Works through the queue: events become notifications, failures are tried again.
struct QueueWorker: Sendable {
  let instance: ReferenceInstance

  /// Runs until its task is cancelled: when woken, and each quarter of a second while jobs wait.
  func run() async {
    let ticks = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(250))
        if (try? await isWaiting()) == true { instance.wakeups.wake() }
      }
    }
    for await _ in instance.wakeups.stream {
      guard !instance.controls.isQueuePaused else { continue }
      _ = try? await work(ignoringBackoff: false)
    }
    ticks.cancel()
  }

  /// Tries every job that may be tried; how many attempts that took.
  @discardableResult
  func work(ignoringBackoff: Bool) async throws -> Int {
    var attempts = 0
    while try await step(ignoringBackoff: ignoringBackoff) { attempts += 1 }
    return attempts
  }

  private func isWaiting() async throws -> Bool {
    guard !instance.controls.isQueuePaused else { return false }
    let now = instance.clock.now
    return try await instance.database.read {
      try EventQueue(database: $0).nextAvailability().map { $0 <= now } ?? false
    }
  }

  /// One attempt at one job; false if there is none.
  private func step(ignoringBackoff: Bool) async throws -> Bool {
    let now = instance.clock.now
    return try await instance.database.write { database in
      let queue = EventQueue(database: database)
      guard let job = try queue.next(at: ignoringBackoff ? nil : now) else { return false }
      if let reason = failure() {
        if instance.controls.isOn(.eventLostAfterFailure) {
          try queue.drop(job)
        } else {
          try queue.fail(job, error: reason, at: now)
        }
        return true
      }
      do {
        try database.inSavepoint {
          try queue.deliver(job, settings: instance.settings, at: now)
          return .commit
        }
        try queue.finish(job, at: now)
      } catch {
        try queue.fail(job, error: "the event could not be delivered", at: now)
      }
      return true
    }
  }

  private func failure() -> String? {
    if instance.controls.condition(of: .notificationDelivery) == .down {
      return "notification delivery is down"
    }
    return instance.controls.takeDeliveryFailure() ? "delivery failed" : nil
  }
}
