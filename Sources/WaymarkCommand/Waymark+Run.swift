import ArgumentParser

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Waymark {
  /// Runs the command line and ends the process with one of ``ExitStatus``.
  package static func run() async -> Never {
    // A limit on the size of files is told as a write that failed, and leaves what was there.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      endProcess(ExitStatus.allWell.rawValue)
    } catch {
      end(with: error)
    }
  }

  private static func end(with error: any Error) -> Never {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    let output = code.isSuccess ? StandardOutput.out : .error
    if !message.isEmpty { output.write(message + "\n") }
    endProcess(code == .validationFailure ? ExitStatus.usage.rawValue : code.rawValue)
  }
}

/// `exit`, which the command's own methods of that name hide.
private func endProcess(_ status: Int32) -> Never { exit(status) }
