import JourneyReports
import Markup
import RunEvents

/// A run of one journey, for tests of how its document is shown.
struct SmallLog {
  var source: String?
  /// The line on which each promise begins.
  var promises: [(path: String, line: Int, text: String)] = []
  /// The paths that a check verifies, and its verdict.
  var checks: [(path: String, verdict: Verdict)] = []
  var attachments: [AttachmentRecord] = []
  var deselected: Set<String> = []
  /// Whether each promise has a wording of its own, told by its path.
  var fingerprints = false
  var startedAt = "2026-01-02T03:04:05.678Z"

  var model: ReportModel {
    var builder = ReportModel.Builder()
    builder.handle(
      .runStarted(
        RunStarted(
          startedAt: startedAt, tool: "waymark", target: "t", baseURL: "",
          host: "h",
          seed: 1, workers: 1, pages: "none", selection: deselected.isEmpty ? [] : ["x"],
          sourceURL: "https://git.example/{path}#L{line}")))
    builder.handle(
      .story(StoryRecord(id: "BF-1", title: "S", phase: "", owner: "o", isInBacklog: true)))
    builder.handle(
      .journey(
        JourneyRecord(
          id: "j", title: "J", path: "Specs/a b.md", mappedStories: ["BF-1"], allStories: [],
          documents: [], source: source)))
    for (path, line, text) in promises {
      builder.handle(
        .obligation(
          ObligationRecord(
            id: "j#\(path)", journey: "j", kind: "guardrail", modality: "must", text: text,
            context: [], stories: ["BF-1"], fingerprint: fingerprints ? path : "f", line: line,
            isDeselected: deselected.contains(path))))
    }
    for (path, verdict) in checks {
      let key = "j/\(path)"
      builder.handle(
        .check(
          CheckRecord(
            key: key, journey: "j", id: path, suffix: "", title: path, path: "b.yaml", line: 1,
            verifies: ["j#\(path)"], actor: "a")))
      builder.handle(
        .checkFinished(
          CheckFinished(
            key: key, at: 1, duration: 1, verdict: verdict, reason: "why", assertions: 1,
            findings: [])))
    }
    for record in attachments { builder.handle(.attachment(record)) }
    builder.handle(.runFinished(RunFinished(at: 1, isInterrupted: false, exitStatus: 0)))
    return builder.model
  }

  func page(
    _ context: LivingContext = LivingContext(),
    attachment: @escaping AttachmentLoader = { _ in nil }
  ) throws -> HTMLDocument {
    let output = ByteOutput()
    LivingDocument.write(model, context: context, attachment: attachment, to: output)
    return try HTMLDocument.parse(try output.finish())
  }
}
