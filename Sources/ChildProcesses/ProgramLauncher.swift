import Subprocess
import SystemPackage

/// Runs programs for `command` steps: an argument list, never a shell.
package enum ProgramLauncher {
  /// What a program printed on standard output, and its exit status.
  package struct Output: Sendable {
    package let bytes: [UInt8]
    package let status: Int
  }

  /// Why a program did not run to its end.
  package struct Failure: Error, Sendable {
    /// One sentence without a full stop.
    package let message: String
  }

  /// The most that a program may print.
  private static let outputLimit = 16 << 20

  /// Runs a program with `input` on its standard input; it is stopped when its time is over.
  package static func run(
    _ arguments: [String], input: [UInt8], timeout: Duration
  ) async -> Result<Output, Failure> {
    guard let program = arguments.first else {
      return .failure(Failure(message: "there is no program to run"))
    }
    return await withTaskGroup(of: Result<Output, Failure>?.self) { group in
      group.addTask { await launch(program, Array(arguments.dropFirst()), input) }
      group.addTask {
        try? await Task.sleep(for: timeout)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first ?? .failure(Failure(message: "'\(program)' took longer than \(timeout)"))
    }
  }

  private static func launch(
    _ program: String, _ arguments: [String], _ input: [UInt8]
  ) async -> Result<Output, Failure> {
    do {
      let executable: Executable =
        program.contains("/") ? .path(FilePath(program)) : .name(program)
      let result = try await Subprocess.run(
        executable, arguments: Arguments(arguments), input: .array(input),
        output: .bytes(limit: outputLimit), error: .discarded)
      switch result.terminationStatus {
      case .exited(let status):
        return .success(Output(bytes: result.standardOutput, status: Int(status)))
      case .signaled(let signal):
        return .failure(Failure(message: "'\(program)' was ended by signal \(signal)"))
      }
    } catch {
      return .failure(Failure(message: "'\(program)' could not be run: \(error)"))
    }
  }
}
