import FoundationEssentials

/// Turns the offsets of a log into times of day.
struct ReportClock {
  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
  private let start: Date

  /// - Parameter startedAt: ISO 8601; anything else counts as 1970.
  init(startedAt: String) {
    start =
      (try? Self.style.parse(startedAt)) ?? (try? Date(startedAt, strategy: .iso8601))
      ?? Date(timeIntervalSince1970: 0)
  }

  /// ISO 8601 in UTC with milliseconds.
  func text(after microseconds: Int) -> String {
    start.addingTimeInterval(Double(microseconds) / 1_000_000).formatted(Self.style)
  }

  /// ISO 8601 in whole seconds with a numeric zone.
  func zonedText(after microseconds: Int) -> String {
    text(after: microseconds).prefix(19) + "+00:00"
  }

  /// Milliseconds since 1970.
  func milliseconds(after microseconds: Int) -> Int {
    // A log cannot make it overflow: dates that parse have years of four digits.
    Int((start.timeIntervalSince1970 * 1000).rounded()) + min(microseconds, 1 << 50) / 1000
  }
}
