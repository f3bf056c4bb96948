import Synchronization

/// Bounds how much waits to be judged: who brings more waits until there is room again.
///
/// What is brought is taken at once, so that the bound is exceeded by what is under way; nobody sends
/// for more until it is kept.
final class WaitingLimit: Sendable {
  private struct State {
    var waiting = 0
    var blocked: [CheckedContinuation<Void, Never>] = []
  }

  private let limit: Int
  private let state = Mutex(State())

  /// - Parameter limit: In bytes.
  init(_ limit: Int) { self.limit = limit }

  func take(_ bytes: Int) {
    state.withLock { $0.waiting += bytes }
  }

  func release(_ bytes: Int) {
    let free = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.waiting -= bytes
      guard state.waiting <= limit else { return [] }
      defer { state.blocked = [] }
      return state.blocked
    }
    for continuation in free { continuation.resume() }
  }

  /// Returns when there is room for more.
  nonisolated(nonsending) func room() async {
    guard state.withLock({ $0.waiting > limit }) else { return }
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        if state.waiting <= limit { return true }
        state.blocked.append(continuation)
        return false
      }
      if isFree { continuation.resume() }
    }
  }
}
