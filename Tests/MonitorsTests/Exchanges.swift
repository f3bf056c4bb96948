import Monitors

/// Exchanges for tests, with what they do not say left at its simplest.
enum Exchanges {
  static func json(
    _ body: String, _ path: String = "/api/v1/x", status: Int = 200, method: String = "GET",
    actor: ObservedExchange.Actor = .cfo, headers: [ObservedExchange.Header] = [],
    requestHeaders: [ObservedExchange.Header] = [], requestBody: String = ""
  ) -> ObservedExchange {
    make(
      body, "application/json; charset=utf-8", path, status: status, method: method, actor: actor,
      headers: headers, requestHeaders: requestHeaders, requestBody: requestBody)
  }

  static func page(
    _ body: String, _ path: String = "/page", status: Int = 200,
    actor: ObservedExchange.Actor = .cfo, headers: [ObservedExchange.Header] = []
  ) -> ObservedExchange {
    make(
      "<!DOCTYPE html><html lang=en><head><title>T</title></head><body>\(body)</body></html>",
      "text/html; charset=utf-8", path, status: status, method: "GET", actor: actor,
      headers: headers, kind: .page)
  }

  static func make(
    _ body: String, _ type: String, _ path: String, status: Int, method: String = "GET",
    actor: ObservedExchange.Actor = .cfo, headers: [ObservedExchange.Header] = [],
    requestHeaders: [ObservedExchange.Header] = [], requestBody: String = "",
    kind: ObservedExchange.Kind = .api, duration: Int = 1000, number: Int = 1
  ) -> ObservedExchange {
    ObservedExchange(
      check: "journey/check", number: number, actor: actor, kind: kind, method: method,
      url: "http://127.0.0.1:8080\(path)", requestHeaders: requestHeaders,
      requestBody: Array(requestBody.utf8), status: status,
      headers: [.init("Content-Type", type)] + headers, body: Array(body.utf8), duration: duration)
  }
}

extension ObservedExchange.Actor {
  static let cfo = Self(name: "cfo", role: "ROLE_CFO", tenants: nil)
  static let manager = Self(name: "manager", role: "ROLE_VP", tenants: ["t2"])
  static let nobody = Self(name: "anonymous", role: nil, tenants: [])
}

extension MonitorRule {
  /// What the rule has to say about a few exchanges.
  func judge(
    _ exchanges: [ObservedExchange], applies: Applicability = Applicability()
  ) -> MonitorResult {
    var monitor = Monitor(id: "m", applies: applies, rule: self)
    for exchange in exchanges { monitor.observe(exchange) }
    return monitor.finish()
  }
}

extension WordList {
  static func standard(_ name: String) -> WordList {
    standard.first { $0.name == name } ?? WordList(name: name, phrases: [])
  }
}
