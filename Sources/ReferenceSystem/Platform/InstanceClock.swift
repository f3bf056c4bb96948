import Synchronization

/// The time that an instance believes in: it runs on from where it was set, or stands still.
final class InstanceClock: Sendable {
  private struct State {
    var base: Instant
    var setAt: ContinuousClock.Instant
    var frozen: Bool
  }

  private let state: Mutex<State>

  init(startingAt base: Instant) {
    state = Mutex(State(base: base, setAt: ContinuousClock.now, frozen: false))
  }

  var now: Instant { state.withLock { Self.now(of: $0) } }

  var isFrozen: Bool { state.withLock { $0.frozen } }

  func set(to instant: Instant) {
    state.withLock {
      $0.base = instant
      $0.setAt = .now
    }
  }

  func advance(seconds: Int) {
    state.withLock { $0.base = $0.base + seconds }
  }

  func freeze(_ frozen: Bool) {
    state.withLock {
      $0.base = Self.now(of: $0)
      $0.setAt = .now
      $0.frozen = frozen
    }
  }

  private static func now(of state: State) -> Instant {
    state.frozen
      ? state.base : state.base + Int((ContinuousClock.now - state.setAt).components.seconds)
  }
}
