import Monitors
import Testing

@Suite struct HeadersTests {
  private let rule = MonitorRule.headers(
    HeadersRule(
      required: [
        ("X-Content-Type-Options", [.equals("nosniff")]),
        ("Cache-Control", [.contains("no-store")]),
      ],
      forbidden: ["X-Powered-By"],
      cookies: HeadersRule.Cookies(
        names: ["session"], isHTTPOnly: true, isSecure: nil, sameSite: ["Strict", "Lax"],
        longest: 3600)))

  private let good: [ObservedExchange.Header] = [
    .init("x-content-type-options", "nosniff"), .init("Cache-Control", "private, no-store"),
  ]

  @Test func acceptsWhatIsDemanded() {
    let exchange = Exchanges.json(
      "{}",
      headers: good + [
        .init("Set-Cookie", "session=abc; HttpOnly; SameSite=Lax; Max-Age=60"),
        .init("Set-Cookie", "theme=dark"), .init("Set-Cookie", "session=; Max-Age=0"),
      ])
    let result = rule.judge([exchange])
    #expect(result.verdict == .passed, "\(result.findings)")
    #expect(result.judged == 4)
  }

  @Test func namesHeaderAndCookie() {
    let exchange = Exchanges.json(
      "{}",
      headers: [
        .init("X-Content-Type-Options", "other"), .init("X-Powered-By", "X"),
        .init("Set-Cookie", "session=abc; SameSite=None; Max-Age=9999999"),
      ])
    let result = rule.judge([exchange])
    #expect(
      result.findings.map { "\($0.place): \($0.rule)" } == [
        "cookie session: lasts at most 3600 seconds", "cookie session: needs HttpOnly",
        "cookie session: needs SameSite=Strict or Lax", "header Cache-Control: must be there",
        "header X-Content-Type-Options: must be “nosniff”",
        "header X-Powered-By: must not be there",
      ])
  }

  @Test func secureIsDemandedOnTLSOnly() {
    var exchange = Exchanges.json(
      "{}", headers: good + [.init("Set-Cookie", "session=a; HttpOnly; SameSite=Lax")])
    #expect(rule.judge([exchange]).verdict == .passed)
    exchange.url = "https://shop.test/x"
    #expect(rule.judge([exchange]).findings.map(\.rule) == ["needs Secure"])
  }
}

@Suite struct BudgetTests {
  private func exchanges(_ durations: [Int], _ path: String = "/x/1") -> [ObservedExchange] {
    durations.enumerated().map { number, duration in
      Exchanges.make(
        "{}", "application/json", path, status: 200, duration: duration, number: number + 1)
    }
  }

  private func rule(each: Int? = nil, most: Int? = nil) -> MonitorRule {
    .budget(
      BudgetRule(
        each: each, most: most, least: 5, routes: [RoutePattern("GET /x/{id}")].compactMap(\.self)))
  }

  @Test func oneSlowAnswerOfManyIsWithin95() {
    let durations = Array(repeating: 10_000, count: 39) + [900_000]
    #expect(rule(most: 200_000).judge(exchanges(durations)).verdict == .passed)
    let slow = Array(repeating: 10_000, count: 36) + Array(repeating: 300_000, count: 4)
    let result = rule(most: 200_000).judge(exchanges(slow))
    #expect(result.findings.map(\.found) == ["300 ms over 40 answers"])
    #expect(result.findings[0].place == "the time of GET /x/{id}")
    #expect(result.judged == 40)
  }

  @Test func fewAnswersSayNothing() {
    let result = rule(most: 200_000).judge(exchanges([900_000, 900_000]))
    #expect(result.verdict == .notExercised)
    #expect(result.unjudged == ["routes with fewer than 5 answers": 1])
  }

  @Test func eachAnswerHasABudget() {
    let result = rule(each: 1_000_000).judge(exchanges([10, 2_000_000]))
    #expect(result.findings.map(\.exchange?.number) == [2])
  }
}
