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
      let model = try ReportModel(log: RandomLog.bytes(RandomLog(seed: seed).events))
      let totals = model.totals
      #expect(totals.verdicts.values.reduce(0, +) == totals.obligations, "seed \(seed)")
      #expect(totals.checkVerdicts.values.reduce(0, +) == totals.checks, "seed \(seed)")
      try expectJSON(model, seed)
      try expectCSV(model, seed)
      try expectMarkdown(model, seed)
      try expectHTML(model, seed)
      try expectJUnit(model, seed)
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

  private func expectJUnit(_ model: ReportModel, _ seed: UInt64) throws {
    for profile in [JUnitOptions.Profile.strict, .rich] {
      let bytes = try Rendering.junit(model, JUnitOptions(profile: profile))
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
}
