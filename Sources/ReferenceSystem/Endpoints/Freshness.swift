import GRDB

/// The batch from which figures come, and which of the sources behind an answer are not well.
struct Freshness {
  let lastDay: Instant
  let asOf: Instant
  let degraded: [Source]
  let hidden: Bool
  let stale: Bool
  let cadence: JSON

  /// - Parameter sources: those whose figures the answer carries.
  init(_ call: Call, sources: [Source]) throws {
    let day = try String.fetchOne(call.database, sql: "SELECT MAX(day) FROM daily_metrics")
    lastDay = day.flatMap(Instant.init(iso8601:)) ?? call.now.startOfDay - Instant.day
    let controls = call.instance.controls
    degraded = sources.filter { controls.condition(of: $0) != .ok }
    hidden = controls.isOn(.degradedSourceHidden)
    let late = !degraded.isEmpty && !hidden
    // A late source still shows its batch of the day before.
    asOf = lastDay + Instant.day + 2 * 3600 - (late ? Instant.day : 0)
    stale = !hidden && (late || call.now.seconds - asOf.seconds > 36 * 3600)
    cadence = Labels(controls: controls).cadence
  }

  var meta: JSON {
    [
      "as_of": JSON(asOf),
      "cadence": cadence,
      "stale": .bool(stale),
      "partial": .bool(!hidden && !degraded.isEmpty),
      "degraded_sources": hidden ? [] : JSON(degraded.map(\.rawValue)),
    ]
  }
}

extension Call {
  /// A figure of `source`: the value, or null while the source is down; nothing is made up.
  func figure(_ source: Source, _ value: JSON) -> JSON {
    guard instance.controls.condition(of: source) == .down else { return value }
    return isOn(.degradedValuesInvented) ? 12_345.67 : .null
  }

  /// A list of `source`: empty while the source is down.
  func listing(_ source: Source, _ values: [JSON]) -> JSON {
    instance.controls.condition(of: source) == .down ? [] : .array(values)
  }

  var labels: Labels { Labels(controls: instance.controls) }
}

/// The span of days that figures cover.
enum Window: String, CaseIterable {
  case week = "7d"
  case month = "30d"
  case quarter = "90d"

  var days: Int {
    switch self {
    case .week: 7
    case .month: 30
    case .quarter: 90
    }
  }

  static let parameter = Route.Parameter(
    name: "window", summary: "The span of full days that the figures cover.",
    schema: Schema.choice(allCases.map(\.rawValue)))

  static let schema = Schema.object([
    "window": Schema.choice(allCases.map(\.rawValue)), "from": Schema.date, "to": Schema.date,
  ])

  func firstDay(upTo last: Instant) -> Instant { last - (days - 1) * Instant.day }

  func json(upTo last: Instant) -> JSON {
    [
      "window": .string(rawValue), "from": .string(firstDay(upTo: last).date),
      "to": .string(last.date),
    ]
  }
}
