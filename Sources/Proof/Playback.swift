import Bindings
import HTTPClient
import JourneyPlan
import JourneyRunner
import RunEvents
import Synchronization

/// Runs one check, watched by monitors, on recorded answers.
struct Playback: Sendable {
  /// What playbacks have in common.
  struct Stage: Sendable {
    fileprivate(set) var configuration: RunConfiguration
    var pages: PageEquipment
    var monitors = PreparedMonitors.none

    init(_ configuration: RunConfiguration, _ pages: PageEquipment) {
      self.configuration = configuration
      self.pages = pages
      self.configuration.isReplay = true
      for (name, actor) in configuration.bindings.actors {
        var actor = actor
        actor.signIn = nil
        actor.pageSignIn = nil
        actor.headers = []
        self.configuration.bindings.actors[name] = actor
      }
    }

    /// Prepares monitors from what they started from in the recorded run.
    mutating func prepare(_ monitors: [PlannedMonitor], from sources: [Recording]) async {
      let engine = RunEngine(
        configuration, transport: ReplayTransport(sources),
        sink: RunSink(redactor: Redactor(secrets: [:])) { _ in },
        launch: { _, _, _ in .failure(CommandError(message: "programs are not run in a playback")) }
      )
      self.monitors = await engine.prepareMonitors(of: RunPlan(monitors: monitors))
    }
  }

  let check: PlannedCheck
  let recordings: [Recording]
  /// Its monitors are those that find nothing while nothing is changed.
  private let stage: Stage
  private let pairing: ReplayTransport.Pairing
  private let judgingPlaces: Set<String>

  /// A check that cannot be played back.
  struct Unplayable: Error, Sendable {
    let reason: String
  }

  /// What a playback showed.
  enum Verdict: Sendable {
    /// By a check or a monitor, with what it said.
    case noticed(String, String)
    case unnoticed
    /// A later request depends on what was changed.
    case depends
    case undecided(String)
  }

  /// Plays the check back unchanged; it must pass, as it did when it was recorded.
  static func prepare(
    _ check: PlannedCheck, _ recordings: [Recording], on stage: Stage
  ) async throws(Unplayable) -> Playback {
    var stage = stage
    guard !recordings.isEmpty else {
      throw Unplayable(reason: "the log has no exchanges of it")
    }
    var check = check
    check.binding.isIsolated = false
    check.binding.isFresh = false
    check.binding.retry = nil
    stage.configuration.recordedCookies = cookies(in: recordings)
    let transport = ReplayTransport(recordings, of: stage.configuration.baseURL)
    let (finished, monitors) = await run(check, transport, stage)
    guard finished.verdict == .passed else {
      throw Unplayable(
        reason: "played back unchanged it is \(finished.verdict): \(finished.reason)")
    }
    stage.monitors = stage.monitors.filter { planned in
      [.passed, .notExercised].contains(monitors[planned.binding.id]?.verdict)
    }
    return Playback(
      check: check, recordings: recordings, stage: stage, pairing: transport.pairing,
      judgingPlaces: places(check.binding.steps, stage.configuration.bindings))
  }

  /// What cookies actors began the check with: those of their first requests.
  ///
  /// Their values are withheld, here as in what answers set, so that a check that compares or sends
  /// them meets the same text everywhere.
  private static func cookies(in recordings: [Recording]) -> [String: String] {
    var cookies: [String: String] = [:]
    for recording in recordings where cookies[recording.exchange.actor] == nil {
      let field = recording.exchange.request.headers.first { $0.name.lowercased() == "cookie" }
      cookies[recording.exchange.actor] = field?.value ?? ""
    }
    return cookies.filter { !$0.value.isEmpty }
  }

  /// Whether a recording was an answer of the target to the check at all.
  func isUsed(_ index: Int) -> Bool {
    pairing.bodies[index] != nil && !pairing.elsewhere.contains(index)
  }

  /// Plays the check back with answers changed, by their numbers in ``recordings``, watched by the
  /// monitors of a guardrail.
  func run(changing mutations: [Int: Mutation], for guardrail: String) async -> Verdict {
    let transport = ReplayTransport(recordings, changing: mutations, pairing: pairing)
    var stage = stage
    stage.monitors = stage.monitors.filter { $0.obligations.contains(guardrail) }
    let (finished, monitors) = await Self.run(check, transport, stage)
    if finished.verdict != .failed,
      let alarm = stage.monitors.planned.lazy.compactMap({ monitors[$0.binding.id] }).first(where: {
        $0.verdict == .failed
      })
    {
      return .noticed("\(MonitorRecord.journey)/\(alarm.id)", alarm.told)
    }
    switch finished.verdict {
    case .passed: return .unnoticed
    case .failed:
      let finding = finished.findings.first { !$0.isUndecided }
      return .noticed(
        check.key,
        finding.map { "\($0.path):\($0.line) expected \($0.expected), got \($0.actual)" }
          ?? finished.reason)
    default: return transport.hasDiverged ? .depends : .undecided(finished.reason)
    }
  }

  private static func run(
    _ check: PlannedCheck, _ transport: ReplayTransport, _ stage: Stage
  ) async -> (CheckFinished, monitors: [String: MonitorFinished]) {
    let heard = Mutex<(check: CheckFinished?, monitors: [String: MonitorFinished])>((nil, [:]))
    let sink = RunSink(redactor: Redactor(secrets: [:])) { event in
      switch event {
      case .checkFinished(let finished): heard.withLock { $0.check = finished }
      case .monitorFinished(let finished): heard.withLock { $0.monitors[finished.id] = finished }
      default: break
      }
    }
    let engine = RunEngine(
      stage.configuration, transport: transport, sink: sink,
      launch: { _, _, _ in .failure(CommandError(message: "programs are not run in a playback")) },
      pages: stage.pages)
    await engine.run(RunPlan(checks: [check]), watchedBy: stage.monitors)
    let (finished, monitors) = heard.withLock { $0 }
    let missing = CheckFinished(
      key: check.key, at: 0, duration: 0, verdict: .undecided, reason: "it did not run",
      assertions: 0, findings: [], attempts: 0)
    return (finished ?? missing, monitors)
  }
}

extension MonitorFinished {
  /// Its first finding in a line.
  package var told: String {
    guard let finding = findings.first else { return reason }
    return "\(finding.place): \(finding.rule); found \(finding.found)"
  }
}

extension Playback {
  /// Whether a step with expectations asked for the answer; what a check only passes through it does
  /// not judge.
  func judges(_ recording: Recording) -> Bool {
    judgingPlaces.contains("\(recording.exchange.path):\(recording.exchange.line)")
  }

  /// Where such steps stand, those of called sequences in their own files included.
  private static func places(_ steps: [Step], _ set: BindingSet) -> Set<String> {
    var places: Set<String> = []
    var called: Set<String> = []
    func visit(_ steps: [Step]) {
      for step in steps {
        if !step.expectations.isEmpty {
          places.insert("\(step.location.path):\(step.location.line)")
        }
        switch step.action {
        case .each(_, _, _, let steps), .whileHolds(_, _, let steps): visit(steps)
        case .branch(_, let then, let otherwise): visit(then + otherwise)
        case .call(let name, _):
          if called.insert(name).inserted { visit(set.sequences[name]?.steps ?? []) }
        default: break
        }
      }
    }
    visit(steps)
    return places
  }
}
