package import Markup
package import ProjectFiles
import RunEvents

/// Reads an attachment by the path that the log has for it.
package typealias AttachmentLoader = @Sendable (String) -> [UInt8]?

/// Makes reports of one run; the same log and options give the same bytes.
package struct ReportWriter: Sendable {
  private let log: LineFile
  private let junit: JUnitOptions
  private let attachment: AttachmentLoader
  private let earlier: EarlierRuns?
  /// As far as it holds for the run, where all of that was read.
  package let proof: ProofRecord?
  /// `nil` where none of the reports needs all of the run at once.
  package let model: ReportModel?

  /// Reads a log for reports of some kinds.
  ///
  /// - Parameters:
  ///   - junit: Its profile does not matter; the kind of report says it.
  ///   - attachment: Reads a file beside the log; `nil` where it is gone.
  ///   - proof: Which guardrails are proven; `nil` where nobody says.
  ///   - earlier: The runs before it; `nil` where nobody says.
  package init(
    log: LineFile, for kinds: some Sequence<ReportKind>, junit: JUnitOptions = JUnitOptions(),
    attachment: @escaping AttachmentLoader = { _ in nil }, proof: ProofRecord? = nil,
    earlier: EarlierRuns? = nil
  ) throws(RunLogError) {
    self.log = log
    self.junit = junit
    self.attachment = attachment
    self.earlier = earlier
    guard !kinds.allSatisfy(\.isStreamed) else {
      model = nil
      self.proof = proof
      return
    }
    var model = try ReportModel(log: log)
    let held = proof?.held(against: model)
    if let held { model.mark(held) }
    self.proof = held
    if let earlier { model.mark(flaky: earlier.flaky(with: RunSnapshot(model))) }
    self.model = model
  }

  /// Takes a log and the model that was made of it.
  package init(
    _ model: ReportModel, log: [UInt8], junit: JUnitOptions = JUnitOptions(),
    attachment: @escaping AttachmentLoader = { _ in nil }
  ) {
    self.log = LineFile(log)
    self.junit = junit
    self.attachment = attachment
    self.model = model
    proof = nil
    earlier = nil
  }

  /// Writes a report; gives the paths written, more than one only where JUnit is split.
  package func write(_ request: ReportRequest) throws(AtomicFileError) -> [String] {
    if request.isAppended { return [try append(request)] }
    let report = try junitReport(request)
    var paths: [String] = []
    for file in 0..<(report?.fileCount ?? 1) {
      let path = file == 0 ? request.path : Self.path(request.path, number: file + 1)
      try AtomicFile.write(path) { output in
        if let report {
          report.write(file: file, to: output)
        } else {
          renderWhole(request.kind, to: output)
        }
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
      if let model { GitHubSummary.write(model, taken: before.count, to: output) }
    } validate: { (read) throws(ReportFault) in
      try ReportCheck.check(request.kind, read)
    }
    return request.path
  }

  /// Writes the bytes of a report; of a split JUnit report those of its first file.
  package func render(_ kind: ReportKind, to output: ByteOutput) throws(AtomicFileError) {
    if let report = try junitReport(ReportRequest(kind: kind, path: kind.fileName)) {
      report.write(to: output)
    } else {
      renderWhole(kind, to: output)
    }
  }

  private func renderWhole(_ kind: ReportKind, to output: ByteOutput) {
    if kind == .har { return HARReport.write(log, to: output) }
    guard let model else { return }
    switch kind {
    case .junit, .junitRich, .har: break
    case .matrixJSON: MatrixJSON.write(model, to: output)
    case .matrixCSV: MatrixCSV.write(model, to: output)
    case .matrixMarkdown: MatrixMarkdown.write(model, to: output)
    case .html:
      LivingDocument.write(
        model, context: context(of: model), attachment: attachment, to: output)
    case .summary: SummaryJSON.write(model, to: output)
    case .sarif: SARIFReport.write(model, to: output)
    case .ctrf: CTRFReport.write(model, to: output)
    case .github: GitHubSummary.write(model, to: output)
    case .gitlab: GitLabReport.write(model, to: output)
    case .xray: XrayReport.write(model, attachment: attachment, to: output)
    }
  }

  private func context(of model: ReportModel) -> LivingContext {
    var context = LivingContext()
    context.proof = proof
    context.baseline = earlier?.baseline
    context.history = earlier?.history ?? RunHistory()
    if let gate = model.end?.gate {
      context.gate = LivingContext.Gate(
        isPassed: gate.exitStatus == 0, policy: gate.policy ?? "ratchet",
        baseline: gate.baseline, reasons: [gate.headline])
    }
    return context
  }

  private func junitReport(_ request: ReportRequest) throws(AtomicFileError) -> JUnitReport? {
    guard request.kind == .junit || request.kind == .junitRich else { return nil }
    var options = junit
    options.profile = request.kind == .junit ? .strict : .rich
    do {
      return try JUnitReport(log: log, options)
    } catch {
      throw AtomicFileError(path: request.path, reason: "cannot be written: the log, \(error)")
    }
  }

  /// `junit-2.xml` for the second file of `junit.xml`.
  private static func path(_ path: String, number: Int) -> String {
    let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[name...].lastIndex(of: "."), dot > name else { return "\(path)-\(number)" }
    return "\(path[..<dot])-\(number)\(path[dot...])"
  }
}
