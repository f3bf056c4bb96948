import ArgumentParser
import JourneyReports
import ProjectFiles

/// `waymark merge`: joins the logs of a run that was split.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join the logs of the shards of a run.",
    discussion: """
      Each shard verifies a part and writes its log; the joined log makes the reports of all of them. Files of \
      checks are copied beside it. What does not fit together (commits, specs, checks that ran twice) is told and \
      noted in the log.

        waymark merge shard-1/run.ndjson shard-2/run.ndjson --output Reports/latest/run.ndjson
        waymark report --from Reports/latest/run.ndjson

      Exit status: 0 when the log was written, 3 when a log cannot be read, 4 when the joined one cannot be \
      written.
      """)

  @Argument(help: "The logs, or folders with a run.ndjson each.")
  var logs: [String]

  @Option(help: "Where the joined log goes.")
  var output: String

  func run() throws {
    let paths = logs.map {
      FileReader.kind($0) == .folder ? FilePath.join($0, "run.ndjson") : $0
    }
    let merge: RunLogMerge
    do {
      let inputs = try paths.map { path in
        do throws(FileError) {
          return RunLogMerge.Input(name: path, log: try LineFile(path: path))
        } catch {
          throw Unreadable(message: "\(path) \(error.explanation)")
        }
      }
      merge = try RunLogMerge(inputs, exitStatus: Self.worst)
    } catch {
      return try fail("\(error)", .invalid)
    }
    for warning in merge.warnings {
      StandardOutput.error.write("waymark merge: warning: \(warning)\n")
    }
    var copies = AttachmentCopies(logs: paths, output: output)
    do {
      try merge.write(to: output) { copies.copy($0, $1) }
    } catch {
      return try fail("\(error)", .undecided)
    }
    for problem in copies.problems {
      StandardOutput.error.write("waymark merge: warning: \(problem)\n")
    }
    let count = merge.checkCount
    StandardOutput.out.write("wrote \(output): \(paths.count) logs, \(count) checks\n")
  }

  private struct Unreadable: Error, CustomStringConvertible {
    let message: String
    var description: String { message }
  }

  /// A shard that had nothing to execute does not make the whole run one that had nothing.
  @Sendable private static func worst(_ statuses: [Int]) -> Int {
    let known = statuses.compactMap { Int32(exactly: $0).flatMap(ExitStatus.init(rawValue:)) }
    let executed = known.filter { $0 != .nothingExecuted }
    return Int(ExitStatus.worst(of: executed.isEmpty ? known : executed).rawValue)
  }

  private func fail(_ message: String, _ status: ExitStatus) throws {
    StandardOutput.error.write("waymark merge: \(message)\n")
    try status.leave()
  }
}

/// Copies the files of checks beside a joined log; files of the same name are told apart.
private struct AttachmentCopies {
  private let folders: [AttachmentFolder]
  private let target: AttachmentFolder
  private(set) var problems: [String] = []

  init(logs: [String], output: String) {
    folders = logs.map { AttachmentFolder(log: $0) }
    target = AttachmentFolder(log: output)
  }

  /// Copies a file of a log; gives the name that it has beside the joined one.
  mutating func copy(_ log: Int, _ path: String) -> String {
    guard let bytes = folders[log].read(path) else {
      problems.append("\(FilePath.join(folders[log].folder, path)) is not there")
      return path
    }
    // A name that is taken by other bytes belongs to another shard, or to an older log.
    var candidate = path
    var number = 2
    while let present = target.read(candidate), present != bytes {
      candidate = Self.numbered(path, number)
      number += 1
    }
    if target.read(candidate) == nil, !target.write(bytes, at: candidate) {
      problems.append("\(FilePath.join(target.folder, candidate)) cannot be written")
    }
    return candidate
  }

  /// `attachments/a-2.png` for the second `attachments/a.png`.
  private static func numbered(_ path: String, _ number: Int) -> String {
    guard let dot = path.lastIndex(of: "."), dot > path.lastIndex(of: "/") ?? path.startIndex else {
      return "\(path)-\(number)"
    }
    return "\(path[..<dot])-\(number)\(path[dot...])"
  }
}
