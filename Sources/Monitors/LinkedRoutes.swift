import Markup

/// The routes that pages of a run lead to, by links, forms and frames.
struct LinkedRoutes {
  private struct Route: Hashable {
    var method: String
    var path: String
  }

  private static let most = 20_000

  /// Each with the first exchange that it was seen in, by check and number.
  private var routes: [Route: ObservedExchange] = [:]
  private var isCut = false
  /// What pages that were read lead to.
  private var pages: [Int: [Route]] = [:]

  var count: Int { routes.count }

  mutating func take(_ view: ExchangeView) {
    guard view.content == .html else { return }
    let key = view.bodyKey(with: view.exchange.url)
    let found = pages[key] ?? Self.routes(on: view)
    if pages.count < Self.most { pages[key] = found }
    for route in found { note(route, view) }
  }

  private static func routes(on view: ExchangeView) -> [Route] {
    guard let tree = view.tree,
      !tree.nodes.contains(where: { $0.name == "base" && $0["href"] != nil })
    else { return [] }
    var routes: [Route] = []
    func note(_ reference: String?, _ method: String) {
      guard let reference, let path = path(of: ASCII.trimmed(reference), on: view) else { return }
      routes.append(Route(method: method, path: path))
    }
    for (place, node) in tree.nodes.enumerated() where node.kind == .element {
      switch node.name {
      case "a", "area": note(node["href"], "GET")
      case "iframe", "frame": note(node["src"], "GET")
      case "form": note(node["action"] ?? "", method(node["method"]))
      case "button", "input":
        guard let action = node["formaction"] else { continue }
        let form = form(around: place, tree)
        note(action, method(node["formmethod"] ?? form?["method"]))
      default: break
      }
    }
    return routes
  }

  private static func method(_ text: String?) -> String {
    ASCII.lowercased(text ?? "") == "post" ? "POST" : "GET"
  }

  private static func form(around place: Int, _ tree: MarkupTree) -> MarkupTree.Node? {
    var parent = tree.nodes[place].parent
    while parent > 0 {
      if tree.nodes[parent].name == "form" { return tree.nodes[parent] }
      parent = tree.nodes[parent].parent
    }
    return nil
  }

  private mutating func note(_ route: Route, _ view: ExchangeView) {
    if let known = routes[route] {
      let exchange = view.exchange
      guard (exchange.check, exchange.number) < (known.check, known.number) else { return }
    } else if routes.count >= Self.most {
      isCut = true
      return
    }
    routes[route] = view.exchange.outline
  }

  /// The path of the same target that a reference means (RFC 3986, section 5.2); `nil` for others.
  private static func path(of reference: String, on view: ExchangeView) -> String? {
    let bare = String(reference.prefix { $0 != "#" })
    guard !bare.isEmpty || reference.isEmpty else { return nil }
    let path = bare.prefix { $0 != "?" }
    if path.hasPrefix("//") || path.contains("://") {
      let base = view.exchange.url
      guard let start = base.firstRange(of: "://")?.upperBound else { return nil }
      let authority = base[start...].prefix { !"/?#".contains($0) }
      let origin = base[..<start] + authority
      let absolute =
        path.hasPrefix("//") ? base.prefix { $0 != "/" } + String(path) : String(path)
      guard absolute.hasPrefix(origin) else { return nil }
      let rest = absolute.dropFirst(origin.count)
      guard rest.isEmpty || rest.hasPrefix("/") else { return nil }
      return rest.isEmpty ? "/" : withoutDots(String(rest))
    }
    // Another scheme, such as `mailto:`.
    if let colon = path.firstIndex(of: ":"), !path[..<colon].contains("/") { return nil }
    if path.isEmpty { return view.path }
    if path.hasPrefix("/") { return withoutDots(String(path)) }
    let folder = view.path.lastIndex(of: "/").map { view.path[...$0] } ?? "/"
    return withoutDots(String(folder) + String(path))
  }

  private static func withoutDots(_ path: String) -> String {
    guard path.contains("/.") else { return path }
    var parts: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for (number, segment) in segments.enumerated() {
      let isLast = number == segments.count - 1
      switch segment {
      case ".": if isLast { parts.append("") }
      case "..":
        _ = parts.popLast()
        if isLast { parts.append("") }
      default: parts.append(segment)
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  mutating func judge(_ matrix: AccessMatrix, _ report: inout MonitorReport) {
    if isCut { report.skip("links beyond the bound of what is kept") }
    let ordered = routes.sorted { ($0.key.path, $0.key.method) < ($1.key.path, $1.key.method) }
    for (route, exchange) in ordered
    where matrix.row(method: route.method, path: RequestPath(route.path)) == nil {
      report.add(
        exchange, "\(route.method) \(route.path)", rule: "a row in the matrix",
        found: "a page leads there, and the matrix has no such route")
    }
    routes = [:]
    pages = [:]
  }
}
