import JSONTree
import RunEvents

/// What several logs say a run is about, each thing once, and where they do not fit together.
struct RunLogListing: Sendable {
  /// What is listed in a log before anything happens, and the member that names it.
  private static let kinds = [
    "story": "id", "journey": "id", "obligation": "id", "check": "key", "monitor": "id",
  ]
  /// Members in which the logs of shards differ by their nature.
  private static let ofShard = ["deselected", "suspect"]
  /// How many names a sentence has.
  private static let mostNamed = 3

  private struct Shard: Sendable {
    var name: String
    var line = JSONValue.null
    var started: RunStarted?
    var finished: RunFinished?
    /// Microseconds after the earliest start.
    var delay = 0
  }

  private struct Record: Sendable {
    /// `check a/b`, for messages.
    var name: String
    var json: JSONObject
    /// How many logs list it.
    var count = 1
    var differs = false
  }

  private var shards: [Shard] = []
  private var records: [Record] = []
  private var places: [String: Int] = [:]
  /// Which log has the first result of a check.
  private var results: [String: Int] = [:]
  private var repeated: [String] = []
  /// Sentences without a full stop.
  private(set) var warnings: [String] = []

  // MARK: Reading

  mutating func begin(_ name: String) { shards.append(Shard(name: name)) }

  mutating func tell(_ warning: String) { warnings.append(warning) }

  mutating func take(_ line: JSONValue) throws(RunLogError) {
    let shard = shards.count - 1
    if shards[shard].started == nil { _ = try RunLogReader.version(of: line) }
    let kind = line["event"]?.stringValue ?? ""
    if let member = Self.kinds[kind] { return list(line, kind, line[member]?.stringValue ?? "") }
    switch RunEvent(json: line) {
    case .runStarted(let value) where shards[shard].started == nil:
      shards[shard].started = value
      shards[shard].line = line
    case .runFinished(let value): shards[shard].finished = value
    case .checkFinished(let value):
      if let other = results[value.key], other != shard {
        repeated.append(value.key)
      } else {
        results[value.key] = shard
      }
    default: break
    }
  }

  private mutating func list(_ line: JSONValue, _ kind: String, _ id: String) {
    guard let other = line.objectValue else { return }
    let name = "\(kind) \(id)"
    guard let place = places[name] else {
      places[name] = records.count
      records.append(Record(name: name, json: other))
      return
    }
    var record = records[place]
    record.count += 1
    var (first, second) = (record.json, other)
    for member in Self.ofShard { (first[member], second[member]) = (nil, nil) }
    if first != second { record.differs = true }
    // Left out is what every log leaves out.
    let isSelected = [nil, JSONValue.null, false].contains(other["deselected"])
    if isSelected, let member = other["deselected"] { record.json["deselected"] = member }
    if other["suspect"] == true { record.json["suspect"] = true }
    records[place] = record
  }

  /// Compares the logs as wholes.
  mutating func finish() {
    let starts = shards.map { shard in
      ReportClock(startedAt: shard.started?.startedAt ?? "").milliseconds(after: 0)
    }
    for place in shards.indices {
      shards[place].delay = (starts[place] - (starts.min() ?? 0)) * 1000
    }
    let runs = shards.compactMap(\.started)
    compare("commits", runs.map { $0.commit ?? "none" })
    compare("targets", runs.map(\.target))
    compare("versions", runs.map(\.tool))
    for shard in shards where shard.finished == nil {
      tell("\(shard.name) has no end: its run was killed")
    }
    let differing = records.filter { $0.differs || $0.count != shards.count }.map(\.name)
    if !differing.isEmpty {
      tell("the logs are of different specs or bindings: \(Self.some(differing))")
    }
    let twice = repeated.filter { !isFromElsewhere($0) }
    if !twice.isEmpty {
      tell("ran more than once, so that the worse result counts: \(Self.some(twice))")
    }
  }

  private mutating func compare(_ what: String, _ values: [String]) {
    let values = Self.unique(values)
    if values.count > 1 { tell("the logs are of different \(what): \(Self.some(values))") }
  }

  private static func some(_ names: [String]) -> String {
    let more = names.count > mostNamed ? " and \(names.count - mostNamed) more" : ""
    return names.prefix(mostNamed).joined(separator: ", ") + more
  }

  private static func unique(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }

  // MARK: The joined log

  var checkCount: Int { records.count { $0.json["event"] == "check" } }

  /// Microseconds by which a log's times are late.
  func delay(of shard: Int) -> Int { shards[shard].delay }

  /// Whether a line of a log tells what happened, and no other log has told it.
  func isCarriedOver(_ line: JSONValue, of shard: Int) -> Bool {
    let kind = line["event"]?.stringValue ?? ""
    if kind == "check-finished", let key = line["check"]?.stringValue, isFromElsewhere(key) {
      return results[key] == shard
    }
    return Self.kinds[kind] == nil && !["run-started", "run-finished"].contains(kind)
  }

  /// Whether all logs have the result of a check from the same report of another suite.
  private func isFromElsewhere(_ key: String) -> Bool {
    guard let place = places["check \(key)"] else { return false }
    return records[place].json["evidence"]?.objectValue != nil && !records[place].differs
  }

  /// The first line.
  var started: JSONValue {
    let runs = shards.compactMap(\.started)
    let first = shards.first { $0.delay == 0 }
    guard var line = first?.line.objectValue else { return .null }
    func common<Value: Hashable>(_ values: [Value?]) -> Value? {
      Set(values).count == 1 ? values[0] : nil
    }
    line["target"] = .string(Self.unique(runs.map(\.target)).joined(separator: ", "))
    line["commit"] = .init(common(runs.map(\.commit)))
    line["branch"] = .init(common(runs.map(\.branch)))
    if runs.contains(where: { $0.isDirty == true }) { line["dirty"] = true }
    line["workers"] = .init(runs.reduce(0) { $0 + min(max(0, $1.workers), 1 << 20) })
    let pages = Self.unique(runs.map(\.pages)).filter { $0 != "none" }
    line["pages"] = .string(pages.count > 1 ? "both" : pages.first ?? "none")
    let selections = runs.map(\.selection)
    let selection = selections.contains([]) ? [] : Self.unique(selections.flatMap(\.self))
    line["selection"] = .array(selection.map(JSONValue.string))
    return .object(line)
  }

  /// Stories, journeys, obligations, checks and monitors, kind by kind.
  func forEachRecord(_ body: (JSONValue) -> Void) {
    for kind in ["story", "journey", "obligation", "check", "monitor"] {
      for record in records where record.json["event"]?.stringValue == kind {
        body(.object(record.json))
      }
    }
  }

  /// The last line; `nil` when one of the runs was killed.
  func end(_ exitStatus: ([Int]) -> Int) -> RunFinished? {
    let ends = shards.compactMap(\.finished)
    guard ends.count == shards.count else { return nil }
    let last = zip(shards, ends).map { $0.delay + min(max(0, $1.at), 1 << 50) }.max() ?? 0
    return RunFinished(
      at: last, isInterrupted: ends.contains(where: \.isInterrupted),
      exitStatus: exitStatus(ends.map(\.exitStatus)))
  }
}
