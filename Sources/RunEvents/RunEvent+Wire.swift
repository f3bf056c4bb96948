package import JSONTree

/// The wire form of an event: one JSON object a line, `event` first.
///
/// `runStarted` carries the version as `"schema": "waymark/run/1"`. A reader ignores kinds and
/// members that it does not know, and takes a default for members that it misses, so that logs
/// of older and newer versions stay readable.
extension RunEvent {
  package static let schema = RunLogVersion.one.rawValue

  package var json: JSONValue {
    switch self {
    case .runStarted(let value): value.json
    case .story(let value): value.json
    case .journey(let value): value.json
    case .obligation(let value): value.json
    case .check(let value): value.json
    case .monitor(let value): value.json
    case .checkStarted(let value):
      ["event": "check-started", "check": .string(value.key), "at": .init(value.at)]
    case .exchange(let value): value.json
    case .attachment(let value): value.json
    case .checkFinished(let value): value.json
    case .monitorFinished(let value): value.json
    case .notice(let value): value.json
    case .runFinished(let value): value.json
    }
  }

  /// The event that a line of a log holds; `nil` for kinds that this version does not know.
  package init?(json: JSONValue) {
    switch json["event"]?.stringValue {
    case "run-started": self = .runStarted(RunStarted(json: json))
    case "story": self = .story(StoryRecord(json: json))
    case "journey": self = .journey(JourneyRecord(json: json))
    case "obligation": self = .obligation(ObligationRecord(json: json))
    case "check": self = .check(CheckRecord(json: json))
    case "monitor": self = .monitor(MonitorRecord(json: json))
    case "check-started":
      self = .checkStarted(CheckStarted(key: json.text("check"), at: json.integer("at")))
    case "exchange": self = .exchange(ExchangeRecord(json: json))
    case "attachment":
      guard let record = AttachmentRecord(json: json) else { return nil }
      self = .attachment(record)
    case "check-finished": self = .checkFinished(CheckFinished(json: json))
    case "monitor-finished": self = .monitorFinished(MonitorFinished(json: json))
    case "notice": self = .notice(NoticeRecord(json: json))
    case "run-finished":
      self = .runFinished(RunFinished(json: json))
    default: return nil
    }
  }
}

extension JSONValue {
  func text(_ key: String) -> String { self[key]?.stringValue ?? "" }
  func integer(_ key: String) -> Int { self[key]?.intValue ?? 0 }
  /// A line or column: 0 where nobody knows it.
  func place(_ key: String) -> Int { max(0, integer(key)) }
  func flag(_ key: String) -> Bool { self[key]?.boolValue ?? false }
  func texts(_ key: String) -> [String] {
    self[key]?.arrayValue?.compactMap(\.stringValue) ?? []
  }

  static func texts(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }
}

extension RunStarted {
  var json: JSONValue {
    [
      "event": "run-started", "schema": .string(RunEvent.schema),
      "startedAt": .string(startedAt), "tool": .string(tool), "target": .string(target),
      "baseURL": .string(baseURL), "host": .string(host), "commit": .init(commit),
      "branch": .init(branch), "dirty": isDirty.map(JSONValue.bool) ?? .null,
      "seed": .string(String(seed)), "workers": .init(workers), "pages": .string(pages),
      "selection": .texts(selection), "command": .texts(command),
      "repositoryPath": .string(repositoryPath), "testProject": .init(testProject),
      "sourceURL": .init(sourceURL),
    ]
  }

  init(json: JSONValue) {
    self.init(
      startedAt: json.text("startedAt"), tool: json.text("tool"), target: json.text("target"),
      baseURL: json.text("baseURL"), host: json.text("host"),
      commit: json["commit"]?.stringValue, branch: json["branch"]?.stringValue,
      isDirty: json["dirty"]?.boolValue, seed: UInt64(json.text("seed")) ?? 0,
      workers: json.integer("workers"), pages: json.text("pages"),
      selection: json.texts("selection"), command: json.texts("command"),
      repositoryPath: json.text("repositoryPath"),
      testProject: json["testProject"]?.stringValue,
      sourceURL: json["sourceURL"]?.stringValue)
  }
}

extension StoryRecord {
  var json: JSONValue {
    [
      "event": "story", "id": .string(id), "title": .string(title), "phase": .string(phase),
      "owner": .string(owner), "inBacklog": .bool(isInBacklog), "url": .init(url),
      "alias": .init(alias),
    ]
  }

  init(json: JSONValue) {
    self.init(
      id: json.text("id"), title: json.text("title"), phase: json.text("phase"),
      owner: json.text("owner"), isInBacklog: json.flag("inBacklog"),
      url: json["url"]?.stringValue, alias: json["alias"]?.stringValue)
  }
}

extension JourneyRecord {
  var json: JSONValue {
    [
      "event": "journey", "id": .string(id), "title": .string(title), "path": .string(path),
      "mappedStories": .texts(mappedStories), "allStories": .texts(allStories),
      "documents": .texts(documents), "source": .init(source),
    ]
  }

  init(json: JSONValue) {
    self.init(
      id: json.text("id"), title: json.text("title"), path: json.text("path"),
      mappedStories: json.texts("mappedStories"), allStories: json.texts("allStories"),
      documents: json.texts("documents"), source: json["source"]?.stringValue)
  }
}

extension ObligationRecord {
  var json: JSONValue {
    var members = JSONObject(known)
    if isFlaky { members["flaky"] = true }
    if isProofDemanded { members["prove"] = true }
    if let waiver { members["waiver"] = waiver.json }
    if let attestation { members["attestation"] = attestation.json }
    return .object(members)
  }

  /// What stands in every record.
  private var known: [(String, JSONValue)] {
    [
      ("event", "obligation"), ("id", .string(id)), ("journey", .string(journey)),
      ("kind", .string(kind)), ("modality", .init(modality)), ("text", .string(text)),
      ("context", .texts(context)), ("stories", .texts(stories)),
      ("fingerprint", .string(fingerprint)), ("line", .init(line)),
      ("pending", .init(pendingReason)), ("suspect", .bool(isSuspect)),
      ("deselected", .bool(isDeselected)),
    ]
  }

  init(json: JSONValue) {
    self.init(
      id: json.text("id"), journey: json.text("journey"), kind: json.text("kind"),
      modality: json["modality"]?.stringValue, text: json.text("text"),
      context: json.texts("context"), stories: json.texts("stories"),
      fingerprint: json.text("fingerprint"), line: json.place("line"),
      pendingReason: json["pending"]?.stringValue, isSuspect: json.flag("suspect"),
      isFlaky: json.flag("flaky"), waiver: OwnedStatement(json: json["waiver"]),
      attestation: OwnedStatement(json: json["attestation"]),
      isDeselected: json.flag("deselected"), isProofDemanded: json.flag("prove"))
  }
}

extension RunFinished {
  var json: JSONValue {
    var members = JSONObject([
      ("event", "run-finished"), ("at", .init(at)), ("interrupted", .bool(isInterrupted)),
      ("exitStatus", .init(exitStatus)),
    ])
    if let gate { members["gate"] = gate.json }
    return .object(members)
  }

  init(json: JSONValue) {
    self.init(
      at: json.integer("at"), isInterrupted: json["interrupted"]?.boolValue ?? false,
      exitStatus: json.integer("exitStatus"), gate: GateRecord(json: json["gate"]))
  }
}

extension CheckRecord {
  var json: JSONValue {
    var members = JSONObject(known)
    if let digest { members["digest"] = .string(digest) }
    return .object(members)
  }

  /// What stands in every record.
  private var known: [(String, JSONValue)] {
    [
      ("event", "check"), ("key", .string(key)), ("journey", .string(journey)),
      ("id", .string(id)), ("suffix", .string(suffix)), ("title", .string(title)),
      ("path", .string(path)), ("line", .init(line)), ("verifies", .texts(verifies)),
      ("actor", .string(actor)), ("tags", .texts(tags)), ("owner", .init(owner)),
      ("testKey", .init(testKey)), ("deselected", .init(deselected)),
      ("evidence", evidence?.json ?? .null),
    ]
  }

  init(json: JSONValue) {
    self.init(
      key: json.text("key"), journey: json.text("journey"), id: json.text("id"),
      suffix: json.text("suffix"), title: json.text("title"), path: json.text("path"),
      line: json.place("line"), verifies: json.texts("verifies"), actor: json.text("actor"),
      tags: json.texts("tags"), owner: json["owner"]?.stringValue,
      testKey: json["testKey"]?.stringValue, deselected: json["deselected"]?.stringValue,
      evidence: json["evidence"].flatMap(EvidenceRecord.init(json:)),
      digest: json["digest"]?.stringValue)
  }
}

extension EvidenceRecord {
  var json: JSONValue {
    [
      "source": .string(source), "tests": .texts(tests), "ranAt": .string(ranAt),
      "commit": .init(commit), "places": .texts(places), "stale": .bool(isStale),
    ]
  }

  init?(json: JSONValue) {
    guard json.objectValue != nil else { return nil }
    self.init(
      source: json.text("source"), tests: json.texts("tests"), ranAt: json.text("ranAt"),
      commit: json["commit"]?.stringValue, places: json.texts("places"),
      isStale: json.flag("stale"))
  }
}

extension NoticeRecord {
  var json: JSONValue {
    [
      "event": "notice", "severity": .string(severity), "code": .init(code),
      "path": .init(path), "line": .init(line), "message": .string(message),
    ]
  }

  init(json: JSONValue) {
    self.init(
      severity: json.text("severity"), code: json["code"]?.stringValue,
      path: json["path"]?.stringValue, line: json["line"]?.intValue,
      message: json.text("message"))
  }
}
