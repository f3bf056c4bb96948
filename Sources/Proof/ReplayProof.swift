import Bindings
package import JourneyPlan
package import JourneyRunner
import RunEvents

/// Asks of every guardrail whether its checks notice when it is violated, by playing back a recorded run
/// with one answer changed at a time.
package struct ReplayProof: Sendable {
  package var guardrails: [GuardrailProof]
  package var operators: [MutationOperator]
  /// The checks of the plan that passed when they were recorded, by key.
  package var checks: [PlannedCheck]
  package var recordings: [String: [Recording]]
  /// What watches the checks.
  package var monitors: [PlannedMonitor]
  package var configuration: RunConfiguration
  package var pages: PageEquipment

  /// The most answers of one check that are also changed one by one.
  private static let singleLimit = 6
  /// The most mutants of one operator and guardrail that monitors alone are asked.
  private static let monitoredLimit = 5

  package init(
    guardrails: [GuardrailProof], operators: [MutationOperator], checks: [PlannedCheck],
    recordings: [String: [Recording]], monitors: [PlannedMonitor] = [],
    configuration: RunConfiguration, pages: PageEquipment
  ) {
    self.guardrails = guardrails
    self.operators = operators
    self.checks = checks
    self.recordings = recordings
    self.monitors = monitors
    self.configuration = configuration
    self.pages = pages
  }

  /// What changes in the answers of one check, by their numbers.
  private struct Trial: Sendable {
    let check: String
    var mutations: [Int: Mutation]
  }

  private struct Mutant: Sendable {
    let guardrail: GuardrailProof
    let operation: MutationOperator
    let route: String
    /// One a check: a product that is broken on a route is broken whenever it is asked.
    var trials: [Trial]

    mutating func add(_ mutation: Mutation, at index: Int, of check: String) {
      if trials.last?.check != check { trials.append(Trial(check: check, mutations: [:])) }
      trials[trials.endIndex - 1].mutations[index] = mutation
    }
  }

  /// - Parameter progress: Called with the number of mutants done and of all.
  package func run(
    workers: Int, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async -> ProofResult {
    let context = MutationContext(
      recordings: recordings.sorted { $0.key < $1.key }.flatMap(\.value))
    var playbacks: [String: Playback] = [:]
    var unplayable: [String: String] = [:]
    for (key, result) in await prepared(workers) {
      switch result {
      case .success(let playback): playbacks[key] = playback
      case .failure(let error): unplayable[key] = error.reason
      }
    }
    let mutants = mutants(playbacks, context)
    let (results, count) = await judge(mutants, playbacks, workers, progress)
    let sorted = results.sorted {
      ($0.guardrail, $0.operatorID, $0.route, $0.place)
        < ($1.guardrail, $1.operatorID, $1.route, $1.place)
    }
    return ProofResult(
      operators: operators.count, mutants: sorted,
      guardrails: guardrails.map { GuardrailResult($0, mutants: sorted) },
      playbacks: count, unplayable: unplayable)
  }

  // MARK: - Preparation

  private func prepared(
    _ workers: Int
  ) async -> [(String, Result<Playback, Playback.Unplayable>)] {
    let wanted = Set(guardrails.map(\.obligation))
    let checks = checks.filter { !wanted.isDisjoint(with: $0.obligations) }
    var prepared = Playback.Stage(configuration, pages)
    await prepared.prepare(
      monitors.filter { $0.disposition == .run && !wanted.isDisjoint(with: $0.obligations) },
      from: recordings[MonitorRecord.journey] ?? [])
    let stage = prepared
    return await mapped(checks, workers) { check in
      do throws(Playback.Unplayable) {
        return (
          check.key,
          .success(
            try await Playback.prepare(check, recordings[check.key] ?? [], on: stage))
        )
      } catch {
        return (check.key, .failure(error))
      }
    }
  }

  private func mutants(
    _ playbacks: [String: Playback], _ context: MutationContext
  ) -> [Mutant] {
    var mutants: [String: Mutant] = [:]
    for guardrail in guardrails where guardrail.unprovable == nil {
      let operators = operators.filter { !Set($0.kinds).isDisjoint(with: guardrail.kinds) }
      let keys = Set(
        checks.filter { $0.obligations.contains(guardrail.obligation) }.map(\.key))
      for key in keys.sorted() {
        guard let playback = playbacks[key] else { continue }
        for operation in operators {
          add(operation, guardrail, key, playback, to: &mutants, in: context) {
            playback.judges($0)
          }
        }
      }
      // A guardrail that monitors alone watch is asked about in the answers that they see.
      guard keys.isEmpty,
        monitors.contains(where: { $0.obligations.contains(guardrail.obligation) })
      else { continue }
      for operation in operators {
        let before = mutants.count
        for (key, playback) in playbacks.sorted(by: { $0.key < $1.key })
        where mutants.count - before < Self.monitoredLimit {
          add(operation, guardrail, key, playback, to: &mutants, in: context) { _ in true }
        }
      }
    }
    return mutants.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Adds what an operator makes of the answers of one check.
  private func add(
    _ operation: MutationOperator, _ guardrail: GuardrailProof, _ key: String,
    _ playback: Playback, to mutants: inout [String: Mutant], in context: MutationContext,
    where isJudged: (Recording) -> Bool
  ) {
    for (index, recording) in playback.recordings.enumerated()
    where playback.isUsed(index) && isJudged(recording)
      && (guardrail.routes.isEmpty || guardrail.routes.contains { recording.target.contains($0) })
    {
      for mutation in operation.mutations(of: recording, in: context) {
        var name = "\(guardrail.obligation)|\(operation.id)|\(recording.route)"
        if operation.change.isByPlace { name += "|\(mutation.place)" }
        mutants[
          name,
          default: Mutant(
            guardrail: guardrail, operation: operation, route: recording.route, trials: [])
        ].add(mutation, at: index, of: key)
      }
    }
  }

  // MARK: - Judgement

  private func judge(
    _ mutants: [Mutant], _ playbacks: [String: Playback], _ workers: Int,
    _ progress: @escaping @Sendable (Int, Int) -> Void
  ) async -> ([MutantResult], Int) {
    let done = Counter()
    let results = await mapped(mutants, workers) { mutant in
      let result = await judge(mutant, playbacks)
      progress(done.next(), mutants.count)
      return result
    }
    return (results.map(\.0), results.reduce(0) { $0 + $1.1 })
  }

  private func judge(
    _ mutant: Mutant, _ playbacks: [String: Playback]
  ) async -> (MutantResult, Int) {
    var result = MutantResult(
      operatorID: mutant.operation.id, title: mutant.operation.title, why: mutant.operation.why,
      guardrail: mutant.guardrail.obligation, route: mutant.route, outcome: .notApplicable)
    let equivalent = mutant.guardrail.equivalents.first { equivalent in
      equivalent.operatorID == mutant.operation.id
        && (equivalent.route.map { mutant.route.contains($0) } ?? true)
    }
    if let equivalent {
      result.reason = "equivalent: \(equivalent.reason)"
      return (result, 0)
    }
    var count = 0
    for trial in mutant.trials {
      guard let playback = playbacks[trial.check] else { continue }
      for mutations in Self.attempts(trial) {
        count += 1
        let verdict = await playback.run(
          changing: mutations, for: mutant.guardrail.obligation)
        guard let (index, mutation) = mutations.min(by: { $0.key < $1.key }) else { continue }
        result.take(verdict, of: trial.check, playback.recordings[index], mutation)
        // What noticed, or could have and did not, needs no smaller change to be tried.
        if case .depends = verdict { continue }
        break
      }
      if result.outcome == .killed { break }
    }
    return (result, count)
  }

  /// All changes of a check together; where later requests depend on them, one by one.
  private static func attempts(_ trial: Trial) -> [[Int: Mutation]] {
    guard trial.mutations.count > 1 else { return [trial.mutations] }
    let singles = trial.mutations.sorted { $0.key < $1.key }.prefix(singleLimit)
    return [trial.mutations] + singles.map { [$0.key: $0.value] }
  }

  private func mapped<Element: Sendable, Value: Sendable>(
    _ elements: [Element], _ workers: Int, _ transform: @escaping @Sendable (Element) async -> Value
  ) async -> [Value] {
    await withTaskGroup(of: (Int, Value).self) { group in
      var values: [Value?] = Array(repeating: nil, count: elements.count)
      var next = 0
      func add() {
        guard next < elements.count else { return }
        let (index, element) = (next, elements[next])
        next += 1
        group.addTask { (index, await transform(element)) }
      }
      for _ in 0..<max(1, workers) { add() }
      for await (index, value) in group {
        values[index] = value
        add()
      }
      return values.compactMap { $0 }
    }
  }
}

extension MutantResult {
  /// Takes up what one playback showed; what is worse for the guardrail's checks stays.
  fileprivate mutating func take(
    _ verdict: Playback.Verdict, of check: String, _ recording: Recording, _ mutation: Mutation
  ) {
    let new: (MutantOutcome, String)
    var noticing = check
    switch verdict {
    case .noticed(let who, let text):
      new = (.killed, text)
      noticing = who
    case .unnoticed: new = (.survived, "no check noticed")
    case .undecided(let text): new = (.undecided, text)
    case .depends:
      new = (.notApplicable, "a later request depends on what was changed")
    }
    let order: [MutantOutcome] = [.notApplicable, .undecided, .survived, .killed]
    let rank = { (outcome: MutantOutcome) in order.firstIndex(of: outcome) ?? 0 }
    if !checks.contains(check) { checks.append(check) }
    guard reason.isEmpty || rank(new.0) > rank(outcome) else { return }
    (outcome, reason) = new
    if outcome == .killed { checks = [noticing] }
    exchange = "\(check) \(recording.exchange.number)"
    place = mutation.place
    before = mutation.before
    after = mutation.after
  }
}
