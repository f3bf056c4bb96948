import ArgumentParser
import JourneyReports
import ProjectFiles

/// Where the outcome of a command goes.
struct OutputOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"))
  var output: String?

  /// How texts for people look there.
  var style: ConsoleStyle {
    ConsoleStyle(
      colors: output == nil && StandardOutput.out.wantsColors, isLive: false)
  }

  func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Writes all of it or nothing.
  func write(_ bytes: [UInt8]) throws {
    guard let output else { return StandardOutput.out.write(bytes) }
    do {
      try FileWriter.write(bytes, to: output)
    } catch {
      StandardOutput.error.write("waymark: \(output) \(error.explanation)\n")
      try ExitStatus.undecided.leave()
    }
  }
}
