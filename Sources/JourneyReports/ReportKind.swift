/// The reports that can be made from a log, by the names that `--report KIND:PATH` takes.
package enum ReportKind: String, Sendable, Hashable, CaseIterable {
  case junit
  case junitRich = "junit-rich"
  case matrixJSON = "matrix-json"
  case matrixCSV = "matrix-csv"
  case matrixMarkdown = "matrix-markdown"
  case html
  case summary
  case har
  case sarif
  case ctrf
  case github
  case gitlab
  case xray

  /// Those that are written when nobody says which: not what is large, or for one product only.
  package static let usual = allCases.filter { ![.har, .github, .gitlab, .xray].contains($0) }

  /// Whether it is made from the log line by line, without the run in memory.
  package var isStreamed: Bool { [.junit, .junitRich, .har].contains(self) }

  /// The file's name in a folder that holds every report.
  package var fileName: String {
    switch self {
    case .junit: "junit.xml"
    case .junitRich: "junit-rich.xml"
    case .matrixJSON: "matrix.json"
    case .matrixCSV: "matrix.csv"
    case .matrixMarkdown: "matrix.md"
    case .html: "index.html"
    case .summary: "summary.json"
    case .har: "exchanges.har"
    case .sarif: "waymark.sarif"
    case .ctrf: "ctrf-report.json"
    case .github: "github-summary.md"
    case .gitlab: "gl-code-quality-report.json"
    case .xray: "xray.json"
    }
  }
}

/// A report and where it goes.
package struct ReportRequest: Sendable, Hashable {
  package var kind: ReportKind
  package var path: String
  /// Whether what the file holds stays in front; only for summaries that several steps write.
  package var isAppended: Bool

  package init(kind: ReportKind, path: String, isAppended: Bool = false) {
    self.kind = kind
    self.path = path
    self.isAppended = isAppended
  }

  /// Reads `KIND:PATH`, or `KIND` for a file in `folder`.
  package static func parse(
    _ text: String, folder: String
  ) throws(ReportRequestError) -> ReportRequest {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let kind = ReportKind(rawValue: String(parts[0])) else {
      let kinds = ReportKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ReportRequestError(
        message: "\"\(parts[0])\" is no kind of report; there are \(kinds)")
    }
    if parts.count == 1 {
      return ReportRequest(kind: kind, path: "\(folder)/\(kind.fileName)")
    }
    guard !parts[1].isEmpty else {
      throw ReportRequestError(message: "a path is expected: \(kind.rawValue):PATH")
    }
    return ReportRequest(kind: kind, path: String(parts[1]))
  }
}

/// Why `KIND:PATH` cannot be taken.
package struct ReportRequestError: Error, Sendable, Hashable, CustomStringConvertible {
  package var message: String
  package var description: String { message }
}
