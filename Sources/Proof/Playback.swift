import Bindings
import HTTPClient
import JourneyPlan
import JourneyRunner
import RunEvents
import Synchronization

/// Runs one check on recorded answers.
struct Playback: Sendable {
  let check: PlannedCheck
  let recordings: [Recording]
  private let configuration: RunConfiguration
  private let pages: PageEquipment
  private let pairing: ReplayTransport.Pairing
  private let judgingPlaces: Set<String>

  /// A check that cannot be played back.
  struct Unplayable: Error, Sendable {
    let reason: String
  }

  /// What a playback showed.
  enum Verdict: Sendable {
    case noticed(String)
    case unnoticed
    /// A later request depends on what was changed.
    case depends
    case undecided(String)
  }

  /// Plays the check back unchanged; it must pass, as it did when it was recorded.
  static func prepare(
    _ check: PlannedCheck, _ recordings: [Recording], _ configuration: RunConfiguration,
    pages: PageEquipment
  ) async throws(Unplayable) -> Playback {
    guard !recordings.isEmpty else {
      throw Unplayable(reason: "the log has no exchanges of it")
    }
    var check = check
    check.binding.isIsolated = false
    check.binding.isFresh = false
    check.binding.retry = nil
    var configuration = configuration
    configuration.isReplay = true
    for (name, actor) in configuration.bindings.actors {
      var actor = actor
      actor.signIn = nil
      actor.pageSignIn = nil
      actor.headers = []
      configuration.bindings.actors[name] = actor
    }
    let transport = ReplayTransport(recordings)
    let finished = await run(check, transport, configuration, pages)
    guard finished.verdict == .passed else {
      throw Unplayable(
        reason: "played back unchanged it is \(finished.verdict): \(finished.reason)")
    }
    return Playback(
      check: check, recordings: recordings, configuration: configuration, pages: pages,
      pairing: transport.pairing,
      judgingPlaces: places(check.binding.steps, configuration.bindings))
  }

  /// Whether a recording was an answer to the check at all.
  func isUsed(_ index: Int) -> Bool { pairing.bodies[index] != nil }

  /// Plays the check back with answers changed, by their numbers in ``recordings``.
  func run(changing mutations: [Int: Mutation]) async -> Verdict {
    let transport = ReplayTransport(recordings, changing: mutations, pairing: pairing)
    let finished = await Self.run(check, transport, configuration, pages)
    switch finished.verdict {
    case .passed: return .unnoticed
    case .failed:
      let finding = finished.findings.first { !$0.isUndecided }
      return .noticed(
        finding.map { "\($0.path):\($0.line) expected \($0.expected), got \($0.actual)" }
          ?? finished.reason)
    default: return transport.hasDiverged ? .depends : .undecided(finished.reason)
    }
  }

  private static func run(
    _ check: PlannedCheck, _ transport: ReplayTransport, _ configuration: RunConfiguration,
    _ pages: PageEquipment
  ) async -> CheckFinished {
    let result = Mutex<CheckFinished?>(nil)
    let sink = RunSink(redactor: Redactor(secrets: [:])) { event in
      if case .checkFinished(let finished) = event { result.withLock { $0 = finished } }
    }
    let engine = RunEngine(
      configuration, transport: transport, sink: sink,
      launch: { _, _, _ in .failure(CommandError(message: "programs are not run in a playback")) },
      pages: pages)
    await engine.run(RunPlan(checks: [check]))
    return result.withLock { $0 }
      ?? CheckFinished(
        key: check.key, at: 0, duration: 0, verdict: .undecided, reason: "it did not run",
        assertions: 0, findings: [], attempts: 0)
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
