import Bindings
import JourneyModel
import SourceText

/// A small journey and what the validator makes of bindings to it.
enum BindingFixture {
  /// Obligations `step.1`, `step.2.1`, `step.2.2` and `must.1`, the last named `no-leak`.
  static var journey: Journey {
    var journey = Journey(id: "sample", path: "Specs/journeys/sample.md")
    journey.obligations = ["step.1", "step.2.1", "step.2.2", "must.1"].map { path in
      Obligation(
        id: "sample#\(path)", name: path == "must.1" ? "no-leak" : nil,
        kind: path == "must.1" ? .guardrail : .step, modality: path == "must.1" ? .must : nil,
        text: "The sentence of \(path).", context: [], stories: [], inheritedStories: [],
        fingerprint: "0", range: SourceRange(at: SourcePosition(line: 1, column: 1)))
    }
    return journey
  }

  /// The diagnostics of a file, those of its validation included, as `code line:column message`.
  static func findings(_ yaml: String, severity: Severity = .error) -> [String] {
    let (file, parsed) = BindingFile.parse(SourceFile(path: "b.yaml", text: yaml))
    let (_, validated) = BindingValidator.validate(
      BindingSet(files: [file]), journeys: [journey], provided: ["control"])
    return (parsed + validated).filter { $0.severity == severity }.sorted().map { diagnostic in
      let start = diagnostic.range?.start
      return "\(diagnostic.code) \(start?.line ?? 0):\(start?.column ?? 0) \(diagnostic.message)"
    }
  }

  /// A file with one check whose steps are given, indented by four.
  static func check(_ steps: String, verifies: String = "step.1", more: String = "") -> String {
    """
    journey: sample
    checks:
    - id: one
      verifies: [\(verifies)]
    \(more.isEmpty ? "" : "  " + more + "\n")  steps:
    \(steps)
    """
  }
}
