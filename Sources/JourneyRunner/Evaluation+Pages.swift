import Bindings
import HTTPClient
import JSONTree
import Pages
import Queries

extension Evaluation {
  /// What a query finds on a page.
  ///
  /// - Parameter allowsSeveral: Whether a locator may match more than one element.
  func value(
    of query: QueryBinding, on view: PageView, allowsSeveral: Bool
  ) throws(Problem) -> QueryValue {
    switch query {
    case .url: return .string(Self.place(view.url, base: base))
    case .title: return .string(view.title)
    case .text: return .string(view.text ?? "")
    case .dialogs: return .json(.array(view.dialogs.map(JSONValue.string)))
    case .status:
      guard let status = view.status else {
        throw .undecided("the browser does not tell the status of the page")
      }
      return .int(status)
    case .console:
      guard let console = view.console else {
        throw .undecided("the driver has no console; `--pages webdriver` does")
      }
      return .json(.array(console.map(JSONValue.string)))
    case .cookie(let name, let attribute):
      return try cookie(named: try text(name), attribute, in: view)
    case .element(let binding, let property):
      return try elements(
        try locator(of: query), property, on: view,
        allowsSeveral: allowsSeveral || binding.kind == .css || binding.kind == .xpath)
    case .css, .xpath:
      return try elements(try locator(of: query), .text, on: view, allowsSeveral: true)
    case .header, .redirects, .ip, .certificate, .version, .json:
      throw .undecided("a page does not tell this; a `request` does")
    case .body, .bytes, .sha256, .md5, .regex, .duration, .variable:
      // These look at the document as if it had been received.
      throw .undecided("the document was not asked for")
    }
  }

  private func locator(of query: QueryBinding) throws(Problem) -> Locator {
    do {
      if let locator = try query.locator(lookup) { return locator }
    } catch {
      throw .undecided(Self.message(of: error))
    }
    throw .undecided("the query has no locator")
  }

  /// The element that an expectation is about, where the page has none: `a button 'Save'`.
  func missingElement(of expectation: Expectation) -> String? {
    guard case .page(let view?) = observation.source,
      let locator = try? expectation.query.locator(lookup), view.found[locator]?.isEmpty == true
    else { return nil }
    if case .element(_, .count) = expectation.query { return nil }
    let text = "\(locator)"
    return (text.first.map { "aeiou".contains($0) } == true ? "an " : "a ") + text
  }

  private func elements(
    _ locator: Locator, _ property: ElementProperty, on view: PageView, allowsSeveral: Bool
  ) throws(Problem) -> QueryValue {
    if let problem = view.problems[locator] { throw .undecided(problem) }
    let found = view.found[locator] ?? []
    if case .count = property { return .int(found.count) }
    guard found.count <= 1 || allowsSeveral else {
      let names = found.prefix(5).map {
        "\($0.role) '\($0.name.isEmpty ? $0.text.firstLine : $0.name)'"
      }
      throw .undecided(
        "\(found.count) elements are \(locator): \(names.joined(separator: ", ")); say which with "
          + "`nth`, `within` or `exact`, or `all: true` for each of them")
    }
    // Selectors give lists, on pages as on responses; a person's locator means one element.
    if found.count == 1, !(property.word == nil && locator.isSelector) {
      return property.value(of: found[0])
    }
    let values = found.compactMap { element -> JSONValue? in
      if case .json(let value) = property.value(of: element) { value } else { nil }
    }
    return values.isEmpty ? .missing : .nodes(values)
  }

  private func cookie(
    named name: String, _ attribute: String?, in view: PageView
  ) throws(Problem) -> QueryValue {
    guard let cookie = view.cookies?.last(where: { $0.name == name }) else { return .missing }
    switch attribute?.lowercased() ?? "value" {
    case "value": return .string(cookie.value)
    case "expires": return cookie.expiresAt.map(QueryValue.int) ?? .missing
    case "domain": return .string(cookie.domain)
    case "path": return .string(cookie.path)
    case "samesite": return cookie.sameSite.map(QueryValue.string) ?? .missing
    case "secure": return cookie.secure ? .json(true) : .missing
    case "httponly": return cookie.httpOnly ? .json(true) : .missing
    default: throw .undecided("pages do not tell '\(attribute ?? "")' of a cookie")
    }
  }

  /// Where a page is as bindings name it: below the target by path, query and fragment, elsewhere whole.
  static func place(_ address: String, base: HTTPURL) -> String {
    guard let url = try? HTTPURL(address), url.hasSameOrigin(as: base) else { return address }
    let scheme = address.firstRange(of: "://")?.upperBound ?? address.startIndex
    guard let slash = address[scheme...].firstIndex(where: { "/?#".contains($0) }) else {
      return "/"
    }
    var path = String(address[slash...])
    let prefix = base.path.hasSuffix("/") ? String(base.path.dropLast()) : base.path
    if !prefix.isEmpty, path.hasPrefix(prefix + "/") { path.removeFirst(prefix.count) }
    return path.hasPrefix("/") ? path : "/" + path
  }
}

extension ElementProperty {
  fileprivate func value(of element: PageElement) -> QueryValue {
    switch self {
    case .text: .string(element.text)
    case .value: element.value.map(QueryValue.string) ?? .missing
    case .name: .string(element.name)
    case .count: .int(1)
    case .state:
      .json(.array(element.states.map(\.rawValue).sorted().map(JSONValue.string)))
    case .attribute(let name):
      element.attributes[name.lowercased()].map(QueryValue.string) ?? .missing
    }
  }
}

extension String {
  fileprivate var firstLine: String {
    ExcerptRedaction.start(of: String(prefix { $0 != "\n" }), upTo: 60)
  }
}

extension Locator {
  fileprivate var isSelector: Bool { kind == .css || kind == .xpath }
}
