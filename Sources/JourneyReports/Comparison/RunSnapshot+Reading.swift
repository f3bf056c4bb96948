import JSONTree
import RunEvents

extension RunSnapshot {
  /// The largest summary that is read.
  package static let limit = 64 << 20

  /// Reads a summary (`waymark/summary/1`) or the log of a run, whichever the bytes are.
  ///
  /// Members that are not known are ignored, and a verdict that is not known is `undecided`: a
  /// summary of a newer version must not count as kept by mistake.
  package static func read(_ bytes: [UInt8]) throws(SnapshotError) -> RunSnapshot {
    if isLog(bytes) {
      do {
        return RunSnapshot(try ReportModel(log: bytes))
      } catch {
        throw SnapshotError(message: "is no readable log: \(error)")
      }
    }
    let json: JSONValue
    do {
      json = try JSONValue.parse(bytes, limits: JSONLimits(depth: 16, bytes: limit))
    } catch {
      throw SnapshotError(message: "is neither a summary nor a log: \(error)")
    }
    let schema = json["schema"]?.stringValue
    guard schema == SummaryJSON.schema else {
      let found = schema.map { "\"\(Wording.cut($0, 60))\"" } ?? "missing"
      throw SnapshotError(
        message: "is no summary of a run: its schema is \(found), not \"\(SummaryJSON.schema)\"",
        isOfAnotherKind: true)
    }
    return try RunSnapshot(json: json)
  }

  /// Whether the first line is an event.
  private static func isLog(_ bytes: [UInt8]) -> Bool {
    let line = bytes.prefix(1 << 16).prefix { $0 != UInt8(ascii: "\n") }
    guard line.count < bytes.count, let json = try? JSONValue.parse(Array(line)) else {
      return false
    }
    return json["event"]?.stringValue != nil
  }

  private init(json: JSONValue) throws(SnapshotError) {
    guard let run = json["run"], run.objectValue != nil else {
      throw SnapshotError(message: "has no ‘run’")
    }
    let started = try run.required("startedAt", in: "run")
    var promises: [Promise] = []
    for (number, value) in try json.list("obligations").enumerated() {
      promises.append(try Promise(json: value, in: "obligations[\(number)]"))
    }
    var checks: [Check] = []
    for (number, value) in try json.list("checks").enumerated() {
      checks.append(try Check(json: value, in: "checks[\(number)]"))
    }
    if let twice = Self.repeated(promises.map(\.id)) ?? Self.repeated(checks.map(\.key)) {
      throw SnapshotError(message: "has ‘\(Wording.cut(twice, 200))’ twice")
    }
    self.init(
      header: RunHeader(
        id: run["id"]?.stringValue ?? "\(started)/\(run["seed"]?.stringValue ?? "")",
        startedAt: started, target: run["target"]?.stringValue ?? "",
        commit: run["commit"]?.stringValue, branch: run["branch"]?.stringValue,
        isDirty: run["dirty"]?.boolValue, deselected: max(0, json["deselected"]?.intValue ?? 0),
        isComplete: run["finished"]?.boolValue == true && run["interrupted"]?.boolValue != true,
        exitStatus: run["exitStatus"]?.intValue),
      promises: promises, checks: checks)
  }

  private static func repeated(_ names: [String]) -> String? {
    var seen: Set<String> = Set(minimumCapacity: names.count)
    return names.first { !seen.insert($0).inserted }
  }
}

/// Why a summary or log cannot be taken; fits behind its path.
package struct SnapshotError: Error, Sendable, Hashable, CustomStringConvertible {
  package var message: String
  /// Whether it is readable and something else, such as a matrix.
  package var isOfAnotherKind = false

  package var description: String { message }
}

extension RunSnapshot.Promise {
  fileprivate init(json: JSONValue, in place: String) throws(SnapshotError) {
    self.init(
      id: try json.required("id", in: place),
      fingerprint: try json.required("fingerprint", in: place),
      text: json["text"]?.stringValue ?? "",
      verdict: Verdict(rawValue: try json.required("verdict", in: place)) ?? .undecided,
      marks: json.texts("marks").compactMap(ObligationResult.Mark.init(rawValue:)),
      stories: json.texts("stories"), checks: json.texts("checks"))
  }
}

extension RunSnapshot.Check {
  fileprivate init(json: JSONValue, in place: String) throws(SnapshotError) {
    self.init(
      key: try json.required("key", in: place),
      verdict: Verdict(rawValue: try json.required("verdict", in: place)) ?? .undecided,
      isFlaky: json["flaky"]?.boolValue ?? false)
  }
}

extension JSONValue {
  fileprivate func required(_ key: String, in place: String) throws(SnapshotError) -> String {
    if let text = self[key]?.stringValue, !text.isEmpty { return text }
    throw SnapshotError(message: "is damaged: \(place) has no ‘\(key)’")
  }

  fileprivate func list(_ key: String) throws(SnapshotError) -> [JSONValue] {
    if let list = self[key]?.arrayValue { return list }
    throw SnapshotError(message: "is damaged: it has no list ‘\(key)’")
  }

  fileprivate func texts(_ key: String) -> [String] {
    self[key]?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}
