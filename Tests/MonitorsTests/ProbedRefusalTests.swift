import Monitors
import Testing

/// A probe's refusal says something about a role only where somebody with leave comes further.
@Suite struct ProbedRefusalTests {
  private func rule(_ route: String, nobody: Bool = false) throws -> MonitorRule {
    .access(
      AccessRule(
        matrix: AccessMatrix(
          rows: [
            AccessMatrix.Row(
              route: try #require(RoutePattern(route)), roles: nobody ? ["nobody"] : ["ROLE_CFO"])
          ], roles: ["ROLE_CFO", "ROLE_VP"],
          redirects: ["/sign-in", "/step-up"].compactMap(RoutePattern.init))))
  }

  /// `403`, or `303 /sign-in`; `page 403` came to a form.
  private func probe(
    _ answer: String, _ actor: ObservedExchange.Actor, method: String = "GET",
    path: String = "/costs/x", isProbe: Bool = true
  ) throws -> ObservedExchange {
    let words = answer.split(separator: " ").map(String.init)
    let isPage = words.first == "page"
    let status = try #require(words.dropFirst(isPage ? 1 : 0).first.flatMap { Int($0) })
    let target = words.last.flatMap { $0.hasPrefix("/") ? $0 : nil }
    var exchange = Exchanges.json(
      "{}", path, status: status, method: method, actor: actor,
      headers: (target.map { [.init("Location", $0)] } ?? [])
        + (words.contains("ends") ? [.init("Set-Cookie", "s=; Max-Age=0")] : []),
      requestHeaders: isPage || actor.role == nil ? [] : [.init("Authorization", "Bearer x")])
    exchange.kind = isPage ? .page : .api
    exchange.isProbe = isProbe
    return exchange
  }

  private func cell(
    _ rule: MonitorRule, _ exchanges: [ObservedExchange], column: Int = 1
  ) throws -> String {
    let result = rule.judge(exchanges)
    #expect(result.findings.isEmpty, "\(result.findings)")
    return try #require(result.table?.rows.first).cells[column]
  }

  @Test(arguments: [
    ("GET", "403", "200", "no 1"), ("GET", "403", "404", "no 1"), ("GET", "404", "200", "no 1"),
    ("GET", "303 /sign-in", "200", "no 1"), ("GET", "405", "500", "no 1"),
    ("POST", "403", "400", "no 1"), ("POST", "page 403", "page 303 /costs", "no 1"),
    ("POST", "page 303 /sign-in", "page 303 /step-up", "no 1"),
    ("POST", "page 303 /sign-in", "page 303 ends /sign-in", "no 1"),
    // Everybody is told the same.
    ("GET", "404", "404", "no ?"), ("GET", "403", "403", "no ?"), ("GET", "405", "404", "no ?"),
    ("POST", "page 403", "page 403", "no ?"), ("GET", "303 /sign-in", "303 /sign-in", "no ?"),
    // Whoever has leave was not signed in, or no page at all.
    ("GET", "403", "401", "no ?"), ("POST", "page 403", "400", "no ?"),
    ("POST", "page 303 /sign-in", "page 403", "no ?"),
    ("POST", "page 303 ends /sign-in", "page 303 ends /sign-in", "no ?"),
    // What is not read, or one request too many, is refused to nobody.
    ("POST", "415", "200", "no ?"), ("GET", "429", "200", "no ?"),
  ])
  func countsBesideSomebodyWithLeave(
    method: String, refused: String, allowed: String, expected: String
  ) throws {
    let rule = try rule("\(method) /costs/{id}")
    let exchanges = [
      try probe(refused, .manager, method: method), try probe(allowed, .cfo, method: method),
    ]
    #expect(try cell(rule, exchanges) == expected)
    #expect(try cell(rule, exchanges.reversed()) == expected)
    #expect(try cell(rule, [exchanges[0]]) == "no ?")
  }

  /// Who has signed in and sends no form's token is known all the same.
  @Test func nobodyIsToldToSignIn() throws {
    let rule = try rule("POST /costs/{id}")
    let allowed = try probe("page 403", .cfo, method: "POST")
    for (answer, expected) in [("303 /sign-in", "no 1"), ("401", "no 1"), ("403", "no ?")] {
      let refused = try probe(answer, .nobody, method: "POST")
      #expect(try cell(rule, [refused, allowed], column: 2) == expected)
    }
  }

  @Test func anotherAddressComparesWithNothing() throws {
    let refused = try probe("404", .manager)
    let allowed = try probe("200", .cfo, path: "/costs/7")
    #expect(try cell(try rule("GET /costs/{id}"), [refused, allowed]) == "no ?")
  }

  /// Checks show that a route without parameters is there.
  @Test(arguments: [
    ("GET", "404", "no 1"), ("POST", "403", "no 1"), ("POST", "page 403", "no ?"),
    ("POST", "page 303 /sign-in", "no 1"),
  ])
  func whatChecksWereServedCounts(method: String, refused: String, expected: String) throws {
    let served = try probe("200", .cfo, method: method, path: "/costs", isProbe: false)
    let refusal = try probe(refused, .manager, method: method, path: "/costs")
    #expect(try cell(try rule("\(method) /costs"), [served, refusal]) == expected)
  }

  @Test(arguments: [
    ("GET /costs/{id}", "403", "no 1"), ("GET /costs/{id}", "404", "no ?"),
    ("GET /costs/x", "404", "no 1"), ("POST /costs/x", "page 403", "no ?"),
    ("POST /costs/x", "405", "no 1"),
  ])
  func routesForNobodyAreRefusedOutright(route: String, refused: String, expected: String) throws {
    let refusal = try probe(refused, .manager, method: String(route.prefix { $0 != " " }))
    #expect(try cell(try rule(route, nobody: true), [refusal]) == expected)
  }

  @Test func theReasonIsTold() throws {
    let result = try rule("GET /costs/{id}").judge([
      try probe("404", .manager), try probe("404", .cfo), try probe("401", .nobody),
    ])
    #expect(
      result.reason == """
        1 of 3 cells of the matrix were not seen; not looked at: 1 refusals of requests that nobody \
        with leave is known to come further with
        """)
  }

  @Test func tokensAreThoseOfFormsThatPost() {
    let page = """
      <form><input type=hidden name=csrf value=a></form>
      <form method=POST><input type=hidden name=authenticity_token value=b><input type=hidden name=id value=7>
      <input name=token value=c><input type=hidden name=xsrf value=''></form>
      <form method=post><input type=HIDDEN name=authenticity_token value=d></form>
      """
    let fields = FormTokens.fields(in: Array(page.utf8))
    #expect(fields.map { "\($0.name)=\($0.value)" } == ["authenticity_token=b"])
  }
}
