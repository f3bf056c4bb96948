import JourneyModel
import SourceText
import Traceability

/// WM303: a link's `:LINE` is past the end of its target.
enum LineBeyondEnd: LintRule {
  static let description = DiagnosticDescription(
    code: "WM303", name: "line-beyond-end", severity: .warning,
    explanation: """
      A link ends in `:LINE` and its target has fewer lines. The document was shortened, or the \
      link means another one; either way it no longer shows what its author saw.
      """,
    mend: "Give the line where the passage is now, an anchor, or `:1`.",
    bad: """
      [`executive-api.md`](docs/api/executive-api.md:4000)
      """,
    good: """
      [`executive-api.md`](docs/api/executive-api.md:1)
      """)

  static func check(_ context: LintContext) -> [Finding] {
    context.documents.flatMap { document in
      document.journey.documentLinks.compactMap { link -> Finding? in
        guard let line = link.line,
          case .file(let lines, _) = context.targets.target(link.path, in: document.journey.path),
          line > lines || line < 1
        else { return nil }
        return .beyondEnd(line, of: lines, link, in: document.journey.path)
      }
    }
  }
}

extension Finding {
  fileprivate static func beyondEnd(
    _ line: Int, of lines: Int, _ link: DocumentLink, in path: String
  ) -> Finding {
    Finding(
      path: path, range: link.range,
      message: "\(link.path) has no line \(line), only \(lines)",
      help: "give the line where the passage is now, an anchor, or :1")
  }
}
