import Digests
import JSONTree
package import Markup
import RunEvents

/// The results of a run as Xray for Jira imports them (Xray JSON, “Import execution results”).
///
/// A check with a key (`xray: PLAT-812`) is that test; another is a generic test that Xray finds
/// by its definition, linked to its stories by what the tracker calls them. Examples and drivers
/// are iterations of one test. Statuses are those of Xray Cloud; what is neither passed nor failed
/// is `TODO`, with the verdict as the comment's first word. Evidence is bounded.
package enum XrayReport {
  /// Bytes of one file, and of all files of a report, before they are encoded.
  private static let mostOfFile = 2 << 20
  private static let mostOfAll = 16 << 20
  /// Scalars of a comment.
  private static let longestComment = 8000

  package static func write(
    _ model: ReportModel, attachment: AttachmentLoader = { _ in nil }, to output: ByteOutput
  ) {
    let project = XrayProject(model)
    let texts = JUnitTexts(model)
    let file = JSONFile(output)
    file.begin([("info", info(model, project))])
    var room = mostOfAll
    file.list("tests") { add in
      for group in groups(model) {
        var evidence: [JSONValue] = []
        var leftOut = 0
        for check in group where check.verdict != .passed {
          for (name, type, bytes) in files(of: check, texts, attachment) {
            guard bytes.count <= min(mostOfFile, room) else {
              leftOut += 1
              continue
            }
            room -= bytes.count
            evidence.append([
              "data": .string(Base64.encode(bytes)), "filename": .string(name),
              "contentType": .string(type),
            ])
          }
        }
        add(test(group, evidence, leftOut: leftOut, model, project))
      }
    }
    file.end()
  }

  private static func info(_ model: ReportModel, _ project: XrayProject) -> JSONValue {
    let clock = ReportClock(startedAt: model.run.startedAt)
    // Environments of Xray are words: white space would make two of one.
    let target = XMLText.token(model.run.target).replacing(" ", with: "-")
    var info = JSONObject([
      ("summary", .string(XMLText.legal(Wording.cut("Waymark on \(model.run.target)", 200)))),
      ("description", .string(XMLText.legal(Wording.headline(model)))),
      ("startDate", .string(clock.zonedText(after: 0))),
      ("finishDate", .string(clock.zonedText(after: max(0, model.end?.at ?? 0)))),
    ])
    if let key = project.key { info["project"] = .string(key) }
    if let commit = model.run.commit { info["revision"] = .string(commit) }
    if !target.isEmpty { info["testEnvironments"] = [.string(target)] }
    return .object(info)
  }

  /// Checks that are one test, in the order of their first.
  private static func groups(_ model: ReportModel) -> [[CheckResult]] {
    var places: [String: Int] = [:]
    var groups: [[CheckResult]] = []
    for check in model.checks where !check.isDeselected {
      let key = check.record.testKey ?? definition(of: check)
      if let place = places[key] {
        groups[place].append(check)
      } else {
        places[key] = groups.count
        groups.append([check])
      }
    }
    return groups
  }

  /// What stays the same for all examples and drivers, and for no other test.
  private static func definition(of check: CheckResult) -> String {
    "waymark:\(check.record.journey)/\(check.record.id)"
  }

  private static func test(
    _ group: [CheckResult], _ evidence: [JSONValue], leftOut: Int, _ model: ReportModel,
    _ project: XrayProject
  ) -> JSONValue {
    let first = group[0]
    var test = JSONObject()
    if let key = first.record.testKey {
      test["testKey"] = .string(key)
    } else {
      test["testInfo"] = testInfo(first, project)
    }
    let verdict = Verdict.worst(of: group.map(\.verdict))
    test["status"] = .string(status(verdict))
    var comments = group.filter { $0.verdict != .passed || group.count == 1 }.map(comment)
    if leftOut > 0 { comments.append("\(leftOut) files are left out: too large") }
    test["comment"] = .string(
      XMLText.legal(Wording.cut(comments.joined(separator: "\n"), longestComment)))
    if group.count > 1 {
      test["iterations"] = .array(
        group.map { check in
          [
            "parameters": [
              [
                "name": "check",
                "value": .string(XMLText.legal(Wording.cut(check.record.key, 250))),
              ]
            ],
            "status": .string(status(check.verdict)),
            "log": .string(XMLText.legal(Wording.cut(comment(check), 1000))),
          ]
        })
    }
    if !evidence.isEmpty { test["evidence"] = .array(evidence) }
    return .object(test)
  }

  private static func testInfo(_ check: CheckResult, _ project: XrayProject) -> JSONValue {
    let title = check.record.title.isEmpty ? check.record.key : check.record.title
    var info = JSONObject([
      ("summary", .string(XMLText.token(Wording.cut(title, 250)))), ("type", "Generic"),
      ("definition", .string(XMLText.legal(definition(of: check)))),
    ])
    if let key = project.key { info["projectKey"] = .string(key) }
    let stories = project.stories(of: check)
    if !stories.isEmpty { info["requirementKeys"] = .array(stories.map(JSONValue.string)) }
    // A label of Jira holds no white space.
    let labels = check.record.tags.map { XMLText.token($0).replacing(" ", with: "-") }
    if !labels.isEmpty { info["labels"] = .array(labels.map(JSONValue.string)) }
    return .object(info)
  }

  private static func comment(_ check: CheckResult) -> String {
    let promises = check.record.verifies.joined(separator: ", ")
    let reason = check.reason.isEmpty ? "" : ": " + check.reason
    return
      "\(check.verdict.rawValue)\(reason) (\(check.record.key)\(promises.isEmpty ? "" : " verifies " + promises))"
  }

  private static func status(_ verdict: Verdict) -> String {
    switch verdict {
    case .passed: "PASSED"
    case .failed: "FAILED"
    case .undecided, .notExercised, .pending, .waived, .manual: "TODO"
    }
  }

  /// What a check leaves as evidence: its findings and exchanges as text, then its files.
  private static func files(
    of check: CheckResult, _ texts: JUnitTexts, _ attachment: AttachmentLoader
  ) -> [(name: String, type: String, bytes: [UInt8])] {
    var files: [(name: String, type: String, bytes: [UInt8])] = []
    if !check.findings.isEmpty {
      let text = texts.body(check, message: texts.message(check))
      files.append(("findings.txt", "text/plain", Array(text.utf8)))
    }
    for file in check.attachments {
      guard let bytes = attachment(file.path) else { continue }
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      files.append((name, file.mediaType, bytes))
    }
    return files
  }
}

/// What a run knows of a Jira project: its key, and what its stories are called there.
struct XrayProject {
  /// As configured, or that of the first key or alias of the run.
  let key: String?
  private let names: [String: String]
  private let stories: [String: [String]]

  init(_ model: ReportModel) {
    let aliases = model.stories.compactMap(\.record.alias)
    let known = model.checks.compactMap(\.record.testKey) + aliases
    key = model.run.testProject ?? known.lazy.compactMap(Self.prefix).first
    var names: [String: String] = [:]
    for story in model.stories.map(\.record) {
      // A story that the tracker knows under its own id needs no alias.
      let isTrackers = Self.prefix(story.id) == key && key != nil
      names[story.id] = story.alias ?? (isTrackers ? story.id : nil)
    }
    self.names = names
    stories = Dictionary(
      model.obligations.map { ($0.record.id, $0.record.stories) }, uniquingKeysWith: { a, _ in a })
  }

  /// The keys of the stories that a check's promises belong to, each once.
  func stories(of check: CheckResult) -> [String] {
    var seen: Set<String> = []
    return check.record.verifies.flatMap { stories[$0] ?? [] }.compactMap { names[$0] }
      .filter { seen.insert($0).inserted }
  }

  /// `PLAT` of `PLAT-812`.
  private static func prefix(_ key: String) -> String? {
    let parts = key.split(separator: "-")
    guard parts.count == 2, parts[1].utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return String(parts[0])
  }
}
