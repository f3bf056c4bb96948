import JourneyModel
import SourceText
import Traceability

/// WM301: a link leads to nothing below the documentation root.
enum MissingLinkTarget: LintRule {
  static let description = DiagnosticDescription(
    code: "WM301", name: "missing-link-target", severity: .warning,
    explanation: """
      A link leads to a file that does not exist below the documentation root, or out of it. The \
      mapping then points product and QA at a contract that nobody can read. Targets are relative \
      to the documentation root (`documentation-root` in waymark.yaml), not to the document; links \
      to other hosts are not followed.
      """,
    mend: "Mend the path, or write the document.",
    bad: """
      - Docs:
        - [`executive-api.md`](docs/executive-api.md:1)
      """,
    good: """
      - Docs:
        - [`executive-api.md`](docs/api/executive-api.md:1)
      """)

  static func check(_ context: LintContext) -> [Finding] {
    context.documents.flatMap { document in
      document.journey.documentLinks.compactMap { link -> Finding? in
        let path = document.journey.path
        switch context.targets.target(link.path, in: path) {
        case .missing:
          return .missing(
            link, in: path, root: context.targets.root,
            meant: context.targets.suggestion(for: link.path))
        case .outside: return .outside(link, in: path, root: context.targets.root)
        case .unreadable(let why): return .unreadable(link, in: path, why: why)
        case .file, .folder: return nil
        }
      }
    }
  }
}

extension Finding {
  fileprivate static func missing(
    _ link: DocumentLink, in path: String, root: String, meant: String?
  ) -> Finding {
    Finding(
      path: path, range: link.range,
      message: "\(link.path) does not exist below the documentation root (\(root))",
      help: meant.map { "did you mean \($0)?" } ?? "mend the path, or write the document")
  }

  fileprivate static func outside(
    _ link: DocumentLink, in path: String, root: String
  ) -> Finding {
    Finding(
      path: path, range: link.range,
      message: "\(link.path) leads out of the documentation root (\(root))",
      help: "targets are relative to the documentation root, not to the document")
  }

  fileprivate static func unreadable(
    _ link: DocumentLink, in path: String, why: String
  ) -> Finding {
    Finding(path: path, range: link.range, message: "\(link.path) \(why)")
  }
}
