import Markup
import RunEvents

/// What a JUnit report says in messages, bodies and properties.
struct JUnitTexts: Sendable {
  private let model: ReportModel
  private let obligations: [String: Int]
  /// Scalars of a message or a body, so that a file stays under the 30 MB that GitLab takes.
  private let limit: Int
  private let attachmentFolder: String

  init(_ model: ReportModel, _ options: JUnitOptions) {
    self.model = model
    obligations = Dictionary(
      model.obligations.enumerated().map { ($1.record.id, $0) },
      uniquingKeysWith: { first, _ in first })
    attachmentFolder = options.attachmentFolder
    let told = model.checks.count { !$0.isDeselected && $0.verdict != .passed }
    limit = min(100_000, max(500, 8_000_000 / max(1, min(told, options.maxCasesPerFile ?? told))))
  }

  /// One line for each file of a check, as importers look for them.
  func attachments(of check: CheckResult) -> String {
    let folder = attachmentFolder.isEmpty ? "" : attachmentFolder + "/"
    let lines = check.attachments.map { "[[ATTACHMENT|\(XMLText.token(folder + $0.path))]]" }
    return lines.joined(separator: "\n")
  }

  func properties(of journey: JourneyResult?) -> [(String, String)] {
    var properties: [(String, String)] = []
    if let journey {
      let own = journey.obligations.flatMap { model.obligations[$0].record.stories }
      let stories = Self.unique(journey.record.mappedStories + own)
      add("requirements", stories.joined(separator: ","), &properties)
      add("journey", journey.record.id, &properties)
      add("document", journey.record.path, &properties)
    }
    add("target", model.run.target, &properties)
    add("commit", model.run.commit ?? "", &properties)
    return properties
  }

  func properties(of check: CheckResult) -> [(String, String)] {
    let verified = check.record.verifies
    let stories = verified.flatMap { id in
      obligations[id].map { model.obligations[$0].record.stories } ?? []
    }
    var properties: [(String, String)] = []
    add("requirements", Self.unique(stories).joined(separator: ","), &properties)
    add("journey", check.record.journey, &properties)
    add("obligation", Self.unique(verified).joined(separator: ","), &properties)
    add("test_key", check.record.testKey ?? "", &properties)
    add("judged", check.monitor.map { "\($0.judged)" } ?? "", &properties)
    add("tags", Self.unique(check.record.tags).joined(separator: ","), &properties)
    return properties
  }

  func properties(of obligation: ObligationResult) -> [(String, String)] {
    var properties: [(String, String)] = []
    add("requirements", Self.unique(obligation.record.stories).joined(separator: ","), &properties)
    add("journey", obligation.record.journey, &properties)
    add("obligation", obligation.record.id, &properties)
    return properties
  }

  private func add(_ name: String, _ value: String, _ properties: inout [(String, String)]) {
    if !value.isEmpty { properties.append((name, value)) }
  }

  func message(_ obligation: ObligationResult) -> String {
    prepared(obligation.verdict.rawValue + ": " + obligation.reason)
  }

  /// `file:line: reason` where something failed, else the verdict and the reason.
  func message(_ check: CheckResult) -> String {
    guard check.verdict == .failed || check.verdict == .undecided else {
      return prepared(check.verdict.rawValue + ": " + check.reason)
    }
    let (place, reason) = Wording.located(check)
    return prepared("\(place): \(reason)")
  }

  /// The message, then every finding with its exchange, each exchange once.
  func body(_ check: CheckResult, message: String) -> String {
    var lines = [message, ""]
    var title = check.record.title
    if !check.record.verifies.isEmpty {
      title += " (verifies \(check.record.verifies.joined(separator: ", ")))"
    }
    lines.append(title)
    for finding in check.findings {
      lines += [
        "", "\(finding.path):\(finding.line):\(finding.column): \(finding.step)",
        "  expectation: \(finding.expectation)", "  expected:    \(finding.expected)",
        "  actual:      \(finding.actual)",
      ]
    }
    for exchange in check.exchanges {
      lines += ["", "exchange \(exchange.number): \(Wording.exchange(exchange))"]
      if let body = exchange.response?.body, !body.isBase64 {
        lines.append(Wording.cut(body.text, 4000))
      }
    }
    lines += ["", "rerun: \(Wording.rerun(check, model.run))"]
    return prepared(lines.joined(separator: "\n"))
  }

  private func prepared(_ text: String) -> String {
    Wording.cut(CaptureText.harmless(ANSIText.stripped(text)), limit)
  }

  private static func unique(_ values: [String]) -> [String] {
    var seen: Set<String> = []
    return values.filter { seen.insert($0).inserted }
  }
}
