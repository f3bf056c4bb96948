import Synchronization

/// Fixed windows of requests for each caller and class of routes.
final class RateLimiter: Sendable {
  enum Class: String, Sendable, CaseIterable {
    case standard
    case signIn = "sign_in"
    case stepUp = "step_up"
    case events

    var defaultLimit: Limit {
      switch self {
      case .standard, .events: Limit(requests: 6000, seconds: 60)
      case .signIn: Limit(requests: 300, seconds: 60)
      case .stepUp: Limit(requests: 120, seconds: 60)
      }
    }
  }

  struct Limit: Sendable {
    let requests: Int
    let seconds: Int
  }

  struct Decision: Sendable {
    let allowed: Bool
    let limit: Limit
    let remaining: Int
    /// When the window ends.
    let reset: Instant
  }

  private struct Key: Hashable {
    let kind: Class
    let caller: String
  }

  private struct State {
    var limits: [Class: Limit] = [:]
    var windows: [Key: (start: Instant, used: Int)] = [:]
  }

  private let state = Mutex(State())

  func count(_ kind: Class, caller: String, at now: Instant) -> Decision {
    state.withLock { state in
      let limit = state.limits[kind] ?? kind.defaultLimit
      let start = now - now.seconds % limit.seconds
      let key = Key(kind: kind, caller: caller)
      let used = state.windows[key].flatMap { $0.start == start ? $0.used : nil } ?? 0
      if state.windows.count > 10_000 { state.windows = [:] }
      state.windows[key] = (start, used + 1)
      return Decision(
        allowed: used < limit.requests, limit: limit,
        remaining: max(0, limit.requests - used - 1), reset: start + limit.seconds)
    }
  }

  func set(_ kind: Class, to limit: Limit) {
    state.withLock {
      $0.limits[kind] = limit
      $0.windows = [:]
    }
  }

  func reset() { state.withLock { $0 = State() } }

  func limit(of kind: Class) -> Limit { state.withLock { $0.limits[kind] ?? kind.defaultLimit } }
}
