import ArgumentParser

/// What `verify`, `gate` and `report` look back to.
struct BaselineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What to compare with: a summary.json, a run's log, or a folder of summaries, the history.",
      valueName: "file|folder"))
  var baseline: String?
}
