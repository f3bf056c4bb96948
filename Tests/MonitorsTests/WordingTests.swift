import Monitors
import Testing

@Suite struct WordingTests {
  private func forbidding(_ lists: String...) -> MonitorRule {
    .wording(
      WordingRule(values: nil, required: [], forbidden: lists.map(WordList.standard)))
  }

  @Test(arguments: [
    ("exactness", "This is the exact cost."), ("exactness", "EXACT\u{A0}cost"),
    ("exactness", "ex\u{AD}act cost"), ("exactness", "ex\u{200B}act cost"),
    ("exactness", "It is not an estimate but an exact figure."),
    ("exactness", "Not only exact, but audited."),
    ("exactness", "No provider is cheaper. Exact costs follow."),
    ("exactness", "This is no estimate, it is exact."),
    ("over-promise", "Savings are guaranteed"), ("over-promise", "100% uptime"),
    ("over-promise", "Risk-free savings"), ("over-promise", "risk free savings"),
    ("real-time", "Real-time figures"), ("real-time", "real time"), ("real-time", "realtime"),
    ("real-time", "updated every second"), ("real-time", "States are live to the second."),
    ("invoice", "Invoice total: 12 USD"), ("invoice", "Amount due"),
    ("certainty", "Guaranteed, audited revenue loss."), ("certainty", "without doubt"),
    ("regulatory", "This regulatory report is for 2026"),
  ])
  func findsWhatIsForbidden(list: String, text: String) {
    let exchange = Exchanges.page("<p>\(text)</p>")
    let result = forbidding(list).judge([exchange])
    #expect(result.verdict == .failed, "\(text)")
    #expect(result.findings.first?.rule.contains(list) == true)
  }

  @Test(arguments: [
    ("exactness", "Figures are not exact."), ("exactness", "no exact cost is known"),
    ("exactness", "Exact figures are not available."), ("exactness", "Exact amounts aren't given."),
    ("exactness", "estimates rather than exact amounts"), ("exactness", "non-authoritative"),
    ("exactness", "an exactitude of its own"),
    ("invoice", "It is no invoice."), ("invoice", "none is an invoice or a regulatory report"),
    ("invoice", "modelled from provider invoices and usage; not an invoice"),
    ("invoice", "neither an invoice nor a bill"), ("over-promise", "not guaranteed"),
    ("over-promise", "It is never a promise, and nothing is guaranteed."),
    ("over-promise", "savings can\u{2019}t be guaranteed"), ("real-time", "not in real time"),
    ("real-time", "States are those of the last check, not of this moment."),
    ("certainty", "Directional estimate: modelled, not audited, bounded by assumptions."),
    ("regulatory", "For internal discussion; not a regulatory or audited report."),
  ])
  func acceptsWhatIsDenied(list: String, text: String) {
    let result = forbidding(list).judge([Exchanges.page("<p>\(text)</p>")])
    #expect(result.verdict == .passed, "\(text): \(result.reason)")
    #expect(result.judged > 0)
  }

  @Test func readsAcrossInlineElementsAndAttributes() {
    let rule = forbidding("exactness")
    #expect(rule.judge([Exchanges.page("<p>ex<b>act</b> cost</p>")]).findings.count == 1)
    #expect(rule.judge([Exchanges.page("<p>no <b>exact</b> cost</p>")]).findings.isEmpty)
    let image = rule.judge([Exchanges.page("<img alt='exact cost' src=x>")])
    #expect(image.findings.first?.place.hasPrefix("/html/body/img/@alt") == true)
    #expect(
      rule.judge([Exchanges.page("<p hidden>exact</p><script>exact</script>")]).findings.isEmpty)
    #expect(rule.judge([Exchanges.page("<p>&#101;xact</p>")]).findings.count == 1)
  }

  @Test func namesThePlaceInJSON() {
    let result = forbidding("exactness").judge([
      Exchanges.json(#"{"data":{"items":[{"label":"x"},{"label":"Exact cost as billed"}]}}"#)
    ])
    #expect(result.findings.map(\.place) == ["$.data.items[1].label"])
    #expect(result.findings[0].found == "“Exact cost as billed”")
    #expect(result.judged == 2)
  }

  private let labelled = MonitorRule.wording(
    WordingRule(
      values: ValueSelector(members: ["*_cost", "savings"], text: .money),
      required: [.standard("approximation-label")], forbidden: [.standard("exactness")], reach: 0))

  @Test func demandsLabelsBesideValues() {
    let good =
      #"{"a":{"infra_cost":12.5,"label":"Approximate: modelled"},"savings":{"low":1,"label":"estimated"}}"#
    let bad =
      #"{"label":"approximate","a":{"infra_cost":12.5,"label":""},"b":{"vps_cost":"5 to 10"}}"#
    let passed = labelled.judge([Exchanges.json(good)])
    #expect(passed.verdict == .passed)
    #expect(passed.judged == 2)
    let failed = labelled.judge([Exchanges.json(bad)])
    #expect(failed.findings.map(\.place) == ["$.a.infra_cost", "$.b.vps_cost"])
    #expect(failed.findings.map(\.found) == ["the label “”", "no label"])
  }

  @Test func enclosingObjectsCountWithinReach() {
    let rule = MonitorRule.wording(
      WordingRule(
        values: ValueSelector(members: ["cost"]), required: [.standard("approximation-label")],
        forbidden: [], reach: 1))
    let near = #"{"label":"estimated","rows":[{"cost":1}]}"#
    let far = #"{"label":"estimated","a":{"b":{"cost":1}}}"#
    #expect(rule.judge([Exchanges.json(near)]).verdict == .passed)
    #expect(rule.judge([Exchanges.json(far)]).verdict == .failed)
  }

  @Test func demandsLabelsInTheSameRegion() {
    let other = "<section><h2>B</h2><p>Estimated.</p></section>"
    let good = "<main><section><h2>A</h2><div><p>12 USD</p></div><p>Estimated.</p></section></main>"
    let bad = "<main><section><h2>Costs</h2><p>$ 1,200</p></section>\(other)</main>"
    #expect(labelled.judge([Exchanges.page(good)]).verdict == .passed)
    let failed = labelled.judge([Exchanges.page(bad)])
    #expect(failed.verdict == .failed)
    #expect(failed.findings[0].rule.contains("(Costs)"))
    #expect(failed.findings[0].place.hasPrefix("/html/body/main/section[1]/p"))
    let nested = """
      <main><section><h2>A</h2><div role=region aria-label=T><p>5 EUR</p></div><p>about that: estimated</p></section></main>
      """
    #expect(labelled.judge([Exchanges.page(nested)]).verdict == .passed)
  }

  @Test func regionsCanBeChosen() {
    let rule = MonitorRule.wording(
      WordingRule(
        values: ValueSelector(text: .money, regions: ["cost*"]),
        required: [.standard("approximation-label")], forbidden: []))
    let page =
      "<main><section><h2>Prices</h2>5 USD</section><section><h2>Costs</h2>7 USD</section></main>"
    let result = rule.judge([Exchanges.page(page)])
    #expect(result.judged == 1)
    #expect(result.findings.count == 1)
  }

  @Test func whatWasNeverSeenIsNotExercised() {
    #expect(labelled.judge([Exchanges.json(#"{"a":1}"#)]).verdict == .notExercised)
    #expect(labelled.judge([]).verdict == .notExercised)
    let image = Exchanges.make("\u{1}exact", "image/png", "/i", status: 200)
    #expect(forbidding("exactness").judge([image]).verdict == .notExercised)
  }

  @Test func plainTextIsOneRegion() {
    let rows = "tenant,cost\nA,12 USD\nB,13 USD\n"
    let csv = Exchanges.make(rows, "text/csv", "/export", status: 200)
    #expect(labelled.judge([csv]).findings.count == 1)
    let labelledRows = Exchanges.make("# estimated\n" + rows, "text/csv", "/export", status: 200)
    let result = labelled.judge([labelledRows])
    #expect(result.verdict == .passed)
    #expect(result.judged == 2)
  }

  @Test func longFindingsAreCutBetweenWords() {
    let text =
      String(repeating: "word ", count: 100) + "exact cost "
      + String(repeating: "tail ", count: 100)
    let result = forbidding("exactness").judge([Exchanges.json("{\"a\":\"\(text)\"}")])
    let found = result.findings[0].found
    #expect(found.contains("exact cost"))
    #expect(found.utf8.count < 220)
    #expect(!found.contains("wor…") && !found.contains("…ord"))
  }
}
