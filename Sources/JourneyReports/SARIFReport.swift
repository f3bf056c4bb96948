import JSONTree
package import Markup
import RunEvents
import SourceText

/// The broken promises of a run in SARIF 2.1.0 (OASIS), for code scanning.
///
/// A result stands at the promise's sentence in its journey and names the bindings that show it.
/// What could not be judged has the kind `open` (section 3.27.9) and no level. There is one rule a
/// kind of promise, and `primaryLocationLineHash` follows a promise while lines move.
package enum SARIFReport {
  /// Code scanning takes no more results of a run.
  package static let mostResults = 25_000
  /// How many places of bindings a result names.
  private static let mostPlaces = 10

  package static func write(_ model: ReportModel, to output: ByteOutput) {
    let file = JSONFile(output)
    file.begin([
      ("$schema", "https://json.schemastore.org/sarif-2.1.0.json"), ("version", "2.1.0"),
    ])
    file.object("runs", inList: true, head(of: model)) { run in
      var count = 0
      run.list("results") { add in
        Violation.forEach(in: model) { violation in
          count += 1
          if count <= mostResults { add(result(violation, model)) }
        }
      }
      run.list("invocations", [invocation(model, leftOut: max(0, count - mostResults))])
    }
    file.end()
  }

  private static func head(of model: ReportModel) -> [(String, JSONValue)] {
    let words = model.run.tool.split(separator: " ", maxSplits: 1)
    var driver = JSONObject([
      ("name", "Waymark"), ("rules", .array(ViolationRule.allCases.map(rule))),
    ])
    if words.count == 2 { driver["version"] = .string(String(words[1])) }
    let target = XMLText.token(model.run.target)
    return [
      ("tool", ["driver": .object(driver)]),
      (
        "automationDetails",
        ["id": .string("waymark/verify/" + (target.isEmpty ? "" : target + "/"))]
      ),
      ("columnKind", "unicodeCodePoints"),
      (
        "originalUriBaseIds",
        ["%SRCROOT%": ["description": ["text": "The root of the repository"]]]
      ),
      ("properties", ["totals": MatrixJSON.totals(model.totals)]),
    ]
  }

  private static func rule(_ rule: ViolationRule) -> JSONValue {
    let name = rule.rawValue.split(separator: "-").map {
      $0.prefix(1).uppercased() + $0.dropFirst()
    }
    return [
      "id": .string(rule.rawValue), "name": .string(name.joined()),
      "shortDescription": ["text": .string(rule.summary)],
      "fullDescription": ["text": .string(rule.summary)],
      "help": [
        "text":
          "The result names the binding, the request and what was expected. Mend the product, or the sentence if the promise has changed."
      ],
      "defaultConfiguration": ["level": .string(level(rule))],
    ]
  }

  private static func level(_ rule: ViolationRule) -> String {
    switch rule {
    case .step, .expectation, .must, .mustNot, .guardrail, .check: "error"
    case .should, .shouldNot: "warning"
    case .may: "note"
    }
  }

  private static func result(_ violation: Violation, _ model: ReportModel) -> JSONValue {
    let index = ViolationRule.allCases.firstIndex(of: violation.rule)
    var result = JSONObject([
      ("ruleId", .string(violation.rule.rawValue)), ("ruleIndex", .init(index)),
      ("kind", violation.isBroken ? "fail" : "open"),
      ("level", violation.isBroken ? .string(level(violation.rule)) : "none"),
      ("message", message(violation.message)),
      ("locations", [["physicalLocation": place(violation.path, violation.line)]]),
      ("partialFingerprints", ["primaryLocationLineHash": .string(violation.fingerprint)]),
    ])
    let related = places(violation.checks).prefix(mostPlaces).map { found -> JSONValue in
      [
        "physicalLocation": place(Violation.inRepository(found.path, model), found.line),
        "message": message(found.text),
      ]
    }
    if !related.isEmpty { result["relatedLocations"] = .array(related) }
    return .object(result)
  }

  /// Where bindings show it: their findings, or the checks that have none.
  private static func places(
    _ checks: [CheckResult]
  ) -> [(path: String, line: Int, text: String)] {
    checks.flatMap { check -> [(path: String, line: Int, text: String)] in
      guard !check.findings.isEmpty else {
        return [(check.record.path, check.record.line, "\(check.record.key): \(check.reason)")]
      }
      return check.findings.map {
        let text = "\(check.record.key): \($0.expectation), but it is \($0.actual)"
        return ($0.path, $0.line, text)
      }
    }
  }

  private static func place(_ path: String, _ line: Int) -> JSONValue {
    var place = JSONObject([
      (
        "artifactLocation",
        ["uri": .string(URIReference.text(path)), "uriBaseId": "%SRCROOT%"]
      )
    ])
    if line > 0 { place["region"] = ["startLine": .init(line)] }
    return .object(place)
  }

  /// Text in which nothing is a link (section 3.11.6).
  private static func message(_ text: String) -> JSONValue {
    let text = XMLText.legal(Wording.cut(text, 4000))
    return ["text": .string(text.replacing("](", with: "] ("))]
  }

  private static func invocation(_ model: ReportModel, leftOut: Int) -> JSONValue {
    let clock = ReportClock(startedAt: model.run.startedAt)
    var invocation = JSONObject([
      ("executionSuccessful", .bool(model.end.map { !$0.isInterrupted } ?? false)),
      ("startTimeUtc", .string(clock.text(after: 0))),
    ])
    if let end = model.end {
      invocation["endTimeUtc"] = .string(clock.text(after: end.at))
      invocation["exitCode"] = .init(end.exitStatus)
    }
    if leftOut > 0 {
      invocation["toolExecutionNotifications"] = [
        [
          "level": "warning",
          "message": [
            "text": .string(
              "\(leftOut) more results are left out: code scanning takes \(mostResults)")
          ],
        ]
      ]
    }
    return .object(invocation)
  }
}
