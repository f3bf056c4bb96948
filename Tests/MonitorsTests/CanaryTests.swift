import Digests
import Monitors
import Testing

@Suite struct CanaryTests {
  private let canary = "cnry_8c1f938a4232da0d"
  private var rule: MonitorRule {
    .canaries(
      CanaryRule(planted: [
        .init(tenant: "t1", values: [canary]),
        .init(tenant: "t2", values: ["cnry_aaaa938a4232bbbb"]),
      ]))
  }

  private func percent(_ text: String) -> String {
    text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func entities(_ text: String) -> String {
    text.unicodeScalars.map { "&#\($0.value);" }.joined()
  }

  private func escapes(_ text: String) -> String {
    text.unicodeScalars.map { "\\u00" + String($0.value, radix: 16) }.joined()
  }

  private var forms: [(String, String)] {
    let bytes = Array(canary.utf8)
    var forms: [(String, String)] = [
      ("raw", canary), ("upper", canary.uppercased()), ("percent", percent(canary)),
      ("twice", percent(percent(canary))), ("entities", entities(canary)),
      ("json", escapes(canary)), ("hex", Digest.hexadecimal(bytes)),
      ("soft", "cnry_8c1f\u{AD}938a4232da0d"), ("joined", "cnry_8c1f\u{200B}938a4232da0d"),
      ("base64", Base64.encode(bytes)),
      ("base64 of upper", Base64.encode(Array(canary.uppercased().utf8))),
    ]
    for shift in 1...3 {
      let padded = Array("abc".utf8.prefix(shift)) + bytes + Array("xyz".utf8.prefix(shift))
      forms.append(("base64 +\(shift)", Base64.encode(padded)))
      forms.append(("base64url +\(shift)", Base64.encode(padded, isForURLs: true)))
      forms.append(("percent of base64", percent(Base64.encode(padded))))
    }
    return forms
  }

  @Test func findsEveryEncodingInBodies() {
    #expect(forms.count > 15)
    for (name, form) in forms {
      for exchange in [
        Exchanges.json("{\"a\":\"x \(form) y\"}", actor: .manager),
        Exchanges.page("<a href='/x?q=\(form)'>y</a>", actor: .manager),
        Exchanges.make("a,\(form)", "text/csv", "/x", status: 403, actor: .manager),
        Exchanges.json(
          "{}", status: 303, actor: .manager, headers: [.init("Location", "/x?\(form)")]),
      ] {
        let result = rule.judge([exchange])
        #expect(result.verdict == .failed, "\(name)")
        #expect(result.findings.first?.found.hasPrefix(canary) == true)
        #expect(result.findings.count == 1)
      }
    }
  }

  @Test func namesThePlace() {
    let body = rule.judge([Exchanges.json("{\"a\":[{\"b\":\"\(canary)\"}]}", actor: .manager)])
    #expect(body.findings[0].place == "$.a[0].b")
    #expect(body.findings[0].rule == "no value of tenant t1")
    let link = rule.judge([Exchanges.page("<p><a href='/x/\(canary)'>y</a></p>", actor: .manager)])
    #expect(link.findings[0].place.hasPrefix("/html/body/p/a/@href"))
    let header = rule.judge([
      Exchanges.json("{}", status: 302, actor: .manager, headers: [.init("Location", "/\(canary)")])
    ])
    #expect(header.findings[0].place == "header Location")
  }

  @Test func ownTenantsAndAllTenantsMaySee() {
    let own = Exchanges.json("{\"a\":\"cnry_aaaa938a4232bbbb\"}", actor: .manager)
    #expect(rule.judge([own]).verdict == .passed)
    let all = Exchanges.json("{\"a\":\"\(canary)\"}")
    #expect(rule.judge([all]).verdict == .notExercised)
    let visitor = Exchanges.json("{\"a\":\"\(canary)\"}", actor: .nobody)
    #expect(rule.judge([visitor]).verdict == .failed)
  }

  @Test func outsidersSeeNothing() {
    let rule = MonitorRule.canaries(
      CanaryRule(planted: [.init(tenant: "t1", values: [canary])], outsiders: ["cfo"]))
    #expect(rule.judge([Exchanges.json("{\"a\":\"\(canary)\"}")]).verdict == .failed)
  }

  @Test func echoesAreNoLeaks() {
    let echo = Exchanges.json("{\"q\":\"\(canary)\"}", "/x?q=\(canary)", actor: .manager)
    #expect(rule.judge([echo]).verdict == .passed)
    let posted = Exchanges.json(
      "{\"q\":\"\(canary)\"}", method: "POST", actor: .manager, requestBody: "{\"q\":\"\(canary)\"}"
    )
    #expect(rule.judge([posted]).verdict == .passed)
  }

  @Test func binaryBodiesAreSkippedAndHeadersAreNot() {
    let image = Exchanges.make(
      canary, "image/png", "/x", status: 200, actor: .manager,
      headers: [.init("ETag", "\"\(canary)\"")])
    let result = rule.judge([image])
    #expect(result.findings.map(\.place) == ["header ETag"])
  }

  @Test func derivesMarkersFromWhatOnlyOneTenantHas() {
    let rule = MonitorRule.canaries(
      CanaryRule(
        derivation: CanaryDerivation(
          routes: [RoutePattern("GET /tenants/{tenant}/**")].compactMap { $0 })))
    func own(_ tenant: String, _ value: String) -> ObservedExchange {
      Exchanges.json(
        "{\"ref\":\"\(value)\",\"plan\":\"plan-a1b2c3d4e5\"}", "/tenants/\(tenant)/summary")
    }
    let learned = [own("t1", "ref-9f8e7d6c5b"), own("t2", "ref-1a2b3c4d5e")]
    let clean = Exchanges.json(
      "{\"ref\":\"ref-1a2b3c4d5e\",\"plan\":\"plan-a1b2c3d4e5\"}", "/x", actor: .manager)
    let leak = Exchanges.json(
      "{\"n\":\"\(Base64.encode(Array("ref-9f8e7d6c5b".utf8)))\"}", "/x", status: 403,
      actor: .manager)
    #expect(rule.judge(learned + [clean]).verdict == .passed)
    let result = rule.judge([leak] + learned)
    #expect(result.findings.map(\.found) == ["ref-9f8e7d6c5b, in base64"])
    #expect(rule.judge([clean]).verdict == .notExercised)
  }
}
