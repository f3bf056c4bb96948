import JSONTree
import JourneyReports
import ProjectFiles
import ReleaseGate
import RunEvents
import SourceText
import Testing

/// A run told in few words: a line a promise, with its path in the journey `j`, stories, verdict
/// and, behind `=`, its wording where that is not the path.
///
/// Whatever is not pending has a check of its own, called like the path.
struct SampleRun {
  var events: [RunEvent]

  init(
    _ lines: String, at startedAt: String = "2026-03-02T08:00:00.000Z", commit: String? = "c1",
    target: String = "reference", branch: String? = "main", exitStatus: Int? = 0
  ) {
    events = [
      .runStarted(
        RunStarted(
          startedAt: startedAt, tool: "waymark", target: target, baseURL: "", host: "",
          commit: commit, branch: branch, seed: 1, workers: 1, pages: "none")),
      .journey(
        JourneyRecord(
          id: "j", title: "Journey", path: "j.md", mappedStories: [], allStories: [], documents: [])
      ),
    ]
    var results: [RunEvent] = []
    for (number, line) in lines.split(separator: "\n").enumerated() {
      let words = line.split(separator: " ").map(String.init)
      let path = words[0]
      let parts = words[2].split(separator: "=").map(String.init)
      let isLeftOut = parts[0] == "deselected"
      let modality = ["must-not", "must", "should"].first { path.hasPrefix($0) }
      events.append(
        .obligation(
          ObligationRecord(
            id: "j#\(path)", journey: "j", kind: modality == nil ? "step" : "guardrail",
            modality: modality, text: "Says \(parts.count > 1 ? parts[1] : path).", context: [],
            stories: words[1].split(separator: ",").map(String.init),
            fingerprint: parts.count > 1 ? parts[1] : path, line: number + 1,
            isSuspect: words.contains("suspect"), isDeselected: isLeftOut,
            isProofDemanded: words.contains("prove"))))
      guard let verdict = Verdict(rawValue: parts[0]), verdict != .pending else { continue }
      let key = "j/\(parts.count > 1 ? parts[1] : path)"
      events.append(
        .check(
          CheckRecord(
            key: key, journey: "j", id: path, suffix: "", title: path, path: "j.yaml",
            line: number + 1, verifies: ["j#\(path)"], actor: "a")))
      results.append(
        .checkFinished(
          CheckFinished(
            key: key, at: number, duration: 1, verdict: verdict, reason: "found \(verdict)",
            assertions: 1, findings: [], attempts: verdict == .notExercised ? 0 : 1)))
    }
    events += results
    if let exitStatus {
      events.append(
        .runFinished(RunFinished(at: 99, isInterrupted: false, exitStatus: exitStatus)))
    }
  }

  func model(_ policy: GatePolicy? = nil, on day: String? = nil) throws -> ReportModel {
    let log: [UInt8] = events.flatMap { Array($0.json.serialized().utf8) + [0x0A] }
    return try ReportModel(
      log: LineFile(log), day: day.flatMap { CalendarDay($0) },
      amending: policy?.amendment ?? { _ in })
  }

  var snapshot: RunSnapshot {
    get throws { RunSnapshot(try model()) }
  }

  /// What the gate says of it.
  func judged(
    _ policy: String? = nil, against baseline: SampleRun? = nil, on day: String? = nil,
    history: [SampleRun] = [], proof: ProofStanding? = nil, isStrict: Bool = false
  ) throws -> GateReport {
    try gate(
      policy, against: baseline, on: day, history: history, proof: proof, isStrict: isStrict
    ).judge()
  }

  func gate(
    _ policy: String? = nil, against baseline: SampleRun? = nil, on day: String? = nil,
    history: [SampleRun] = [], proof: ProofStanding? = nil, isStrict: Bool = false
  ) throws -> Gate {
    var read: GatePolicy?
    if let policy {
      let (found, diagnostics) = GatePolicy.read(SourceFile(path: "gate.yaml", text: policy))
      let sound = try #require(found, "\(diagnostics)")
      read = sound
    }
    return Gate(
      try model(read, on: day), policy: read, baseline: try baseline?.snapshot,
      history: RunHistory(try history.map { try $0.snapshot }), proof: proof, isStrict: isStrict)
  }
}

extension GateReport {
  /// `rule: line` of each finding, for tests.
  var lines: [String] { findings.map { "\($0.rule.rawValue): \($0.line)" } }
  var rules: [String] { findings.map(\.rule.rawValue) }
}
