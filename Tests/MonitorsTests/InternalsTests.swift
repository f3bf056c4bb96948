import Monitors
import Testing

@Suite struct InternalsTests {
  private let rule = MonitorRule.internals(InternalsRule())

  @Test(arguments: [
    ("stack trace", "Traceback (most recent call last):"),
    ("stack trace", "at Exchange.run (Sources/Exchange.swift:42) thread 3"),
    ("stack trace", "\tat com.example.Foo.bar(Foo.java:42)"),
    ("stack trace", "at Object.<anonymous> (/srv/app/index.js:10:5)"),
    ("stack trace", "goroutine 12 [running]:"),
    ("SQL", "SELECT * FROM users WHERE id = 7"),
    ("SQL", "insert into audit (id) values (1)"),
    ("SQL", "UPDATE users SET role = 'x'"),
    ("message of a database or runtime", "SQLSTATE[42S02]: not found"),
    ("message of a database or runtime", "UNIQUE constraint failed: users.id"),
    ("network address", "Host 10.20.0.17:5432 was checked."),
    ("network address", "192.168.1.10"), ("network address", "upstream=172.16.4.4,"),
    ("key material", "-----BEGIN RSA PRIVATE KEY-----"),
    ("key material", "private_key = MIIEvQIBADANBgkqhkiG9w0"),
    ("message of a database or runtime", "psycopg2.errors.UndefinedTable: relation"),
    ("path of a file", "open /var/lib/app/data.db failed"),
    ("path of a file", "in \"/home/app/main.py\""), ("path of a file", "C:\\inetpub\\wwwroot"),
  ])
  func findsInternals(kind: String, text: String) {
    for exchange in [
      Exchanges.page("<pre>\(text.replacing("<", with: "&lt;"))</pre>"),
      Exchanges.json(
        "{\"m\":\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\t", with: "\\t"))\"}",
        status: 500),
      Exchanges.make(text, "text/plain", "/x", status: 200),
      Exchanges.page("<!-- \(text) -->"),
    ] where !(text.contains("-----") && exchange.body.contains(UInt8(ascii: "!"))) {
      let result = rule.judge([exchange])
      #expect(result.findings.contains { $0.rule == "no \(kind)" }, "\(text): \(result.findings)")
    }
  }

  @Test(arguments: [
    "Select a tenant from the list below.", "Update your settings at any time.",
    "Meet us at 10.30 or at 12.15.", "Version 10.2.0.1 is out", "v10.0.0.1", "1.2.3.4.5",
    "10,000 USD above 15 %", "8.8.8.8 is public", "exec.cost_optimization.read",
    "See /docs/usr/index", "Delete from the list", "A panic among traders: none",
    "Insert into the form what you know", "2026-03-02T09:00:47Z",
    "credentials.private_key", "aws_secret_access_key", "postgresql+psycopg2",
  ])
  func acceptsOrdinaryText(text: String) {
    for exchange in [
      Exchanges.page("<p>\(text)</p><select id=a><option>x</select>"),
      Exchanges.json("{\"m\":\"\(text)\"}"),
    ] {
      let result = rule.judge([exchange])
      #expect(result.findings.isEmpty, "\(text): \(result.findings)")
      #expect(result.judged == 1)
    }
  }

  @Test func aVersionIsNoAddress() {
    let result = rule.judge([Exchanges.json(#"{"contentVersion":"10.0.0.0","host":"10.0.0.1"}"#)])
    #expect(result.findings.map(\.place) == ["$.host"])
  }

  @Test func publicAddressesCountOnRequest() {
    let all = MonitorRule.internals(InternalsRule(details: [.addresses], addresses: .all))
    #expect(all.judge([Exchanges.json("{\"m\":\"8.8.8.8\"}")]).verdict == .failed)
  }

  @Test func theAddressThatWasAskedIsNothingNew() {
    #expect(rule.judge([Exchanges.page("See http://127.0.0.1:8080/x")]).verdict == .passed)
    #expect(rule.judge([Exchanges.page("See http://127.0.0.2:8080/x")]).verdict == .failed)
  }

  @Test func scriptsSayNothingToPeople() {
    let script = Exchanges.make("SELECT * FROM users", "text/javascript", "/a.js", status: 200)
    #expect(rule.judge([script]).verdict == .notExercised)
  }
}
