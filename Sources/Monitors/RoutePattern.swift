/// Which requests are meant: `GET /api/v1/tenants/{id}/summary`, `/exec/**`, `GET,POST /x/*`.
///
/// A segment in braces or `*` stands for any one segment, `**` at the end for any number of them,
/// none included. Without a method all are meant.
package struct RoutePattern: Sendable, Hashable {
  private enum Segment: Sendable, Hashable {
    case literal(String)
    /// Text before and after a `*`.
    case wild(prefix: String, suffix: String)
    case parameter(String)
  }

  package let text: String
  /// Empty for all.
  package let methods: [String]
  private let segments: [Segment]
  private let takesRest: Bool

  /// - Returns: `nil` where the text is no pattern.
  package init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard let path = words.last, words.count <= 2, path.hasPrefix("/") else { return nil }
    var methods: [String] = []
    if words.count == 2, words[0] != "*" {
      methods = words[0].split(separator: ",").map(String.init)
      let areMethods = methods.allSatisfy { method in
        method.utf8.allSatisfy { 0x41...0x5A ~= $0 }
      }
      guard !methods.isEmpty, areMethods else { return nil }
    }
    var parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
      .map(String.init)
    let takesRest = parts.last == "**"
    if takesRest { parts.removeLast() }
    var segments: [Segment] = []
    for part in parts {
      guard !part.contains("**"), let segment = Self.segment(part) else { return nil }
      segments.append(segment)
    }
    self.text = text
    self.methods = methods
    self.takesRest = takesRest
    self.segments = segments
  }

  private static func segment(_ part: String) -> Segment? {
    if part.hasPrefix("{"), part.hasSuffix("}") {
      let name = part.dropFirst().dropLast()
      return name.isEmpty || name.contains("{") ? nil : .parameter(String(name))
    }
    guard let star = part.firstIndex(of: "*") else {
      return part.contains("{") || part.contains("}") ? nil : .literal(part)
    }
    let suffix = part[part.index(after: star)...]
    guard !suffix.contains("*") else { return nil }
    return .wild(prefix: String(part[..<star]), suffix: String(suffix))
  }

  /// How precise it is: literal segments count, a rest does not.
  package var precision: Int {
    segments.reduce(takesRest ? 0 : 1) { sum, segment in
      switch segment {
      case .literal: sum + 4
      case .wild: sum + 3
      case .parameter: sum + 2
      }
    }
  }

  package func matches(method: String, path: String) -> Bool {
    takes(method) && parameters(of: path) != nil
  }

  package func takes(_ method: String) -> Bool {
    methods.isEmpty || methods.contains(method)
  }

  /// The segments that stand for parameters; `nil` where the path does not match.
  package func parameters(of path: String) -> [String: String]? {
    var values: [String: String] = [:]
    var rest = path.utf8.dropFirst()[...]
    var isAtEnd = false
    for (place, segment) in segments.enumerated() {
      if isAtEnd { return nil }
      // The root itself has one empty segment.
      if place > 0, rest.isEmpty, !endsWithSlash(path) { return nil }
      let part = rest.prefix { $0 != UInt8(ascii: "/") }
      let text = String(Substring(part))
      switch segment {
      case .literal(let literal): guard text == literal else { return nil }
      case .wild(let prefix, let suffix):
        guard text.utf8.count >= prefix.utf8.count + suffix.utf8.count, text.hasPrefix(prefix),
          text.hasSuffix(suffix)
        else { return nil }
      case .parameter(let name):
        guard !text.isEmpty else { return nil }
        values[name] = text
      }
      isAtEnd = part.endIndex == rest.endIndex
      rest = isAtEnd ? rest[rest.endIndex...] : rest[rest.index(after: part.endIndex)...]
    }
    return isAtEnd || takesRest || segments.isEmpty && rest.isEmpty ? values : nil
  }

  private func endsWithSlash(_ path: String) -> Bool { path.utf8.last == UInt8(ascii: "/") }
}

/// Which exchanges a monitor is about.
package struct Applicability: Sendable, Hashable {
  /// Empty for all; so are the others.
  package var routes: [RoutePattern] = []
  package var actors: [String] = []
  package var kinds: [ObservedExchange.Kind] = []
  package var statuses: [ClosedRange<Int>] = []
  package var exceptRoutes: [RoutePattern] = []
  package var exceptActors: [String] = []

  package init() {}

  func includes(_ view: ExchangeView) -> Bool {
    let exchange = view.exchange
    if !actors.isEmpty, !actors.contains(exchange.actor.name) { return false }
    if exceptActors.contains(exchange.actor.name) { return false }
    if !kinds.isEmpty, !kinds.contains(exchange.kind) { return false }
    if !statuses.isEmpty, !statuses.contains(where: { $0.contains(view.status) }) { return false }
    func isAny(of routes: [RoutePattern]) -> Bool {
      routes.contains { $0.matches(method: exchange.method, path: view.path) }
    }
    if !routes.isEmpty, !isAny(of: routes) { return false }
    return exceptRoutes.isEmpty || !isAny(of: exceptRoutes)
  }
}
