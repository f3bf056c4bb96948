/// Keeps a run within the requests and the rate that its environment allows.
actor RequestLimiter {
  /// The budget of the run is spent.
  struct Exhausted: Error {
    let limit: Int
  }

  private let limit: Int?
  private let interval: Duration?
  private var count = 0
  private var next = ContinuousClock.now

  init(limit: Int?, rate: Double?) {
    self.limit = limit
    interval = rate.map { .microseconds(Int(1_000_000 / max($0, 0.001))) }
  }

  /// Waits for the next request's turn.
  func acquire() async throws {
    if let limit, count >= limit { throw Exhausted(limit: limit) }
    count += 1
    guard let interval else { return }
    let now = ContinuousClock.now
    let turn = max(next, now)
    next = turn + interval
    if turn > now { try await Task.sleep(until: turn, clock: .continuous) }
  }
}
