import JSONTree
import Monitors
import Testing

/// Large answers take time that grows with their size, and no more.
@Suite struct LargeBodyTests {
  private static let labelled = WordingRule(
    values: ValueSelector(members: ["*cost*"], text: .money), required: [.standard("invoice")],
    forbidden: [.standard("exactness")], reach: 3)

  private static var rules: [MonitorRule] {
    let canaries = (0..<50).map {
      CanaryRule.Planted(tenant: "t\($0)", values: ["cnry_8c1f938a4232da\($0)"])
    }
    return [
      .wording(labelled),
      .wording(WordingRule(values: nil, required: [], forbidden: WordList.standard)),
      .canaries(CanaryRule(planted: canaries)), .secrets(SecretsRule()),
      .internals(InternalsRule(addresses: .all)), .accessibility(AccessibilityRule()),
      .access(AccessRule(matrix: AccessMatrix(rows: [], roles: []))),
    ]
  }

  private func judge(_ exchange: ObservedExchange) -> (results: [MonitorResult], time: Duration) {
    let start = ContinuousClock.now
    let view = ExchangeView(exchange)
    let results = Self.rules.map { rule in
      var monitor = Monitor(id: "m", rule: rule)
      monitor.observe(view)
      return monitor.finish()
    }
    return (results, ContinuousClock.now - start)
  }

  /// Named, since a test tells its arguments.
  enum Shape: CaseIterable {
    case unlabelledFigures, sections, links, comments, figuresOfOneObject, texts, markers

    var exchange: ObservedExchange {
      switch self {
      case .unlabelledFigures:
        Exchanges.page(
          "<table>\(rows(6000) { "<tr><td>$ \($0).50</td></tr>" })</table>", actor: .manager)
      case .sections:
        Exchanges.page(
          rows(3000) { "<section><h2>S\($0)</h2>5 USD, exact at 10.0.0.7</section>" },
          actor: .manager)
      case .links:
        Exchanges.page(rows(6000) { "<a href='/x?token=abcdef\($0)'></a>" }, actor: .manager)
      case .comments: Exchanges.page(rows(6000) { "<!-- at 10.1.2.3 \($0) -->" }, actor: .manager)
      case .figuresOfOneObject:
        Exchanges.json("{\(rows(10_000, ",") { "\"cost\($0)\":\($0)" })}", actor: .manager)
      case .texts:
        Exchanges.json(
          "[\(rows(10_000, ",") { "{\"cost\":\($0),\"label\":\"exact at line \($0)\"}" })]",
          actor: .manager)
      case .markers:
        Exchanges.json(
          "[\(rows(5000, ",") { "\"cnry_8c1f938a4232da\($0 % 50)\"" })]", actor: .manager)
      }
    }

    private func rows(
      _ count: Int, _ separator: String = "", _ row: (Int) -> String
    ) -> String {
      (0..<count).map(row).joined(separator: separator)
    }
  }

  /// Each would take minutes if anything were done for every pair of its parts.
  @Test(arguments: Shape.allCases)
  func timeGrowsWithTheSize(shape: Shape) {
    let (results, time) = judge(shape.exchange)
    #expect(results.contains { $0.verdict == .failed })
    #expect(time < .seconds(60), "it took \(time)")
  }

  @Test func whatIsTooLargeForATreeIsSearchedAsText() {
    let text = String(repeating: "an ordinary sentence about nothing ", count: 70_000)
    let body = "{\"a\":\"\(text)\",\"b\":\"exact cnry_8c1f938a4232da7 SQLSTATE\"}"
    let exchange = Exchanges.json(body, actor: .manager)
    let (results, time) = judge(exchange)
    #expect(exchange.body.count > 2 << 20)
    #expect(results[0].unjudged == ["too large to tell what stands near what": 1])
    #expect(results[1].findings.map(\.place).contains("the body"))
    #expect(results[2].findings.map(\.place) == ["the body"])
    #expect(results[4].findings.map(\.rule).contains("no message of a database or runtime"))
    #expect(time < .seconds(60), "it took \(time)")
  }
}
