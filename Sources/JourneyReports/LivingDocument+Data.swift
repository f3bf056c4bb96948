import Digests
import JSONTree
import RunEvents

/// What the script of the page reads: an index of all promises, and details that it reads one line
/// at a time when they are asked for.
extension LivingDocument.Page {
  func writeData() {
    html.data("index", lines: [LivingIndex(model, matrix, past.changes).json])
    let promises = matrix.journeys.lazy.flatMap { model.journeys[$0].obligations }
    html.data("promises", lines: promises.map { promise(model.obligations[$0]) })
    html.data("checks", lines: model.checks.indices.lazy.map { check(model.checks[$0]) })
    html.data("images", lines: images)
    html.data("history", lines: [pastRuns])
  }

  private func promise(_ obligation: ObligationResult) -> JSONValue {
    let record = obligation.record
    var members: [(String, JSONValue)] = [
      ("text", .shown(record.text)),
      ("context", .array(record.context.map(JSONValue.shown))), ("line", .init(record.line)),
      ("checks", .array(obligation.checks.map { JSONValue($0) })),
    ]
    if !obligation.reason.isEmpty {
      members.append(("reason", .shown(Wording.cut(obligation.reason, 2000))))
    }
    if let proof = context.proof?.guardrails[record.id] { members.append(("proof", proof.json)) }
    if let change = past.changes[record.id] {
      members += [("was", .shown(change.mark)), ("step", .shown(change.step))]
    }
    if let letters = past.letters(of: record.id) { members.append(("history", .string(letters))) }
    if let row = past.row(of: obligation) { members.append(("row", .shown(row))) }
    return .object(JSONObject(members))
  }

  /// The runs, the newest first, and how each story stood in them.
  private var pastRuns: JSONValue {
    [
      "runs": .array(
        past.runs.map { run in
          [
            "at": .shown(Wording.time(run.startedAt)),
            "commit": .shown(String((run.commit ?? "").prefix(12))),
          ]
        }),
      "trends": .array(
        matrix.rows.map { row in
          let trend = past.trend(of: model.stories[row.story].record.id) ?? []
          return .array(
            trend.map { point in point.map { [.init($0.kept), .init($0.total)] } ?? .null })
        }),
    ]
  }

  private func check(_ check: CheckResult) -> JSONValue {
    let record = check.record
    var members: [(String, JSONValue)] = [
      ("name", .shown(record.id + record.suffix)), ("title", .shown(record.title)),
      ("verdict", .string(LivingIndex.letter(check.verdict))),
      ("path", .shown(record.path)), ("line", .init(record.line)),
      ("again", .shown(Wording.rerun(check, model.run))),
      ("facts", .array(facts(of: check).map(JSONValue.shown))),
    ]
    if !check.reason.isEmpty {
      members.append(("reason", .shown(Wording.cut(check.reason, 2000))))
    }
    if let evidence = record.evidence { members.append(("evidence", self.evidence(evidence))) }
    if !check.findings.isEmpty { members.append(("findings", .array(check.findings.map(finding)))) }
    if !check.exchanges.isEmpty {
      members.append(("exchanges", .array(check.exchanges.map(exchange))))
    }
    return .object(JSONObject(members))
  }

  private func facts(of check: CheckResult) -> [String] {
    var facts: [String] = []
    if let monitor = check.monitor {
      facts += ["\(monitor.kind) monitor", monitor.counts]
    } else if check.assertions > 0 {
      facts.append(Wording.count(check.assertions, "expectation"))
    }
    if check.duration > 0 { facts.append(Wording.duration(check.duration)) }
    if check.attempts > 1 { facts.append("\(check.attempts) attempts") }
    let isExternal = check.record.evidence != nil
    if !check.record.actor.isEmpty, !isExternal { facts.append("as \(check.record.actor)") }
    if let owner = check.record.owner { facts.append("owner \(owner)") }
    if let key = check.record.testKey { facts.append(key) }
    facts += check.record.tags.filter { !isExternal || $0 != "external" }.map { "#" + $0 }
    return facts
  }

  /// Where the result of an external check is from.
  private func evidence(_ evidence: EvidenceRecord) -> JSONValue {
    let isOther = evidence.commit.map { isOtherCommit($0) } ?? false
    let most = 20
    var tests = evidence.tests.prefix(most).map { JSONValue.shown(Wording.cut($0, 500)) }
    if evidence.tests.count > most {
      tests.append(.string("and \(evidence.tests.count - most) more"))
    }
    return [
      "source": .shown(evidence.source), "tests": .array(tests),
      "places": .array(evidence.places.prefix(most).map(JSONValue.shown)),
      "age": .string(Wording.age(evidence, model.run)),
      "ranAt": .shown(Wording.time(evidence.ranAt)),
      "commit": .shown(String((evidence.commit ?? "").prefix(12))), "other": .bool(isOther),
      "stale": .bool(evidence.isStale),
    ]
  }

  /// Whether a commit is another than that of the run; of one of two the other may be the beginning.
  private func isOtherCommit(_ commit: String) -> Bool {
    guard let own = model.run.commit, !own.isEmpty else { return false }
    return !own.hasPrefix(commit) && !commit.hasPrefix(own)
  }

  private func finding(_ finding: Finding) -> JSONValue {
    [
      "step": .shown(finding.step), "expectation": .shown(Wording.cut(finding.expectation, 2000)),
      "expected": .shown(Wording.cut(finding.expected, 2000)),
      "actual": .shown(Wording.cut(finding.actual, 2000)), "path": .shown(finding.path),
      "line": .init(finding.line),
    ]
  }

  private func exchange(_ exchange: ExchangeRecord) -> JSONValue {
    let request = exchange.request
    return [
      "title": .shown(Wording.exchange(exchange)), "actor": .shown(exchange.actor),
      "request": .shown(
        Self.message("\(request.method) \(request.url)", request.headers, request.body)),
      "response": .shown(
        exchange.response.map {
          Self.message("\($0.version) \($0.status)", $0.headers, $0.body)
        } ?? exchange.error ?? "no response"),
    ]
  }

  /// First line, headers and body, as the log has them.
  private static func message(
    _ line: String, _ headers: [ExchangeRecord.Header], _ body: ExchangeRecord.Body?
  ) -> String {
    var text = line + headers.map { "\n\($0.name): \($0.value)" }.joined()
    guard let body, body.size > 0 || !body.text.isEmpty else { return text }
    if body.isBase64 {
      text += "\n\n(\(body.size) bytes that are no text)"
    } else {
      text += "\n\n" + Wording.cut(body.text, 4000)
    }
    return text
  }

  /// Pictures of pages by check, in the file itself, which is to need nothing else.
  private var images: [JSONValue] {
    var room = 24 << 20
    return model.checks.enumerated().flatMap { index, check in
      check.attachments.filter { $0.kind == .screenshot }.compactMap { record in
        guard let bytes = attachment(record.path), bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
        else { return nil }
        room -= bytes.count
        let content: JSONValue = room >= 0 ? .string(Base64.encode(bytes)) : .null
        return ["check": .init(index), "path": .shown(record.path), "png": content]
      }
    }
  }
}

extension JSONValue {
  /// Text that a page will show.
  static func shown(_ text: String) -> JSONValue { .string(HTMLBuilder.harmless(text)) }
}
