import ArgumentParser

/// What `verify` and `gate` decide by.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What to compare with: a summary.json, a run's log, or a folder of summaries.",
      valueName: "file|folder"))
  var baseline: String?

  @Option(
    help: ArgumentHelp("The policy; gate.yaml of the project by default.", valueName: "file"))
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "What `waymark prove` wrote; proof.json beside the log by default.", valueName: "file"))
  var proof: String?
}
