import JourneyModel
import SourceText
import Traceability

/// WM302: a link names an anchor that no heading of its target has.
enum MissingAnchor: LintRule {
  static let description = DiagnosticDescription(
    code: "WM302", name: "missing-anchor", severity: .warning,
    explanation: """
      A link names an anchor that its target does not have: the heading was renamed or removed, \
      and the reader lands at the top of a long document. Anchors are made of headings as GitHub \
      makes them (lower case, hyphens for spaces, punctuation left out), or written in HTML as \
      `id` or `name`.
      """,
    mend: "Take the anchor from the heading that is meant now.",
    bad: """
      [`migration-guide.md#performance`](docs/db/migration-guide.md:12)
      """,
    good: """
      [`migration-guide.md#expected-performance`](docs/db/migration-guide.md:12)
      """)

  static func check(_ context: LintContext) -> [Finding] {
    context.documents.flatMap { document in
      document.journey.documentLinks.compactMap { link -> Finding? in
        guard let anchor = link.anchor, !anchor.isEmpty,
          case .file(_, let anchors?) = context.targets.target(
            link.path, in: document.journey.path),
          !anchors.contains(anchor), !anchors.contains(anchor.lowercased())
        else { return nil }
        return .missingAnchor(
          anchor, link, in: document.journey.path,
          meant: NearMiss.suggestion(for: anchor, among: anchors))
      }
    }
  }
}

extension Finding {
  fileprivate static func missingAnchor(
    _ anchor: String, _ link: DocumentLink, in path: String, meant: String?
  ) -> Finding {
    let target = link.path.isEmpty ? "this document" : link.path
    return Finding(
      path: path, range: link.range, message: "no heading of \(target) has the anchor #\(anchor)",
      help: meant.map { "did you mean #\($0)?" } ?? "take the anchor from a heading of \(target)")
  }
}
