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
    ("path of a file", "D:\\apps\\costs\\web.config"), ("path of a file", "/app/data/costs.sqlite"),
    ("path of a file", "open /proc/self/environ"), ("path of a file", "/Users/ann/costs/run.log"),
    ("path of a file", "see node_modules/express"), ("path of a file", "in (/data/models/cost.py)"),
    ("stack trace", "Index out of range in Cost.swift:42"),
    ("stack trace", "3  app  0x00007ff8a1b2"),
    ("stack trace", "thread 'main' panicked at src/main.rs:4:5"),
    ("stack trace", "TypeError: Cannot read properties of undefined"),
    ("stack trace", "in Costs.Sum() in Cost.cs:line 12"), ("stack trace", "... 23 more"),
    ("stack trace", "** (RuntimeError) no costs"),
    ("SQL", "SELECT id, `name` FROM users u LEFT JOIN roles"),
    ("SQL", "select tenant_id from costs"),
    ("SQL", "... WHERE tenant_id = ?"), ("SQL", "PRAGMA table_info(costs)"),
    ("message of a database or runtime", "SQLite error 19: FOREIGN KEY constraint failed"),
    ("message of a database or runtime", "no such table: costs - while executing `x`"),
    ("message of a database or runtime", "Unexpectedly found nil while unwrapping an Optional"),
    ("message of a database or runtime", "ERROR: relation \"costs\" does not exist"),
    ("message of a database or runtime", "The operation failed. (App.CostError error 3.)"),
    ("message of a database or runtime", "near \"FORM\": syntax error"),
    ("message of a database or runtime", "dial tcp x:5432: connect: connection refused"),
    ("message of a database or runtime", "[Errno 111] refused"),
    ("message of a database or runtime", "served by nginx/1.25.3"),
    ("message of a database or runtime", "open: ENOENT"),
    ("network address", "fe80::1ff:fe23:4567:890a"),
    ("network address", "[fd12:3456:789a::1]:8080"),
    ("network address", "peer ::1 refused"), ("network address", "upstream=[::1]:5432"),
    ("network address", "host:fd00::7: timed out"), ("network address", "fe80::1%eth0"),
    ("network address", "::ffff:10.0.0.5"), ("network address", "::ffff:0a00:0005"),
    ("network address", "100.64.0.7"), ("network address", "0:0:0:0:0:0:0:1"),
    ("connection string", "postgres://costs@db/costs"),
    ("connection string", "redis://cache:6379/0"),
    ("connection string", "https://ann:hunter2@costs.example/x"),
    ("connection string", "jdbc:oracle:thin:@x"), ("connection string", "host=db dbname=costs"),
    ("name of an inner host", "db-1.internal"),
    ("name of an inner host", "costs.prod.svc.cluster.local"),
    ("name of an inner host", "http://costs.svc:8080/x"),
    ("name of an inner host", "nas.local refused"),
    ("name of an inner host", "ip-10-0-0-5 is down"), ("name of an inner host", "localhost:5432"),
    ("name of an inner host", "asked Costs.Corp."), ("environment variable", "PATH=/usr/local/bin"),
    ("environment variable", "COSTS_DB_PASSWORD=hunter2"),
    ("environment variable", "KUBERNETES_PORT is set"),
    ("environment variable", "NODE_ENV=production"),
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
    "From 12:30:45 to 13:00", "00:1A:2b:3C:4d:5E", "00:11:22:33:44:55:66:77",
    "fd:00:fe:80:1a:2b:3c:4d",
    "20:01:0D:B8:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00",
    "fd00e1b2c3d4fe80a1b2c3d4e5f60718", "Costs::Report and a::b", "ratio 1::2", "1:2:3:4:5:6:7:8",
    "std::string", "16:9", "::before", "HOME: Overview", "You have no leave: PATH = none",
    "Error: the code is wrong", "No internal details.", "internal, local and corporate",
    "costs.internal.read", ".env.local", "The local. Then more.", "Locally.internalised",
    "Select cost, revenue or alerts from the list", "Where cost = revenue", "join us left or right",
    "www.example.rs:8080/x", "https://example.test/app/costs.html", "/exec/overview.csv",
    "/api/v1/x.json", "the connection was refused", "Permission denied", "... 20 rows more",
    "0x1a2b3c4d", "#0 of 12", "me@example.test:80", "mailto:ann@example.test",
    "a process and a host",
    "TOKEN=…", "Server: 3 of 4 healthy", "3:00 is 4/5", "redis://, rediss:// and mongodb+srv://",
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

  private func console(_ text: String) -> ObservedExchange {
    Exchanges.make(text, "text/plain", "/page#console", status: 200, kind: .browser)
  }

  /// A browser names the scripts that it was sent.
  @Test(arguments: [
    "http://127.0.0.1:8080/a.js?v=1 1:31494 Uncaught TypeError: jQuery(...).effect is not a function",
    "Error: 401\n    at Object.onResponse (http://127.0.0.1:8080/v2/a-2lOs.js:1:8729)",
    "at async y (https://127.0.0.1:8080/js.php:12:20)\nUncaught (in promise) RangeError: x",
  ])
  func whatABrowserSaysOfScriptsIsNoTrace(text: String) {
    let result = rule.judge([console(text)])
    #expect(result.findings.isEmpty, "\(result.findings)")
  }

  @Test(arguments: [
    "http://127.0.0.1:8080/a.js 1:2 goroutine 7 [running]:",
    "Error: at Costs.read(Costs.java:71)", "http://127.0.0.1:8080/x failed in Sums.swift:17:3",
  ])
  func tracesOfAServerOnAConsoleAreFound(text: String) {
    let result = rule.judge([console(text)])
    #expect(result.findings.map(\.rule) == ["no stack trace"], "\(result.findings)")
  }

  @Test func aHeaderIsFoundOnce() {
    let result = rule.judge([Exchanges.json("{}", headers: [.init("X-Powered-By", "PHP/8.2.36")])])
    #expect(result.findings.map(\.rule) == ["no header for debugging"])
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
    #expect(rule.judge([script]).verdict == .passed)
  }

  @Test(arguments: [
    (#"{"10.0.0.7":"up"}"#, #"$["10.0.0.7"]"#), (#"{"a":[{"DATABASE_URL=x":1}]}"#, "$.a[0]"),
    (#"{"a": [{"b": {"db-1.internal": 1}}]}"#, "$.a[0].b"),
  ])
  func namesOfMembersAreLookedAt(body: String, place: String) {
    let result = rule.judge([Exchanges.json(body)])
    #expect(result.findings.first?.place.hasPrefix(place) == true, "\(result.findings)")
  }

  @Test(arguments: [
    ("<p data-upstream='10.0.0.7'>x</p>", "/html/body/p/@data-upstream"),
    ("<meta content='db-1.internal'>", "/html/body/meta/@content"),
    ("<div hidden><p>at fe80::1</p></div>", "/html/body/div/p"),
    ("<input type=hidden value='/var/lib/costs/x'>", "/html/body/input/@value"),
    ("<script type='application/json'>{\"db\":\"redis://cache\"}</script>", "/html/body/script"),
  ])
  func whatPagesHideIsLookedAt(markup: String, place: String) {
    let result = rule.judge([Exchanges.page(markup)])
    #expect(result.findings.map(\.place) == [place], "\(result.findings)")
  }

  @Test(arguments: [
    ("Server", "nginx/1.25.3"), ("Server", "Microsoft-IIS/10.0"), ("X-Powered-By", "Express"),
    ("X-Debug-Token", "4f2a"), ("X-AspNet-Version", "4.0"), ("X-Served-By", "web-1"),
    ("Via", "1.1 varnish (Varnish/7.1)"), ("X-Node", "10.0.0.7"), ("X-Note", "db-1.internal"),
    ("Location", "http://10.0.0.7/x"), ("Server-Timing", #"db;desc="SELECT * FROM costs""#),
  ])
  func headersAreLookedAt(name: String, value: String) {
    let answer = Exchanges.json("", status: 302, headers: [.init(name, value)])
    let result = rule.judge([answer])
    #expect(result.findings.map(\.place).contains("header \(name)"), "\(result.findings)")
  }

  @Test(arguments: [
    ("Server", "costs"), ("Via", "1.1 proxy"), ("Date", "Mon, 02 Mar 2026 09:00:47 GMT"),
    ("ETag", #""fd00-12:30""#), ("Alt-Svc", #"h3=":443"; ma=86400"#), ("X-Request-Id", "req-1"),
    ("Set-Cookie", "s=abc; Path=/; HttpOnly"), ("Location", "http://127.0.0.1:8080/x"),
    ("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'"),
    ("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
  ])
  func acceptsOrdinaryHeaders(name: String, value: String) {
    let result = rule.judge([Exchanges.json("{}", headers: [.init(name, value)])])
    #expect(result.findings.isEmpty, "\(result.findings)")
  }

  @Test(arguments: ["costs.corp.internal", "localhost", "[fd00::7]"])
  func theNameThatWasAskedIsNothingNew(host: String) {
    func page(_ text: String) -> ObservedExchange {
      var page = Exchanges.page(text)
      page.url = "http://\(host):8080/x"
      return page
    }
    let own = rule.judge([page("<a href='http://\(host):8080/y'>http://\(host):8080/</a>")])
    #expect(own.verdict == .passed, "\(own.findings)")
    #expect(rule.judge([page("db.other.internal")]).verdict == .failed)
    #expect(rule.judge([page("http://[fd00::8]:8080")]).verdict == .failed)
  }

  /// A body made of triggers is looked at as far as the bound goes, and the rest is told.
  @Test func whatIsNotLookedAtIsTold() {
    let body = String(repeating: "/a/.log select x_y ", count: 100_000)
    let result = rule.judge([Exchanges.make(body, "text/plain", "/x", status: 200)])
    #expect(!result.unjudged.isEmpty)
  }
}
