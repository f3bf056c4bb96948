import Bindings
import JourneyPlan
import Proof
import RunEvents

/// Asks whether checks notice the faults of the reference system: each check of a guardrail runs on
/// an instance of its own on which one fault is switched on.
struct FaultProof {
  let guardrails: [GuardrailProof]
  let target: BrokenTarget

  /// The result with the faults' mutants and what they mean for their guardrails.
  func added(to result: ProofResult) async -> ProofResult {
    let asked = guardrails.filter { $0.unprovable == nil && !$0.faults.isEmpty }
    let all = isolated(target.asked(of: asked))
    let sound = await target.run(all)
    var mutants: [MutantResult] = []
    for fault in Set(asked.flatMap(\.faults)).sorted() {
      let violated = asked.filter { $0.faults.contains(fault) }
      let passing = isolated(target.asked(of: violated)).sound(sound)
      let broken = await target.run(passing, faults: [fault])
      for guardrail in violated {
        let mutant = MutantResult(
          operatorID: "fault:\(fault)", title: "The fault \(fault) is switched on",
          why: "docs/reference-system.md says what it breaks", guardrail: guardrail.obligation,
          route: "control port", outcome: .undecided)
        mutants.append(
          BrokenTarget.judge(
            mutant, all.only(guardrail.obligation), sound: sound, broken: broken))
      }
    }
    return result.adding(mutants)
  }

  private func isolated(_ asked: BrokenTarget.Asked) -> BrokenTarget.Asked {
    var asked = asked
    for index in asked.checks.indices { asked.checks[index].binding.isIsolated = true }
    return asked
  }
}
