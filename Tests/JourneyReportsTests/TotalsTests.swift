import JSONTree
import JourneyReports
import Markup
import RunEvents
import Testing

/// Every format counts the same, and the same log gives the same bytes.
@Suite struct TotalsTests {
  @Test func totalsAgreeInEveryFormat() throws {
    let first = UInt64.random(in: 0...1_000_000)
    for seed in first..<(first + 100) {
      let log = RandomLog.bytes(RandomLog(seed: seed).events)
      let model = try ReportModel(log: log)
      let totals = model.totals
      #expect(totals.verdicts.values.reduce(0, +) == totals.obligations, "seed \(seed)")
      #expect(totals.checkVerdicts.values.reduce(0, +) == totals.checks, "seed \(seed)")
      try expectJSON(model, seed)
      try expectCSV(model, seed)
      try expectMarkdown(model, seed)
      try expectHTML(model, seed)
      try expectJUnit(model, log, seed)
      try expectViolations(model, seed)
      try expectCTRF(model, seed)
      try expectXray(model, seed)
      try expectGitHub(model, seed)
    }
  }

  @Test func theSameLogGivesTheSameBytes() throws {
    let seed = UInt64.random(in: 0 ... .max)
    let log = RandomLog.bytes(RandomLog(seed: seed).events)
    for kind in ReportKind.allCases {
      let once = try Rendering.text(kind, try ReportModel(log: log), log: log)
      #expect(
        try Rendering.text(kind, try ReportModel(log: log), log: log) == once,
        "seed \(seed) \(kind)")
    }
  }

  private func expectJSON(_ model: ReportModel, _ seed: UInt64) throws {
    let totals = model.totals
    let matrix = try JSONValue.parse(try Rendering.text(.matrixJSON, model))
    let summary = try JSONValue.parse(try Rendering.text(.summary, model))
    #expect(matrix["totals"] == summary["totals"], "seed \(seed)")
    for verdict in Verdict.allCases {
      let listed = matrix["obligations"]?.arrayValue?.count {
        $0["verdict"]?.stringValue == verdict.rawValue
      }
      #expect(listed == totals.count(verdict), "seed \(seed)")
      #expect(matrix["totals"]?[verdict.rawValue]?.intValue == listed, "seed \(seed)")
    }
    #expect(matrix["totals"]?["obligations"]?.intValue == totals.obligations, "seed \(seed)")
    #expect(matrix["stories"]?.arrayValue?.count == totals.stories, "seed \(seed)")
    #expect(matrix["journeys"]?.arrayValue?.count == totals.journeys, "seed \(seed)")
    #expect(matrix["deselected"]?.intValue == totals.deselected, "seed \(seed)")
    #expect(summary["checks"]?.arrayValue?.count == totals.checks, "seed \(seed)")
  }

  private func expectCSV(_ model: ReportModel, _ seed: UInt64) throws {
    let rows = CSV.rows(try Rendering.text(.matrixCSV, model))
    #expect(rows.allSatisfy { $0.count == MatrixCSV.columns.count }, "seed \(seed)")
    var verdicts: [String: String] = [:]
    for row in rows.dropFirst() where !row[3].isEmpty { verdicts[row[3]] = row[8] }
    #expect(verdicts.count == model.totals.obligations, "seed \(seed)")
    for verdict in Verdict.allCases {
      let count = verdicts.values.count { $0 == verdict.rawValue }
      #expect(count == model.totals.count(verdict), "seed \(seed)")
    }
    let formulas = rows.dropFirst().joined().filter {
      $0.first.map { "=+-@".contains($0) } ?? false
    }
    #expect(formulas.isEmpty, "seed \(seed)")
  }

  private func expectMarkdown(_ model: ReportModel, _ seed: UInt64) throws {
    let text = try Rendering.text(.matrixMarkdown, model)
    for standing in Standing.allCases {
      let row =
        "| \(Wording.glyph(standing)) \(standing.rawValue) | \(model.totals.count(standing)) |"
      #expect(text.contains(row), "seed \(seed)")
    }
  }

  private func expectHTML(_ model: ReportModel, _ seed: UInt64) throws {
    let page = try HTMLDocument.parse(Array(try Rendering.text(.html, model).utf8))
    for standing in Standing.allCases {
      let count = try page.select(.parse(".word.\(standing.rawValue) .count")).map(\.text)
      #expect(count == ["\(model.totals.count(standing))"], "seed \(seed)")
    }
    let index = try #require(try page.select(.parse("script[data-name=index]")).first?.text)
    let verdicts = try JSONValue.parse(index)["verdicts"]?.stringValue ?? ""
    let letters: [(Verdict, Character)] = [
      (.failed, "f"), (.undecided, "u"), (.notExercised, "n"), (.pending, "p"), (.waived, "w"),
      (.manual, "m"), (.passed, "k"),
    ]
    for (verdict, letter) in letters {
      #expect(verdicts.count { $0 == letter } == model.totals.count(verdict), "seed \(seed)")
    }
    for standing in Standing.allCases {
      let sentences = try page.select(.parse(".promise.\(standing.rawValue)")).count
      #expect(sentences == model.totals.count(standing), "seed \(seed)")
    }
    let stories = try page.select(.parse(".matrix tbody tr")).count
    #expect(stories == model.totals.stories, "seed \(seed)")
  }

  private func expectJUnit(_ model: ReportModel, _ log: [UInt8], _ seed: UInt64) throws {
    for profile in [JUnitOptions.Profile.strict, .rich] {
      let bytes = try Rendering.junit(log, JUnitOptions(profile: profile))
      let reader = try #require(Rendering.read(bytes))
      try JUnitCheck.check(reader)
      let document = try XMLDocument.parse(bytes)
      let checks = model.totals.checkVerdicts
      let skipped: [Verdict] = [.notExercised, .pending, .waived, .manual]
      let expected = [
        ("//testcase", model.totals.checks), ("//failure", checks[.failed] ?? 0),
        ("//error", checks[.undecided] ?? 0),
        ("//skipped", skipped.reduce(0) { $0 + (checks[$1] ?? 0) }),
      ]
      for (path, count) in expected {
        let found = try document.evaluate(.parse("count(\(path))"))
        #expect(found == .number(Double(count)), "seed \(seed) \(path)")
      }
    }
  }

  private func expectViolations(_ model: ReportModel, _ seed: UInt64) throws {
    let totals = model.totals
    let loose = model.checks.filter { !$0.isDeselected && $0.record.verifies.isEmpty }
    let run = try JSONValue.parse(try Rendering.text(.sarif, model))["runs"]?.arrayValue?.first
    let results = try #require(run?["results"]?.arrayValue)
    #expect(run?["properties"]?["totals"]?["passed"]?.intValue == totals.count(.passed))
    for (kind, verdict) in [("fail", Verdict.failed), ("open", .undecided)] {
      let expected = totals.count(verdict) + loose.count { $0.verdict == verdict }
      #expect(results.count { $0["kind"]?.stringValue == kind } == expected, "seed \(seed)")
    }
    let issues = try JSONValue.parse(try Rendering.text(.gitlab, model)).arrayValue ?? []
    #expect(issues.count == results.count, "seed \(seed)")
    let fingerprints = Set(issues.compactMap { $0["fingerprint"]?.stringValue })
    #expect(fingerprints.count == issues.count, "seed \(seed)")
  }

  private func expectCTRF(_ model: ReportModel, _ seed: UInt64) throws {
    let results = try JSONValue.parse(try Rendering.text(.ctrf, model))["results"]
    let tests = try #require(results?["tests"]?.arrayValue)
    #expect(tests.count == model.totals.checks, "seed \(seed)")
    #expect(results?["summary"]?["tests"]?.intValue == tests.count, "seed \(seed)")
    for status in ["passed", "failed", "skipped", "pending", "other"] {
      let count = tests.count { $0["status"]?.stringValue == status }
      #expect(results?["summary"]?[status]?.intValue == count, "seed \(seed) \(status)")
    }
    for verdict in Verdict.allCases {
      let count = tests.count { $0["rawStatus"]?.stringValue == verdict.rawValue }
      #expect(count == model.totals.checkVerdicts[verdict] ?? 0, "seed \(seed) \(verdict)")
    }
  }

  private func expectXray(_ model: ReportModel, _ seed: UInt64) throws {
    let report = try JSONValue.parse(try Rendering.text(.xray, model))
    let tests = try #require(report["tests"]?.arrayValue)
    var counts: [String: Int] = [:]
    for test in tests {
      for result in test["iterations"]?.arrayValue ?? [test] {
        counts[result["status"]?.stringValue ?? "", default: 0] += 1
      }
    }
    let verdicts = model.totals.checkVerdicts
    #expect(counts["PASSED"] ?? 0 == verdicts[.passed] ?? 0, "seed \(seed)")
    #expect(counts["FAILED"] ?? 0 == verdicts[.failed] ?? 0, "seed \(seed)")
    #expect(counts.values.reduce(0, +) == model.totals.checks, "seed \(seed)")
  }

  private func expectGitHub(_ model: ReportModel, _ seed: UInt64) throws {
    let verdicts = model.totals.checkVerdicts
    let lines = GitHubAnnotations.text(model).split(separator: "\n")
    for (command, verdict) in [("::error ", Verdict.failed), ("::warning ", .undecided)] {
      let count = verdicts[verdict] ?? 0
      let found = lines.count { $0.hasPrefix(command) }
      #expect(found == (count > 10 ? 9 : count), "seed \(seed) \(verdict)")
    }
    let text = try Rendering.text(.github, model)
    for standing in Standing.allCases {
      let row =
        "| \(Wording.glyph(standing)) \(standing.rawValue) | \(model.totals.count(standing)) |"
      #expect(text.contains(row), "seed \(seed)")
    }
    let rows = text.split(separator: "\n").count { $0.hasSuffix("</code> |") }
    #expect(rows == (verdicts[.failed] ?? 0) + (verdicts[.undecided] ?? 0), "seed \(seed)")
  }
}
