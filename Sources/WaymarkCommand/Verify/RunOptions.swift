import ArgumentParser
import Glibc
import JSONTree
import JourneyPlan
import JourneyReports
import ProjectFiles

/// What `verify` and `trace` share: which project, which target, which part of it.
struct SelectionOptions: ParsableArguments {
  @Option(help: "The project's folder; found upwards from the working folder by default.")
  var project: String?

  @Option(
    help: "reference, an environment of the bindings, or an address.",
    completion: .list(["reference"]))
  var target: String?

  @Option(
    name: .customLong("set"), help: "Set a variable: name=value. Repeatable.")
  var assignments: [String] = []

  @Argument(
    help: """
      What to take: a journey, journey#obligation, journey/check, story, tag, path, path:line, or an \
      expression such as 'smoke and not BF-002'. Everything by default.
      """)
  var selection: [String] = []

  func overrides() throws -> [String: JSONValue] {
    var values: [String: JSONValue] = [:]
    for text in assignments {
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw ValidationError("--set takes name=value, and '\(text)' has no '='")
      }
      values[String(text[..<equals])] = .string(String(text[text.index(after: equals)...]))
    }
    return values
  }

  func parsedSelection() throws -> Selection {
    do {
      return try Selection(arguments: selection)
    } catch {
      throw ValidationError(error.message)
    }
  }
}

/// Which reports are written, and how.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("report"),
    help: """
      Write a report: KIND:PATH, or KIND for a file in the reports folder, of \(ReportKind.allCases.map(\.rawValue).joined(separator: ", ")). \
      Repeatable; `none` writes none. By default \(ReportKind.usual.map(\.rawValue).joined(separator: ", ")) \
      go to the reports folder.
      """)
  var reports: [String] = []

  @Option(help: "The folder of the log and of the default reports.")
  var reportFolder: String?

  @Flag(help: "Write what is undecided as failures, for importers that stop at errors.")
  var errorsAsFailures = false

  @Flag(help: "Write obligations that nothing is bound to as skipped test cases.")
  var pendingAsSkipped = false

  @Option(help: "Split JUnit files at this many test cases.")
  var maxCasesPerFile: Int?

  /// - Parameter log: The path of the log, beside which attachments stand.
  func junit(log: String) -> JUnitOptions {
    JUnitOptions(
      maxCasesPerFile: maxCasesPerFile, errorsAsFailures: errorsAsFailures,
      pendingAsSkipped: pendingAsSkipped, attachmentFolder: AttachmentFolder(log: log).inWorkspace)
  }

  /// The reports to write: those asked for, those of the configuration, or the usual kinds.
  ///
  /// - Parameter root: The folder that paths of the configuration start from.
  func requests(folder: String, configured: [String], root: String) throws -> [ReportRequest] {
    let texts = reports.isEmpty ? configured : reports
    if texts == ["none"] { return [] }
    guard !texts.isEmpty else {
      return ReportKind.usual.map { ReportRequest(kind: $0, path: "\(folder)/\($0.fileName)") }
    }
    do {
      return try texts.map { (text) throws(ReportRequestError) in
        if text == ReportKind.github.rawValue, let path = getenv("GITHUB_STEP_SUMMARY"),
          path.pointee != 0
        {
          return ReportRequest(kind: .github, path: String(cString: path), isAppended: true)
        }
        var request = try ReportRequest.parse(text, folder: folder)
        if reports.isEmpty { request.path = FilePath.join(root, request.path) }
        return request
      }
    } catch {
      throw ValidationError("\(error)")
    }
  }
}
