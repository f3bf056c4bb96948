import Bindings
import HTTPClient
import JSONTree
import Monitors
import Pages

extension Exchange {
  /// What monitors see of it: one exchange a hop, nothing redacted, nothing cut.
  ///
  /// What goes to other hosts than the target's is none of theirs, the control port's least of all.
  func observed(
    check: String, actor: ObservedExchange.Actor, kind: ObservedExchange.Kind, on instance: Instance
  ) -> [ObservedExchange] {
    var result: [ObservedExchange] = []
    var url = request.url
    var method = request.method
    func add(_ status: Int?, _ headers: [HTTPField], _ body: [UInt8], _ duration: Int) {
      let number = first + result.count
      let isFirst = result.isEmpty
      result.append(
        ObservedExchange(
          check: check, number: number, actor: actor, kind: kind, method: method, url: url.text,
          requestHeaders: request.headers.observed, requestBody: isFirst ? sentBody : [],
          status: status, headers: headers.observed,
          body: isShown(status, headers) ? [] : body, duration: duration, instance: instance.id,
          isOfBrowser: account != nil))
    }
    let hops = self.result.hops
    for hop in hops {
      add(hop.status, hop.headers, hop.body, 0)
      url = (try? hop.url.resolving(hop.location)) ?? url
      // RFC 9110, sections 15.4.2 to 15.4.4, as browsers have it.
      if hop.status == 303 || hop.status < 303 && method == "POST" { method = "GET" }
    }
    switch self.result {
    case .success(let response):
      add(response.status, response.headers, response.body, hops.isEmpty ? duration : 0)
    case .failure: add(nil, [], [], 0)
    }
    return result.filter { exchange in
      (try? HTTPURL(exchange.url))?.hasSameOrigin(as: instance.baseURL) ?? false
    }
  }

  /// Whether it is left to the page that a browser shows: as scripts have left it, and once.
  private func isShown(_ status: Int?, _ headers: [HTTPField]) -> Bool {
    guard let account, let type = headers.firstValue(of: "Content-Type")?.lowercased() else {
      return false
    }
    let isHTML = type.hasPrefix("text/html") || type.hasPrefix("application/xhtml+xml")
    return isHTML && (account.purpose == .document || (status ?? 0) < 400)
  }

  /// What was sent, without files.
  private var sentBody: [UInt8] {
    switch request.body {
    case .none, .file: return []
    case .bytes(let bytes): return bytes
    case .multipart(let parts):
      var sent: [UInt8] = []
      for part in parts {
        if case .bytes(let bytes) = part.content { sent += bytes + [0x0A] }
      }
      return sent
    }
  }
}

extension [HTTPField] {
  fileprivate var observed: [ObservedExchange.Header] { map { .init($0.name, $0.value) } }
}

extension CheckRun {
  /// Shows an exchange to the monitors.
  mutating func watch(_ exchange: Exchange, kind: ObservedExchange.Kind, isOwnSession: Bool) {
    guard let monitors = services.monitors else { return }
    for cookie in trail.note(exchange.actor, exchange.result, of: exchange.request)
    where cookie.httpOnly {
      services.sink.redactor.add(cookie.value, name: "cookie \(cookie.name)")
    }
    let account = exchange.account
    // What a page is made of is nothing that it says.
    guard account?.purpose != .asset else { return }
    let isKnown =
      account == nil
      ? trail.isKnown(exchange.actor) : trail.isKnown(inBrowser: exchange.actor)
    let actor = services.observedActor(exchange.actor, isKnown: isOwnSession && isKnown)
    for var observed in exchange.observed(check: key, actor: actor, kind: kind, on: instance) {
      observed.isProbe = isProbe
      monitors.observe(observed)
    }
  }
}

extension RunServices {
  /// An actor as monitors know it; somebody who has signed in has a role, be it only a name.
  func observedActor(_ name: String, isKnown: Bool) -> ObservedExchange.Actor {
    guard name != ActorBinding.anonymousName, let actor = configuration.bindings.actors[name] else {
      return .init(name: name, role: nil, tenants: [], isKnown: isKnown)
    }
    return .init(name: name, role: actor.role ?? name, tenants: actor.tenants, isKnown: isKnown)
  }
}
