import ArgumentParser
import JourneyReports
import Markup
import ProjectFiles

/// `waymark compare`: what became of promises from one run to another.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Tell what changed from one run to another.",
    discussion: """
      Takes summaries (summary.json) or logs. Tells which promises were fixed or broken, of which something \
      is known now or no longer, and which moved. It decides nothing: that is what `gate` is for.

        waymark compare main/summary.json Reports/latest/summary.json
        waymark compare old.ndjson new.ndjson --format html --output changes.html

      Exit status: 0 whatever changed, 2 usage, 3 a file cannot be read, 4 --output cannot be written.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, html }

  @Argument(help: "The summary or log of the run before.")
  var old: String

  @Argument(help: "The summary or log of the run now.")
  var new: String

  @Option(help: "The form: text, markdown (for a pull request) or html.")
  var format: Format = .text

  @OptionGroup var output: OutputOption

  func run() throws {
    let comparison = RunComparison(try snapshot(old), try snapshot(new))
    switch format {
    case .text: try output.write(ComparisonText(comparison, output.style).text)
    case .markdown: try output.write(ComparisonMarkdown.text(comparison))
    case .html:
      let page = ByteOutput()
      ComparisonHTML.write(comparison, to: page)
      try output.write(try page.finish())
    }
  }

  private func snapshot(_ path: String) throws -> RunSnapshot {
    do {
      return try RunSnapshot.read(try FileReader.read(path))
    } catch {
      let why = (error as? FileError)?.explanation ?? "\(error)"
      StandardOutput.error.write("waymark compare: \(path) \(why)\n")
      throw ExitCode(ExitStatus.invalid.rawValue)
    }
  }
}
