import Synchronization

/// What a test switches on an instance: the state of upstream sources, and faults.
final class InstanceControls: Sendable {
  private struct State {
    var sources: [Source: Source.Condition] = [:]
    var faults: Set<Fault> = []
    var queuePaused = false
    var failingDeliveries = 0
  }

  private let state = Mutex(State())

  func isOn(_ fault: Fault) -> Bool { state.withLock { $0.faults.contains(fault) } }

  func set(_ fault: Fault, on: Bool) {
    state.withLock {
      if on { $0.faults.insert(fault) } else { $0.faults.remove(fault) }
    }
  }

  func condition(of source: Source) -> Source.Condition {
    state.withLock { $0.sources[source] ?? .ok }
  }

  func set(_ source: Source, to condition: Source.Condition) {
    state.withLock { $0.sources[source] = condition }
  }

  var isQueuePaused: Bool {
    get { state.withLock { $0.queuePaused } }
    set { state.withLock { $0.queuePaused = newValue } }
  }

  /// Makes the next deliveries of the queue fail.
  func failNextDeliveries(_ count: Int) { state.withLock { $0.failingDeliveries = count } }

  /// Whether the delivery that begins now fails on a test's wish.
  func takeDeliveryFailure() -> Bool {
    state.withLock {
      guard $0.failingDeliveries > 0 else { return false }
      $0.failingDeliveries -= 1
      return true
    }
  }

  func reset() { state.withLock { $0 = State() } }
}
