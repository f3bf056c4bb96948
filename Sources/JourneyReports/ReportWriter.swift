package import Markup
import ProjectFiles
import RunEvents

/// Reads an attachment by the path that the log has for it.
package typealias AttachmentLoader = @Sendable (String) -> [UInt8]?

/// Makes reports of one run; the same log and options give the same bytes.
package struct ReportWriter: Sendable {
  private let model: ReportModel
  private let log: [UInt8]
  private let junit: JUnitOptions
  private let attachment: AttachmentLoader

  /// The profile in `junit` does not matter; the kind of report says it.
  ///
  /// - Parameters:
  ///   - log: What the model was made of.
  ///   - attachment: Reads a file beside the log; `nil` where it is gone.
  package init(
    _ model: ReportModel, log: [UInt8], junit: JUnitOptions = JUnitOptions(),
    attachment: @escaping AttachmentLoader = { _ in nil }
  ) {
    self.model = model
    self.log = log
    self.junit = junit
    self.attachment = attachment
  }

  /// Writes a report; gives the paths written, more than one only where JUnit is split.
  package func write(_ request: ReportRequest) throws(AtomicFileError) -> [String] {
    if request.isAppended { return [try append(request)] }
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

  /// Adds a GitHub summary to what other commands of its step have written.
  private func append(_ request: ReportRequest) throws(AtomicFileError) -> String {
    let before = (try? FileReader.read(request.path, limit: GitHubSummary.mostBytes)) ?? []
    try AtomicFile.write(request.path) { output in
      before.withUnsafeBytes { output.write($0) }
      GitHubSummary.write(model, taken: before.count, to: output)
    } validate: { (read) throws(ReportFault) in
      try ReportCheck.check(request.kind, read)
    }
    return request.path
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
    case .html: MatrixHTML.write(model, attachment: attachment, to: output)
    case .summary: SummaryJSON.write(model, to: output)
    case .har: HARReport.write(log, startedAt: model.run.startedAt, to: output)
    case .sarif: SARIFReport.write(model, to: output)
    case .ctrf: CTRFReport.write(model, to: output)
    case .github: GitHubSummary.write(model, to: output)
    case .gitlab: GitLabReport.write(model, to: output)
    case .xray: XrayReport.write(model, attachment: attachment, to: output)
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
