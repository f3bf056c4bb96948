import JourneyLint
import ProjectConfiguration
import SourceText
import TestSupport
import Testing

@Suite struct LinterTests {
  static let documents = [
    "b.md": Lint.journey(related: "BF-003", flow: "1. Loads fast."),
    "a.md": Lint.journey(title: "A (BF-009)", flow: "1. Loads bf-2 quickly."),
  ]

  @Test func diagnosticsStandInTheOrderOfFilesAndPlaces() {
    let found = Linter.diagnostics(of: Lint(Self.documents).context)
    #expect(found.count >= 5)
    #expect(found == found.sorted())
    #expect(found.map(\.path) == found.map(\.path).sorted())
  }

  @Test func severitiesAreThoseOfThePolicy() {
    var settings = LintSettings()
    settings.severities.set("WM4xx", to: .off)
    settings.severities.set("wm203", to: .error)
    settings.severities.set("WM2XX", to: .info)
    let found = Linter.diagnostics(of: Lint(Self.documents, settings: settings).context)
    #expect(!found.contains { $0.code.hasPrefix("WM4") })
    #expect(found.filter { $0.code == "WM203" }.map(\.severity) == [.error, .error])
    #expect(found.filter { $0.code == "WM201" }.map(\.severity) == [.info])
    #expect(found.filter { $0.code == "WM204" }.map(\.severity) == [.info])
  }

  @Test func journeysOfTheSameNameAreFound() {
    let lint = Lint(["x/a.md": Lint.journey(), "y/a.md": Lint.journey(), "b.md": Lint.journey()])
    #expect(lint.found("WM306").map(\.path) == ["y/a.md"])
  }

  @Test func whatTheParserFoundIsThere() {
    let found = Linter.diagnostics(of: Lint(["a.md": "# Only a title\n"]).context)
    #expect(found.contains { $0.code == "WM104" })
  }

  @Test func thousandsOfEqualJourneysTakeLinearTime() {
    var documents: [String: String] = [:]
    for number in 0..<300 { documents["\(number).md"] = Self.documents["a.md"] }
    let few = Lint(documents)
    let fewTime = ThreadTime.measure { _ = Linter.diagnostics(of: few.context) }
    for number in 300..<1_200 { documents["\(number).md"] = Self.documents["a.md"] }
    let many = Lint(documents)
    let manyTime = ThreadTime.measure { _ = Linter.diagnostics(of: many.context) }
    #expect(manyTime < fewTime * 16 + .milliseconds(500), "\(fewTime) then \(manyTime)")
  }

  @Test func hostileDocumentsEndInDiagnostics() {
    let texts = [
      String(repeating: "- fast ", count: 50_000),
      "# A\n## Flow\n" + String(repeating: "> ", count: 5_000),
      "\u{FEFF}\u{0}\u{202E}", String(repeating: "BF-001/", count: 50_000),
      "## 5. Constraints & Guardrails\n\n- Must:\n"
        + String(repeating: "  - \u{301}fast\u{2028}\n", count: 5_000),
    ]
    for text in texts {
      var found: [Diagnostic] = []
      let time = ThreadTime.measure {
        found = Linter.diagnostics(of: Lint(["a.md": text], backlog: [("BF-001", "x")]).context)
      }
      #expect(!found.isEmpty)
      #expect(time < .seconds(10))
    }
  }
}
