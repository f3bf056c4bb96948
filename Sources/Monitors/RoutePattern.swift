/// Which requests are meant: `GET /api/v1/tenants/{id}/summary`, `/exec/**`, `GET,POST /x/*`.
///
/// A segment in braces or `*` stands for any one segment, `**` at the end for any number of them,
/// none included. Without a method all are meant.
package struct RoutePattern: Sendable, Hashable {
  private enum Segment: Sendable, Hashable {
    case literal([UInt8])
    /// Bytes before and after a `*`.
    case wild(prefix: [UInt8], suffix: [UInt8])
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
      return part.contains("{") || part.contains("}") ? nil : .literal(Array(part.utf8))
    }
    let suffix = part[part.index(after: star)...]
    guard !suffix.contains("*") else { return nil }
    return .wild(prefix: Array(part[..<star].utf8), suffix: Array(suffix.utf8))
  }

  /// Whether it takes more than one path.
  var hasParameters: Bool {
    takesRest
      || segments.contains { segment in
        if case .literal = segment { false } else { true }
      }
  }

  /// A path that it takes, with `x` for every parameter and for the rest.
  var placeholder: String {
    let parts = segments.map { segment in
      switch segment {
      case .literal(let text): String(decoding: text, as: UTF8.self)
      case .wild(let prefix, let suffix):
        String(decoding: prefix + [UInt8(ascii: "x")] + suffix, as: UTF8.self)
      case .parameter: "x"
      }
    }
    return "/" + (takesRest ? parts + ["x"] : parts).joined(separator: "/")
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
    matches(method: method, RequestPath(path))
  }

  func matches(method: String, _ path: RequestPath) -> Bool {
    matches(path) && takes(method)
  }

  package func takes(_ method: String) -> Bool {
    methods.isEmpty || methods.contains(method)
  }

  func matches(_ path: RequestPath) -> Bool {
    let count = path.segments.count
    // Before `**` the path may end, as the root does, which has one empty segment.
    if segments.isEmpty, takesRest { return true }
    guard takesRest ? count >= segments.count : count == segments.count else { return false }
    for index in segments.indices {
      let part = path.segments[index]
      switch segments[index] {
      case .literal(let literal):
        guard part.count == literal.count, part.elementsEqual(literal) else { return false }
      case .wild(let prefix, let suffix):
        guard part.count >= prefix.count + suffix.count, part.starts(with: prefix),
          part.suffix(suffix.count).elementsEqual(suffix)
        else { return false }
      case .parameter: guard !part.isEmpty else { return false }
      }
    }
    return true
  }

  /// The segments that stand for parameters; `nil` where the path does not match.
  package func parameters(of path: String) -> [String: String]? {
    let path = RequestPath(path)
    guard matches(path) else { return nil }
    var values: [String: String] = [:]
    for (segment, part) in zip(segments, path.segments) {
      if case .parameter(let name) = segment {
        values[name] = String(decoding: part, as: UTF8.self)
      }
    }
    return values
  }
}

/// A path taken apart once, to be compared with many patterns.
struct RequestPath: Sendable {
  /// Between the slashes; the root has one empty segment.
  let segments: [ArraySlice<UInt8>]

  init(_ path: String) {
    segments = Array(path.utf8).dropFirst()
      .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
  }
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
  /// Keys of checks, without what names an example or a driver.
  package var exceptChecks: [String] = []

  package init() {}

  func includes(_ view: ExchangeView) -> Bool {
    let exchange = view.exchange
    if !actors.isEmpty, !actors.contains(exchange.actor.name) { return false }
    if exceptActors.contains(exchange.actor.name) { return false }
    if !exceptChecks.isEmpty, exceptChecks.contains(exchange.checkWithoutSuffix) { return false }
    if !kinds.isEmpty, !kinds.contains(exchange.kind) { return false }
    // A browser does not tell the status of what it shows.
    if !statuses.isEmpty, let status = exchange.status ?? (exchange.kind == .browser ? nil : 0),
      !statuses.contains(where: { $0.contains(status) })
    {
      return false
    }
    func isAny(of routes: [RoutePattern]) -> Bool {
      routes.contains { $0.matches(method: exchange.method, view.route) }
    }
    if !routes.isEmpty, !isAny(of: routes) { return false }
    return exceptRoutes.isEmpty || !isAny(of: exceptRoutes)
  }
}
