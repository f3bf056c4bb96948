import JSONTree
import Testing

@testable import Monitors

/// What is judged again because the same body comes back, and what is not.
@Suite struct JudgedBeforeTests {
  private static let wording = MonitorRule.wording(
    WordingRule(values: nil, required: [], forbidden: [.standard("over-promise")]))

  @Test func whatWasCleanIsCountedAgain() {
    let exchange = Exchanges.json(#"{"a": "All is well.", "b": ["So is this."]}"#)
    let once = Self.wording.judge([exchange])
    let twice = Self.wording.judge([exchange, exchange])
    #expect(once.judged > 0)
    #expect(twice.judged == 2 * once.judged)
  }

  @Test func whatWasFoundIsFoundInEachExchange() {
    let exchange = Exchanges.json(#"{"a": "Savings are guaranteed."}"#)
    let result = Self.wording.judge([exchange, exchange, exchange])
    #expect(result.findingCount == 3)
  }

  @Test func theSameBytesOfAnotherTypeAreJudged() {
    let body = "<p>Savings are guaranteed.</p>"
    let image = Exchanges.make(body, "image/png", "/a", status: 200)
    let page = Exchanges.make(body, "text/html", "/a", status: 200)
    #expect(Self.wording.judge([image, page]).findingCount == 1)
  }

  @Test func whatOneMayReadAnotherMayNot() {
    let rule = MonitorRule.canaries(
      CanaryRule(planted: [.init(tenant: "t1", values: ["cnry_8c1f938a4232da"])]))
    let body = #"{"a": "cnry_8c1f938a4232da"}"#
    let insider = ObservedExchange.Actor(name: "insider", role: "ROLE_VP", tenants: ["t1", "t9"])
    let result = rule.judge([
      Exchanges.json(body, actor: insider), Exchanges.json(body, actor: .manager),
    ])
    #expect(result.findingCount == 1)
  }

  @Test func anEchoOfOneRequestIsALeakToAnother() {
    let rule = MonitorRule.canaries(
      CanaryRule(planted: [.init(tenant: "t1", values: ["cnry_8c1f938a4232da"])]))
    let body = #"{"a": "cnry_8c1f938a4232da"}"#
    let result = rule.judge([
      Exchanges.json(body, "/search?q=cnry_8c1f938a4232da", actor: .manager),
      Exchanges.json(body, "/search?q=x", actor: .manager),
    ])
    #expect(result.findingCount == 1)
  }

  @Test func eachStatusHasItsOwnSchema() throws {
    let document = try JSONValue.parse(
      Array(
        """
        {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/x": {"get":
        {"responses": {"200": {"description": "d", "content": {"application/json": {"schema": {}}}},
        "404": {"description": "d", "content": {"application/json": {"schema": {"type": "string"}}}}}
        }}}}
        """.utf8))
    let rule = MonitorRule.schema(SchemaRule(source: .openAPI(try OpenAPIDocument(document))))
    let result = rule.judge([
      Exchanges.json("{}", "/x"), Exchanges.json("{}", "/x", status: 404),
    ])
    #expect(result.findingCount == 1)
  }

  @Test func hostsThatAreInternalElsewhereAreJudged() {
    let rule = MonitorRule.internals(InternalsRule())
    let body = #"{"a": "see http://10.0.0.7/x"}"#
    var own = Exchanges.json(body)
    own.url = "http://10.0.0.7/x"
    #expect(rule.judge([own, Exchanges.json(body)]).findingCount == 1)
  }

  @Test func whatABrowserSaysOfItsScriptsAServerMayNot() {
    let rule = MonitorRule.internals(InternalsRule(details: [.stackTraces]))
    let trace = "Uncaught TypeError: x is undefined\n    at go (http://127.0.0.1:8080/app.js:1:2)"
    var console = Exchanges.make(trace, "text/plain", "/a#console", status: 200, kind: .browser)
    console.status = nil
    let server = Exchanges.make(trace, "text/plain", "/b", status: 500)
    #expect(rule.judge([console]).findingCount == 0)
    #expect(rule.judge([console, server]).findingCount > 0)
  }

  @Test func whatAScriptGetsIsNoPage() {
    let page = Exchanges.page("<p data-note='Savings are guaranteed.'>All is well.</p>")
    var fetched = page
    fetched.isOfBrowser = true
    #expect(Self.wording.judge([page]).findingCount == 0)
    #expect(Self.wording.judge([page, fetched]).findingCount == 1)
  }

  @Test(arguments: [(findings: 0, times: 1), (findings: 1, times: 3)])
  func onlyWhatWasCleanIsLeftOut(findings: Int, times: Int) {
    let before = JudgedBefore()
    var report = MonitorReport()
    var judged = 0
    for _ in 0..<3 {
      before.judge(7, &report) { report in
        judged += 1
        report.count(2)
        for _ in 0..<findings { report.add(nil, "x", rule: "y", found: "z") }
      }
    }
    #expect(judged == times)
    #expect(report.judged == 6)
    #expect(report.findingCount == 3 * findings)
  }

  @Test func copiesShareWhatTheyRemember() {
    var first = Monitor(id: "m", rule: Self.wording)
    var second = first
    let exchange = Exchanges.json(#"{"a": "All is well."}"#)
    first.observe(exchange)
    second.observe(exchange)
    #expect(first.finish().judged == second.finish().judged)
  }
}
