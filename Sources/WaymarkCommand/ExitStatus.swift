import ArgumentParser

/// What a command's exit status says, the same for every command.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  case allWell = 0
  case promiseBroken = 1
  case usage = 2
  /// Specs or bindings are invalid.
  case invalid = 3
  /// The target is down, or the browser gone.
  case undecided = 4
  case nothingExecuted = 5
  /// Refused by the gate's policy or ratchet alone.
  case refused = 6
  case interrupted = 130

  /// The one to exit with where several hold.
  package static func worst(of statuses: some Collection<ExitStatus>) -> ExitStatus {
    precedence.first(where: statuses.contains) ?? .allWell
  }

  private static let precedence: [ExitStatus] = [
    .interrupted, .usage, .promiseBroken, .undecided, .invalid, .refused, .nothingExecuted,
  ]

  static let help = """
    Exit status: 0 all well, 1 a promise is broken, 2 usage, 3 specs or bindings invalid, \
    4 undecided, 5 nothing was executed, 6 refused by the gate, 130 interrupted.
    """
}

extension ExitStatus {
  /// Ends a command with this status; `allWell` ends nothing.
  func leave() throws {
    if self != .allWell { throw ExitCode(rawValue) }
  }
}
