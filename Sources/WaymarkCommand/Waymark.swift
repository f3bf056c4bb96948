package import ArgumentParser

/// The root command: a list of subcommands, each in a file of its own.
package struct Waymark: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "waymark",
    abstract: "Tells whether a product keeps what its user-journey documents promise.",
    discussion: ExitStatus.help,
    version: "0.1.0",
    subcommands: [
      ParseCommand.self, LintCommand.self, InitCommand.self, TraceCommand.self, ReviewCommand.self,
      ImpactCommand.self, VerifyCommand.self, ProveCommand.self, GateCommand.self,
      CompareCommand.self,
      ReportCommand.self, MergeCommand.self, EvidenceCommand.self, QueryCommand.self,
    ])

  package init() {}
}
