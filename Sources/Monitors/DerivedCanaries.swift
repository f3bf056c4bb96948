import JSONTree

/// How values are tied to tenants where nobody planted markers.
package struct CanaryDerivation: Sendable {
  /// Routes whose parameter `{tenant}` says which tenant their answer is about.
  package var routes: [RoutePattern]
  /// Names of JSON members that are never taken as markers, with `*`.
  package var ignoring: [String]

  package init(routes: [RoutePattern], ignoring: [String] = []) {
    self.routes = routes
    self.ignoring = ignoring
  }
}

/// Derives markers: values that are hard to guess and that only one tenant's own answers hold.
///
/// An answer is a tenant's own when its address names that tenant and the reader may see it, or when
/// the reader's scope is that one tenant. What is suspicious is known only at the end, so answers to
/// people with a limited scope are kept until then, up to a bound.
struct DerivedCanaries: Sendable {
  private static let mostBytes = 32 << 20
  private static let mostValues = 20_000

  private let derivation: CanaryDerivation
  /// The tenants whose own answers hold a value.
  private var owners: [String: Set<String>] = [:]
  private var kept: [(exchange: ObservedExchange, scope: [String])] = []
  private var bytes = 0
  private var isCut = false

  init(_ derivation: CanaryDerivation) { self.derivation = derivation }

  mutating func observe(_ view: ExchangeView, scope: [String]?) {
    let exchange = view.exchange
    if view.isSuccess, let tenant = tenant(of: view, scope) { learn(view, tenant) }
    guard let scope, !exchange.body.isEmpty else { return }
    bytes += exchange.body.count
    guard bytes <= Self.mostBytes else {
      isCut = true
      return
    }
    kept.append((exchange, scope))
  }

  private func tenant(of view: ExchangeView, _ scope: [String]?) -> String? {
    for route in derivation.routes where route.takes(view.exchange.method) {
      guard let tenant = route.parameters(of: view.path)?["tenant"] else { continue }
      return scope?.contains(tenant) == false ? nil : tenant
    }
    return scope?.count == 1 ? scope?[0] : nil
  }

  private mutating func learn(_ view: ExchangeView, _ tenant: String) {
    let texts = view.texts
    for text in 0..<texts.count {
      switch texts.places[text] {
      case .json(let path):
        let name = path.name ?? ""
        guard !derivation.ignoring.contains(where: { Wildcard.matches($0, name) }) else { continue }
      case .piece, .element, .header: break
      // What has no structure tells no tenant's values from others.
      case .comment, .whole: continue
      }
      for word in Markers.all(in: texts.bytes[texts.range(of: text)]) { add(word, tenant) }
    }
  }

  private mutating func add(_ word: String, _ tenant: String) {
    guard owners.count < Self.mostValues || owners[word] != nil else {
      isCut = true
      return
    }
    owners[word, default: []].insert(tenant)
  }

  mutating func finish(_ report: inout MonitorReport) {
    var own: [String: [String]] = [:]
    for (value, tenants) in owners where tenants.count == 1 {
      own[tenants.first ?? "", default: []].append(value)
    }
    let search = CanarySearch(
      own.sorted { $0.key < $1.key }.map { .init(tenant: $0.key, values: $0.value.sorted()) })
    if isCut { report.skip("beyond the bound of what is kept for derived markers") }
    guard !search.isEmpty else { return }
    for (exchange, scope) in kept where search.hasForeign(to: scope) {
      report.count()
      search.judge(ExchangeView(exchange), scope: scope, &report)
    }
    kept = []
  }
}

/// Words that nobody guesses: at least ten characters with letters and digits mixed, and no date.
enum Markers {
  static func all(in bytes: ArraySlice<UInt8>) -> [String] {
    bytes.split { !isPart($0) }.compactMap { word in
      guard 10...200 ~= word.count else { return nil }
      let digits = word.count { ASCII.isDigit($0) }
      let letters = word.count { ASCII.isLetter($0) }
      let isTime = word.first.map(ASCII.isDigit) == true && letters <= 2
      return digits >= 3 && letters >= 3 && !isTime ? String(decoding: word, as: UTF8.self) : nil
    }
  }

  /// Letters beyond ASCII count as such.
  private static func isPart(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || byte >= 0x80
  }
}
