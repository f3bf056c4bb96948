import Foundation
import ProjectFiles
import TestSupport

/// A program of this package, started and not yet ended.
final class RunningProgram {
  let process = Process()
  private let captured: TemporaryFolder
  private let input = Pipe()

  init(_ name: String, _ arguments: [String], environment: [String: String] = [:]) throws {
    captured = try TemporaryFolder(["out": "", "err": ""])
    process.executableURL = URL(filePath: FilePath.join(WaymarkProcess.products, name))
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "NO_COLOR": "1"].merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: captured.path + "/out"))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: captured.path + "/err"))
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  var output: String { (try? captured.read("out")) ?? "" }
  var errors: String { (try? captured.read("err")) ?? "" }

  /// Ends it at once, as `kill -9` does.
  func kill9() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  func interrupt() { kill(process.processIdentifier, SIGINT) }

  /// The exit status, once it has ended; `nil` after a minute and a half.
  func status() async throws -> Int32? {
    try await eventually { process.isRunning ? nil : process.terminationStatus }
  }

  /// Waits, with a bound, until `value` is there.
  func eventually<Value>(_ value: () -> Value?) async throws -> Value? {
    for _ in 0..<1800 {
      if let value = value() { return value }
      try await Task.sleep(for: .milliseconds(50))
    }
    return nil
  }
}
