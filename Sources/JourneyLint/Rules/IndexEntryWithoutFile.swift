import JourneyModel
import ProjectFiles
import SourceText
import Traceability

/// WM304: the index lists a document that does not exist.
enum IndexEntryWithoutFile: LintRule {
  static let description = DiagnosticDescription(
    code: "WM304", name: "index-entry-without-file", severity: .warning,
    explanation: """
      The index lists a document that does not exist, neither below the documentation root nor \
      beside the index. Whoever starts from the index believes in a journey that nobody can read.
      """,
    mend: "Mend the path, or take the entry out of the index.",
    bad: """
      - See [`executive-overview.md`](docs/journeys/executive-overview.md:1)
      """,
    good: """
      - See [`executive-exec-overview.md`](docs/journeys/executive-exec-overview.md:1)
      """)

  static func check(_ context: LintContext) -> [Finding] {
    guard let index = context.index else { return [] }
    let byName = Dictionary(
      context.documents.map { (FilePath.name(of: $0.journey.path), $0.journey.path) },
      uniquingKeysWith: { first, _ in first })
    return index.entries.filter { $0.document == nil }.map { entry in
      let name = FilePath.name(of: entry.link.path)
      let meant =
        byName[name]
        ?? NearMiss.suggestion(for: name, among: byName.keys)
        .flatMap { byName[$0] }
      return .withoutFile(entry.link, in: index.path, meant: meant)
    }
  }
}

extension Finding {
  fileprivate static func withoutFile(
    _ link: DocumentLink, in path: String, meant: String?
  ) -> Finding {
    Finding(
      path: path, range: link.range, message: "the index lists \(link.path), which does not exist",
      help: meant.map { "did you mean \($0)?" } ?? "mend the path, or take the entry out")
  }
}
