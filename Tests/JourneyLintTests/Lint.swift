import JourneyLint
import JourneyParser
import ProjectConfiguration
import ProjectFiles
import SourceText
import TestSupport
import Testing
import Traceability

/// Lints invented documents in which «guillemets» mark what is to be found.
struct Lint {
  var context: LintContext

  /// A journey of the dialect with the parts that a test is about put in.
  static func journey(
    title: String = "Sample Journey", related: String? = "BF-002",
    preconditions: String = "- Preconditions:\n  - Signed in.",
    flow: String = "1. Opens the page.", expectations: String = "- Page:\n  - Shows a table.",
    guardrails: String = "- Must:\n  - Log each export.", backlog: String = "- BF-002: Views.",
    docs: String = ""
  ) -> String {
    """
    # \(title)

    Document Level: UX Contract  
    \(related.map { "Related Stories: \($0)  " } ?? "Audience: QA  ")

    ## 1. Overview

    Shows how it goes.

    ## 2. Persona & Preconditions

    - Persona:
      - CFO
    \(preconditions)

    ## 3. Step-by-step Flow

    \(flow)

    ## 4. Expected UX & Data Behavior

    \(expectations)

    ## 5. Constraints & Guardrails

    \(guardrails)

    ## 6. Story & Documentation Mapping

    - Backlog:
      \(backlog)
    - Docs:
      \(docs)
    """
  }

  /// - Parameters:
  ///   - documents: Marked texts by path; those that end in `.md` are journeys.
  ///   - backlog: Rows of ids and titles.
  init(
    _ documents: [String: String], backlog: [(String, String)]? = nil,
    options: ParserOptions = ParserOptions(), settings: LintSettings = LintSettings(),
    isComplete: Bool = true
  ) {
    let reader = JourneyReader(options)
    let read = documents.sorted { $0.key < $1.key }.map { path, text in
      let source = SourceFile(path: path, text: MarkedText(text).text)
      return JourneyDocument(journey: reader.read(source), source: source)
    }
    let table = backlog.map { rows in
      let text =
        "| ID | Title |\n|---|---|\n"
        + rows.map { "| \($0.0) | \($0.1) |\n" }.joined()
      let source = SourceFile(path: "backlog.md", text: text)
      return Backlog.read(
        source,
        settings: BacklogSettings(
          path: Located("backlog.md", .init(at: .init(line: 1, column: 1)))),
        pattern: options.stories
      ).0
    }
    context = LintContext(
      documents: read, settings: settings, backlog: table ?? nil, isComplete: isComplete)
  }

  /// Diagnostics of one code.
  func found(_ code: String) -> [Diagnostic] {
    Linter.diagnostics(of: context).filter { $0.code == code }
  }
}

extension Lint {
  /// Asserts that a code is found at the markers of a text, in their order, and nowhere else.
  static func expect(
    _ code: String, in marked: String, backlog: [(String, String)]? = nil,
    options: ParserOptions = ParserOptions(), settings: LintSettings = LintSettings(),
    help: String? = nil, location: SourceLocation = #_sourceLocation
  ) {
    let lint = Lint(
      ["a.md": marked], backlog: backlog, options: options, settings: settings)
    let found = lint.found(code)
    #expect(
      found.compactMap(\.range) == MarkedText(marked).ranges,
      "\(found.map { "\($0.message) at \($0.range.map { "\($0.start.line):\($0.start.column)-\($0.end.line):\($0.end.column)" } ?? "?")" })",
      sourceLocation: location)
    if let help {
      #expect(found.first?.help == help, sourceLocation: location)
    }
  }
}
