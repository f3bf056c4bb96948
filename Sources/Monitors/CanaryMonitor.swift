import Markup

/// Values that belong to one tenant, and who must not see them.
package struct CanaryRule: Sendable {
  package struct Planted: Sendable, Hashable {
    package var tenant: String
    package var values: [String]

    package init(tenant: String, values: [String]) {
      self.tenant = tenant
      self.values = values
    }
  }

  /// Markers that the target's data carry; empty where they are derived.
  package var planted: [Planted]
  /// How values are tied to tenants where none are planted.
  package var derivation: CanaryDerivation?
  /// Actors that must see no tenant's markers, whatever their scope.
  package var outsiders: [String]

  package init(
    planted: [Planted] = [], derivation: CanaryDerivation? = nil, outsiders: [String] = []
  ) {
    self.planted = planted
    self.derivation = derivation
    self.outsiders = outsiders
  }
}

/// Looks for one tenant's markers in what people outside of that tenant are sent.
///
/// Body, headers and redirects are searched in all encodings, whatever the status. What the request
/// itself carried is an echo and no leak: an address that a link led to was judged with its page. The
/// address that a browser shows may be a script's doing and is judged.
struct CanaryMonitor: Watching {
  private let rule: CanaryRule
  private let search: CanarySearch
  private var derived: DerivedCanaries?

  init(_ rule: CanaryRule) {
    self.rule = rule
    search = CanarySearch(rule.planted)
    derived = rule.derivation.map { DerivedCanaries($0) }
  }

  let subject = "an answer to somebody outside a tenant"

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    guard view.exchange.hasAnswer, view.exchange.actor.isKnown else { return }
    let scope = scope(of: view.exchange.actor)
    derived?.observe(view, scope: scope)
    guard !search.isEmpty, search.hasForeign(to: scope) else { return }
    report.count()
    search.judge(view, scope: scope, &report)
  }

  mutating func finish(_ report: inout MonitorReport) {
    derived?.finish(&report)
  }

  /// The tenants that an actor may see; `nil` for all.
  private func scope(of actor: ObservedExchange.Actor) -> [String]? {
    rule.outsiders.contains(actor.name) ? [] : actor.tenants
  }
}

/// Finds markers in the parts of an exchange.
struct CanarySearch: Sendable {
  private struct Form: Sendable {
    var tenant: String
    var value: String
    var encoding: CanaryForms.Encoding
  }

  /// Of so many values the place in a body is looked for.
  private static let mostPlaces = 50

  private let matcher: MultiMatcher
  private let forms: [Form]
  private let tenants: Set<String>
  private let before = JudgedBefore()

  init(_ planted: [CanaryRule.Planted]) {
    var patterns: [[UInt8]] = []
    var forms: [Form] = []
    for tenant in planted {
      for value in tenant.values {
        for (encoding, bytes) in CanaryForms.all(of: value) {
          patterns.append(bytes)
          forms.append(Form(tenant: tenant.tenant, value: value, encoding: encoding))
        }
      }
    }
    matcher = MultiMatcher(patterns)
    self.forms = forms
    tenants = Set(planted.filter { !$0.values.isEmpty }.map(\.tenant))
  }

  var isEmpty: Bool { forms.isEmpty }

  func hasForeign(to scope: [String]?) -> Bool {
    guard let scope else { return false }
    return !tenants.isSubset(of: scope)
  }

  func judge(_ view: ExchangeView, scope: [String]?, _ report: inout MonitorReport) {
    guard let scope else { return }
    let exchange = view.exchange
    var echoed: Set<String>?
    var told: Set<String> = []
    func tell(_ found: Set<Int>, _ report: inout MonitorReport, _ place: (Form) -> String) {
      for number in found.sorted() {
        let form = forms[number]
        if echoed == nil { echoed = requested(exchange) }
        guard echoed?.contains(form.value) == false, told.insert(form.value).inserted else {
          continue
        }
        report.add(
          view, place(form), rule: "no value of tenant \(form.tenant)",
          found: "\(form.value)\(form.encoding.words)")
      }
    }
    // What the request carried is told of nobody.
    let circumstances: [AnyHashable] = [scope, exchange.kind, exchange.url, exchange.requestBody]
    before.judge(view.bodyKey(with: circumstances), &report) { report in
      for layer in view.layers {
        tell(foreign(in: layer, scope), &report) { form in
          told.count > Self.mostPlaces
            ? "the body" : CanaryPlace.inBody(view, form.value) ?? "the body"
        }
      }
    }
    for header in exchange.headers {
      for layer in EscapeDecoding.layers(of: Array(header.value.utf8)) {
        tell(foreign(in: layer, scope), &report) { _ in "header \(header.name)" }
      }
    }
    guard exchange.kind == .browser else { return }
    for layer in EscapeDecoding.layers(of: Array(exchange.url.utf8)) {
      tell(foreign(in: layer, scope), &report) { _ in "the address" }
    }
  }

  /// The places in ``forms`` of what stands in a text and belongs to none of the tenants.
  private func foreign(in bytes: [UInt8], _ scope: [String]) -> Set<Int> {
    var found: Set<Int> = []
    matcher.forEach(in: bytes) { match in
      let form = forms[match.pattern]
      if !scope.contains(form.tenant), isExact(match, form, bytes) { found.insert(match.pattern) }
      return true
    }
    return found
  }

  /// Base64 has digits that differ in case alone.
  private func isExact(_ match: MultiMatcher.Match, _ form: Form, _ bytes: [UInt8]) -> Bool {
    guard form.encoding == .base64 else { return true }
    let pattern = matcher.patterns[match.pattern]
    return bytes[(match.end - pattern.count)..<match.end].elementsEqual(pattern)
  }

  /// The values that the request carries.
  private func requested(_ exchange: ObservedExchange) -> Set<String> {
    var values: Set<String> = []
    let texts =
      (exchange.kind == .browser ? [] : [Array(exchange.url.utf8)]) + [exchange.requestBody]
    for text in texts {
      for layer in EscapeDecoding.layers(of: text) {
        matcher.forEach(in: layer) { match in
          values.insert(forms[match.pattern].value)
          return true
        }
      }
    }
    return values
  }
}

/// Tells where in a body a value stands.
enum CanaryPlace {
  static func inBody(_ view: ExchangeView, _ value: String) -> String? {
    let matcher = MultiMatcher([Array(value.utf8)])
    var place: Int?
    matcher.forEach(in: view.texts.bytes) { match in
      place = match.end - 1
      return false
    }
    if let place { return view.name(of: view.texts.places[view.texts.text(at: place)]) }
    guard let tree = view.tree else { return nil }
    for (place, node) in tree.nodes.enumerated() {
      for attribute in node.attributes where matcher.isFound(in: Array(attribute.value.utf8)) {
        return "\(tree.path(of: place))/@\(attribute.name)"
      }
    }
    return nil
  }
}
