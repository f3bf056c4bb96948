/// Decides whether a thread had better stay awake for an answer than sleep.
///
/// Sleeping costs up to tens of microseconds of waking, as much as a server nearby takes to answer;
/// against a server that takes longer, staying awake would be for nothing.
struct Patience {
  private static let limit = Duration.microseconds(150)

  private let clock = ContinuousClock()
  private var start = ContinuousClock.now
  /// Of the last waits, later ones weighing more.
  private var average = Duration.zero

  var isWorthwhile: Bool { average < Self.limit }

  /// Whether the wait has lasted long enough.
  var isOver: Bool { clock.now - start > Self.limit }

  mutating func begin() {
    start = clock.now
  }

  mutating func end() {
    average = (average * 7 + min(clock.now - start, Self.limit * 4)) / 8
  }
}
