import ArgumentParser

/// What `verify` and `gate` decide by.
struct GateOptions: ParsableArguments {
  @OptionGroup var baseline: BaselineOptions

  @Option(
    help: ArgumentHelp("The policy; gate.yaml of the project by default.", valueName: "file"))
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "What `waymark prove` wrote; proof.json beside the log by default.", valueName: "file"))
  var proof: String?
}
