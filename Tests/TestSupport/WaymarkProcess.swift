import Foundation
import ProjectFiles

/// A run of the built `waymark`, beside the tests' own executable.
package struct WaymarkProcess: Sendable {
  package let status: Int32
  package let output: String
  package let errors: String

  /// Runs to the end; a run that takes longer than a minute is ended.
  ///
  /// - Parameters:
  ///   - folder: The working folder.
  ///   - input: What standard input gives.
  package init(_ arguments: [String], in folder: String, input: String = "") throws {
    let process = Process()
    process.executableURL = URL(filePath: FilePath.join(Self.products, "waymark"))
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ["PATH": "/usr/bin:/bin", "NO_COLOR": "1"]
    let captured = try TemporaryFolder(["in": input, "out": "", "err": ""])
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: captured.path + "/out"))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: captured.path + "/err"))
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: captured.path + "/in"))
    try process.run()
    let deadline = Task.detached {
      try await Task.sleep(for: .seconds(60))
      process.terminate()
    }
    process.waitUntilExit()
    deadline.cancel()
    status = process.terminationStatus
    output = try captured.read("out")
    errors = try captured.read("err")
  }

  /// The folder of what was built.
  package static var products: String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    return FilePath.folder(of: own ?? CommandLine.arguments[0])
  }
}
