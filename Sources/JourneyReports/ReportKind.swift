package import Markup
import RunEvents

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

  /// Those that are written when nobody says which; archives of exchanges are large.
  package static let usual = allCases.filter { $0 != .har }

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
    }
  }
}

/// A report and where it goes.
package struct ReportRequest: Sendable, Hashable {
  package var kind: ReportKind
  package var path: String

  package init(kind: ReportKind, path: String) {
    self.kind = kind
    self.path = path
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

/// Reads an attachment by the path that the log has for it.
package typealias AttachmentLoader = @Sendable (String) -> [UInt8]?

/// Makes reports of one run; the same log and options give the same bytes.
package struct ReportWriter: Sendable {
  private let model: ReportModel
  private let log: [UInt8]
  private let junit: JUnitOptions
  private let attachment: AttachmentLoader
  private let context: LivingContext

  /// The profile in `junit` does not matter; the kind of report says it.
  ///
  /// - Parameters:
  ///   - log: What the model was made of.
  ///   - attachment: Reads a file beside the log; `nil` where it is gone.
  ///   - context: What the living document tells beside the run.
  package init(
    _ model: ReportModel, log: [UInt8], junit: JUnitOptions = JUnitOptions(),
    attachment: @escaping AttachmentLoader = { _ in nil },
    context: LivingContext = LivingContext()
  ) {
    self.model = model
    self.log = log
    self.junit = junit
    self.attachment = attachment
    self.context = context
  }

  /// Writes a report; gives the paths written, more than one only where JUnit is split.
  package func write(_ request: ReportRequest) throws(AtomicFileError) -> [String] {
    let report = junitReport(request.kind)
    var paths: [String] = []
    for file in 0..<(report?.fileCount ?? 1) {
      let path = file == 0 ? request.path : Self.path(request.path, number: file + 1)
      try AtomicFile.write(path) { output in
        render(request.kind, file: file, report, to: output)
      } validate: { (read) throws(ReportFault) in
        try ReportCheck.check(request.kind, read)
      }
      paths.append(path)
    }
    return paths
  }

  /// Writes the bytes of a report; of a split JUnit report those of its first file.
  package func render(_ kind: ReportKind, to output: ByteOutput) {
    render(kind, file: 0, junitReport(kind), to: output)
  }

  private func render(_ kind: ReportKind, file: Int, _ report: JUnitReport?, to output: ByteOutput)
  {
    switch kind {
    case .junit, .junitRich: report?.write(file: file, to: output)
    case .matrixJSON: MatrixJSON.write(model, to: output)
    case .matrixCSV: MatrixCSV.write(model, to: output)
    case .matrixMarkdown: MatrixMarkdown.write(model, to: output)
    case .html:
      LivingDocument.write(model, context: context, attachment: attachment, to: output)
    case .summary: SummaryJSON.write(model, to: output)
    case .har: HARReport.write(log, startedAt: model.run.startedAt, to: output)
    }
  }

  private func junitReport(_ kind: ReportKind) -> JUnitReport? {
    guard kind == .junit || kind == .junitRich else { return nil }
    var options = junit
    options.profile = kind == .junit ? .strict : .rich
    return JUnitReport(model, options)
  }

  /// `junit-2.xml` for the second file of `junit.xml`.
  private static func path(_ path: String, number: Int) -> String {
    let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[name...].lastIndex(of: "."), dot > name else { return "\(path)-\(number)" }
    return "\(path[..<dot])-\(number)\(path[dot...])"
  }
}
