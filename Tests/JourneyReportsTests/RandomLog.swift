import JSONTree
import RunEvents

/// SplitMix64, so that a printed seed repeats a run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A run that might have been: any verdicts, retries, selections, and awkward texts.
struct RandomLog {
  private(set) var events: [RunEvent] = []
  private var random: SeededGenerator

  static func bytes(_ events: [RunEvent]) -> [UInt8] {
    events.flatMap { Array($0.json.serialized().utf8) + [0x0A] }
  }

  init(seed: UInt64, journeys: Int = 4, obligations: Int = 12, checks: Int = 10) {
    random = SeededGenerator(seed: seed)
    let isPartial = Bool.random(using: &random)
    events.append(
      .runStarted(
        RunStarted(
          startedAt: "2026-01-02T03:04:05.678Z", tool: "waymark", target: text(),
          baseURL: "http://h",
          host: "h", commit: "c0ffee", seed: seed, workers: 2, pages: "none",
          selection: isPartial ? ["--tag", "x"] : [])))
    let stories = (1...6).map { "BF-\($0)" }
    for story in stories {
      events.append(
        .story(StoryRecord(id: story, title: text(), phase: "", owner: "", isInBacklog: true)))
    }
    for journey in 0..<journeys {
      addJourney("j\(journey)", stories, isPartial, obligations: obligations, checks: checks)
    }
    addResults()
    addMonitors(obligations: obligations)
    if Int.random(in: 0..<5, using: &random) > 0 {
      events.append(.runFinished(RunFinished(at: 99, isInterrupted: false, exitStatus: 0)))
    }
  }

  private mutating func addJourney(
    _ id: String, _ stories: [String], _ isPartial: Bool, obligations: Int, checks: Int
  ) {
    events.append(
      .journey(
        JourneyRecord(
          id: id, title: text(), path: "\(id).md", mappedStories: [], allStories: [],
          documents: [text()])))
    for number in 1...obligations {
      let isGuardrail = Bool.random(using: &random)
      events.append(
        .obligation(
          ObligationRecord(
            id: "\(id)#o.\(number)", journey: id, kind: isGuardrail ? "guardrail" : "step",
            modality: isGuardrail ? "must" : nil, text: text(), context: [text()],
            stories: stories.filter { _ in Int.random(in: 0..<4, using: &random) == 0 },
            fingerprint: "f", line: number,
            pendingReason: Int.random(in: 0..<6, using: &random) == 0 ? text() : nil,
            isSuspect: Int.random(in: 0..<5, using: &random) == 0,
            isDeselected: isPartial && Int.random(in: 0..<3, using: &random) == 0)))
    }
    for number in 0..<checks {
      let verified = (1...obligations).filter { _ in Int.random(in: 0..<8, using: &random) == 0 }
      events.append(
        .check(
          CheckRecord(
            key: "\(id)/c\(number)", journey: id, id: "c\(number % 7)", suffix: "", title: text(),
            path: "b.yaml", line: number + 1, verifies: verified.map { "\(id)#o.\($0)" },
            actor: "a", tags: [text()],
            deselected: isPartial && Bool.random(using: &random) ? "--tag x" : nil,
            evidence: Int.random(in: 0..<9, using: &random) > 0
              ? nil
              : EvidenceRecord(
                source: text(), tests: [text()], ranAt: "2026-01-01T00:00:00Z", commit: text(),
                places: [text()], isStale: Bool.random(using: &random)))))
    }
  }

  private mutating func addResults() {
    for case .check(let check) in events where check.deselected == nil {
      guard Int.random(in: 0..<12, using: &random) > 0 else { continue }
      events.append(.checkStarted(CheckStarted(key: check.key, at: 1)))
      guard Int.random(in: 0..<12, using: &random) > 0 else { continue }
      let verdict =
        Bool.random(using: &random)
        ? .passed : Verdict.allCases.randomElement(using: &random) ?? .failed
      events.append(
        .checkFinished(
          CheckFinished(
            key: check.key, at: 2, duration: Int.random(in: 0..<9_999_999, using: &random),
            verdict: verdict, reason: text(), assertions: 1, findings: [],
            attempts: Int.random(in: 1...2, using: &random))))
    }
  }

  private mutating func addMonitors(obligations: Int) {
    for number in 0..<Int.random(in: 0..<4, using: &random) {
      let verified = (1...obligations).filter { _ in Int.random(in: 0..<12, using: &random) == 0 }
      events.append(
        .monitor(
          MonitorRecord(
            id: "m\(number)", title: text(), path: "m.yaml", line: number, kind: "wording",
            verifies: verified.map { "j0#o.\($0)" },
            deselected: Int.random(in: 0..<5, using: &random) == 0 ? "switched off" : nil)))
      guard Int.random(in: 0..<5, using: &random) > 0 else { continue }
      let finding = MonitorFinished.Finding(
        check: "j0/c0", exchange: 1, request: text(), place: text(), rule: text(), found: text())
      let verdicts: [Verdict] = [.passed, .failed, .undecided, .notExercised]
      events.append(
        .monitorFinished(
          MonitorFinished(
            id: "m\(number)", at: 3, verdict: verdicts.randomElement(using: &random) ?? .failed,
            reason: text(), judged: 4, findings: [finding], findingCount: 2,
            unjudged: [text(): 1])))
    }
  }

  private mutating func text() -> String {
    let texts = [
      "plain", "a,b", "\"quoted\"", "<b>&amp;", "=SUM(A1)", "two\nlines", "| pipe", "]]>",
      "\u{0}\u{1B}[1m", "'", "\u{202E}x", "::error::x", "", "é\u{FFFF}",
    ]
    return texts.randomElement(using: &random) ?? ""
  }
}
