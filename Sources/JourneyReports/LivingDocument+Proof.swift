import JSONTree
import RunEvents

extension LivingDocument.Page {
  /// Every guardrail and other promise that was asked about, and whether its checks noticed that it was broken.
  var proof: LivingDocument.Section? {
    guard let proof = context.proof, !proof.order.isEmpty else { return nil }
    return LivingDocument.Section(id: "proof", title: "Proof that checks can fail") { write(proof) }
  }

  private func write(_ proof: ProofRecord) {
    let guardrails = proof.guardrails.values.filter { $0.kind == "guardrail" }
    let others = proof.guardrails.values.filter { $0.kind != "guardrail" }
    let counts = [(guardrails, "guardrail"), (others, "other promise")]
      .filter { !$0.0.isEmpty }
      .map { all, name in
        "\(all.count { $0.standing == "proven" }) of \(Wording.count(all.count, name))"
      }
    html.element("p", ["class": "about"]) {
      html.text(
        "\(counts.joined(separator: " and ")) proven: the product was broken "
          + "on purpose, one change at a time, and a check noticed each time.")
    }
    if let staleness = proof.staleness { html.element("p", ["class": "about"], "\(staleness).") }
    html.markup(
      "\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Proofs\">\n")
    html.markup("<table class=\"plain proof\">\n<thead><tr>")
    for title in ["Promise", "Proof", "Noticed", "Survived"] {
      html.element("th", ["scope": "col"], title)
    }
    html.markup("</tr></thead>\n<tbody>\n")
    let known = Dictionary(
      model.obligations.lazy.filter { !$0.isDeselected }.map { ($0.record.id, $0.record) },
      uniquingKeysWith: { first, _ in first })
    for (id, guardrail) in worstFirst(proof) {
      html.open("tr")
      html.element("th", ["scope": "row"]) {
        guard let record = known[id] else { return html.text(id) }
        link(Anchor.of(record), id)
        html.element("span", ["class": "sentence"], record.text)
      }
      html.element("td") {
        badge(guardrail.shade, guardrail.standing)
        if !guardrail.reason.isEmpty {
          html.element("span", ["class": "reason"], Wording.cut(guardrail.reason, 300))
        }
      }
      html.element("td", "\(guardrail.killed)")
      html.element("td", "\(guardrail.survived)")
      html.markup("</tr>\n")
    }
    html.markup("</tbody>\n</table>\n</div>\n")
  }

  private func worstFirst(_ proof: ProofRecord) -> [(String, ProofRecord.Guardrail)] {
    let all = proof.order.compactMap { id in proof.guardrails[id].map { (id, $0) } }
    return Standing.allCases.flatMap { shade in all.filter { $0.1.shade == shade } }
  }
}

extension ProofRecord.Guardrail {
  /// More mutants of one guardrail than anybody reads are left in the file.
  private static let most = 50

  /// For the panel; survivors first.
  var json: JSONValue {
    let sorted =
      mutants.filter { $0.outcome == "survived" } + mutants.filter { $0.outcome != "survived" }
    return [
      "standing": .shown(standing), "shade": .string(shade.rawValue), "killed": .init(killed),
      "survived": .init(survived), "reason": .shown(reason),
      "mutants": .array(
        sorted.prefix(Self.most).map { mutant in
          [
            "title": .shown(mutant.title), "why": .shown(mutant.why),
            "outcome": .shown(mutant.outcome), "route": .shown(mutant.route),
            "checks": .array(mutant.checks.map(JSONValue.shown)),
            "place": .shown(mutant.place), "reason": .shown(Wording.cut(mutant.reason, 500)),
            "before": .shown(Wording.cut(mutant.before, 500)),
            "after": .shown(Wording.cut(mutant.after, 500)),
          ]
        }),
    ]
  }
}
