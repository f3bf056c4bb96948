import ArgumentParser
import JSONTree
import JourneyModel
import JourneyParser
import JourneyRendering
import ProjectConfiguration
import SourceText
import Traceability

/// `waymark parse`: what the parser makes of documents.
struct ParseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse", abstract: "Print what is read in journey documents.",
    discussion: """
      Takes files, folders (all Markdown files below them) and - for standard input. Of several \
      files the index, README.md, is left out. Diagnostics go to standard error. A waymark.yaml of \
      this folder or one above says how the documents are written.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    /// One object for one file, an array for several or a folder.
    case json
    /// For people.
    case tree
    /// Diagnostics only.
    case none
  }

  @Argument(help: "Journey documents, or folders of them.")
  var paths: [String]

  @Option(help: "How to print them: json, tree or none.")
  var format = Format.tree

  @Option(help: "How many files are read at a time (default: the number of processors).")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more") }
  }

  func run() async throws {
    let inputs = JourneyInputs(paths)
    let project = Project.find()
    let reader = JourneyReader(project.configuration.parserOptions)
    let isSingle = inputs.isSingle
    let format = format
    let renderer = DiagnosticRenderer(colors: StandardOutput.error.wantsColors)
    var output = ParseOutput(format: format, isSingle: isSingle)
    await OrderedWork.run(inputs.inputs, jobs: jobs) { input in
      ParsedInput(input, reader, format: format, isSingle: isSingle, renderer)
    } deliver: { parsed in
      output.write(parsed)
    }
    output.finish()
    try output.status.leave()
  }
}

/// One document, read and rendered, so that nothing more than its text is kept.
private struct ParsedInput: Sendable {
  var rendered: [UInt8] = []
  var diagnostics: String
  var hasErrors: Bool
  var obligations: Int
  var blocksNotRead: Int

  init(
    _ input: JourneyInput, _ reader: JourneyReader, format: ParseCommand.Format, isSingle: Bool,
    _ renderer: DiagnosticRenderer
  ) {
    let (journey, source) = input.read(reader)
    switch format {
    case .json: JourneyJSON.value(of: journey).write(into: &rendered, pretty: isSingle)
    case .tree: rendered = Array(JourneyTreeText.text(of: journey).utf8)
    case .none: break
    }
    diagnostics = journey.diagnostics.map { renderer.render($0, in: source) }.joined()
    hasErrors = journey.diagnostics.contains { $0.severity == .error }
    obligations = journey.obligations.count
    blocksNotRead = journey.blocksNotRead
  }
}

/// Writes results as they come, in the order of the inputs.
private struct ParseOutput {
  let format: ParseCommand.Format
  let isSingle: Bool
  private var count = 0
  private var obligations = 0
  private var blocksNotRead = 0
  private var hasErrors = false

  init(format: ParseCommand.Format, isSingle: Bool) {
    self.format = format
    self.isSingle = isSingle
  }

  var status: ExitStatus { hasErrors ? .invalid : .allWell }

  mutating func write(_ parsed: ParsedInput) {
    if !parsed.diagnostics.isEmpty { StandardOutput.error.write(parsed.diagnostics) }
    hasErrors = hasErrors || parsed.hasErrors
    obligations += parsed.obligations
    blocksNotRead += parsed.blocksNotRead
    count += 1
    if format == .json, !isSingle { StandardOutput.out.write(count == 1 ? "[\n" : ",\n") }
    if !parsed.rendered.isEmpty { StandardOutput.out.write(parsed.rendered) }
  }

  func finish() {
    switch format {
    case .json where isSingle: StandardOutput.out.write("\n")
    case .json: StandardOutput.out.write(count == 0 ? "[]\n" : "\n]\n")
    case .tree where !isSingle:
      let line = JourneyTreeText.count(obligations: obligations, notRead: blocksNotRead)
      StandardOutput.out.write("\(count) documents: \(line)\n")
    case .tree, .none: break
    }
  }
}
