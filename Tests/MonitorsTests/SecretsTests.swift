import Monitors
import Testing

@Suite struct SecretsTests {
  private let token = "wms_8cfea5c7c9af291c07d3ff8037467e8dbb4d54c8"
  private var bearer: [ObservedExchange.Header] { [.init("Authorization", "Bearer \(token)")] }
  private var rule: MonitorRule {
    .secrets(
      SecretsRule(
        issuing: [RoutePattern("POST /sign-in")].compactMap { $0 },
        known: ["password": "correct-horse-battery"]))
  }

  @Test func findsTheCallersTokenInAnError() {
    let result = rule.judge([
      Exchanges.json(
        "{\"error\":{\"details\":[{\"a\":\"\(token)\"}]}}", status: 403, requestHeaders: bearer)
    ])
    #expect(result.findings.map(\.place) == ["$.error.details[0].a"])
    #expect(result.findings[0].found == "a Bearer credential that was sent")
    #expect(!"\(result.findings)".contains(token))
  }

  @Test func findsTheSessionInARedirect() {
    let result = rule.judge([
      Exchanges.json(
        "", status: 303,
        headers: [
          .init("Location", "/?session=\(token)"),
          .init("Set-Cookie", "wm_session=\(token); Path=/; HttpOnly; SameSite=Strict"),
        ])
    ])
    #expect(
      Set(result.findings.map(\.place)) == [
        "header Location", "header Location, parameter session",
      ])
  }

  @Test(arguments: [
    "/x?access_token=abcdef123456", "/x?a=1&api_key=abcdef123456", "/x?password=hunter22222",
    "/x?q=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
    "/x?q=correct-horse-battery", "/x?q=correct%2Dhorse-battery",
  ])
  func findsCredentialsInAddresses(path: String) {
    #expect(rule.judge([Exchanges.json("{}", path)]).verdict == .failed)
  }

  @Test func whatSomebodyTypedMayStandInItsField() {
    let field = "<input type=password value='correct-horse-battery'>"
    var page = Exchanges.page(field)
    #expect(rule.judge([page]).findings.count == 1)
    page.kind = .browser
    #expect(rule.judge([page]).findings.count == 1)
    page.requestBody = Array("cfo\ncorrect-horse-battery".utf8)
    #expect(rule.judge([page]).findings.isEmpty)
    page.body += Array("<p>correct-horse-battery</p>".utf8)
    #expect(rule.judge([page]).findings.count == 1)
  }

  @Test func anAddressIsToldOnceOfAPageThatABrowserShows() {
    var sent = Exchanges.make("", "text/html", "/x?access_token=abcdef123456", status: 200)
    sent.kind = .page
    sent.isOfBrowser = true
    var shown = Exchanges.page("x", "/x?access_token=abcdef123456")
    shown.kind = .browser
    #expect(rule.judge([sent]).findings.isEmpty)
    #expect(rule.judge([sent, shown]).findings.map(\.times) == [1])
    sent.method = "POST"
    #expect(rule.judge([sent]).findings.count == 1)
  }

  @Test func anAddressThatTheTargetRefusesIsItsAuthors() {
    let address = "/x?access_token=abcdef123456"
    #expect(rule.judge([Exchanges.json("{}", address, status: 401)]).findings.isEmpty)
    let page = Exchanges.make("x", "text/html", address, status: 401, kind: .page)
    #expect(rule.judge([page]).findings.map(\.place) == ["the address, parameter access_token"])
  }

  @Test func othersCredentialsAreFoundToo() {
    let sent = Exchanges.json("{}", requestHeaders: bearer)
    let leak = Exchanges.json(#"{"last":"\#(token)"}"#, "/y", actor: .manager)
    #expect(rule.judge([sent, leak]).findings.map(\.place) == ["$.last"])
    #expect(rule.judge([leak]).findings.isEmpty)
    #expect(rule.judge([]).verdict == .notExercised)
  }

  @Test func findsCredentialsInLinksAndPages() {
    let link = rule.judge([Exchanges.page("<a href='/x?token=abcdef123456'>y</a>")])
    #expect(link.findings.first?.place == "/html/body/a, parameter token")
    let key = rule.judge([Exchanges.page("<p>AKIAIOSFODNN7EXAMPLE</p>")])
    #expect(key.findings.first?.found == "an AWS access key")
  }

  @Test func aSignInMayHandOutItsToken() {
    let body =
      "{\"token\":\"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N\"}"
    #expect(rule.judge([Exchanges.json(body, "/sign-in", method: "POST")]).verdict == .passed)
    #expect(rule.judge([Exchanges.json(body, "/other")]).verdict == .failed)
    let failed = Exchanges.json(body, "/sign-in", status: 401, method: "POST")
    #expect(rule.judge([failed]).verdict == .failed)
  }

  @Test func ordinaryThingsAreNoCredentials() {
    let exchanges = [
      Exchanges.page(
        "<form><input type=hidden name=csrf value='24099338a9e09c92a6e2c4a6eb34c024433a'></form>"),
      Exchanges.json(
        "{\"request_id\":\"req_703804c2f08c091b6dd8\",\"next_cursor\":\"6b313a696e695f303032\"}"),
      Exchanges.json("{}", "/x?tokens=5&session_length=123456"),
      Exchanges.page("<p>Send it as Authorization: Bearer followed by your token</p>"),
      Exchanges.json("{}", "/x?next=%2Fexec%2Foverview"),
    ]
    let result = rule.judge(exchanges)
    #expect(result.verdict == .passed, "\(result.findings)")
  }

  @Test func marksOfARedactorCountInRecordings() {
    let result = rule.judge([Exchanges.json("{\"a\":\"[redacted:cfo token]\"}", status: 403)])
    #expect(result.verdict == .failed)
  }
}
