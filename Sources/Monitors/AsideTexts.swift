import JSONTree
import Markup

/// What an answer tells whoever looks behind it: names of members, attributes and hidden parts of a
/// page, data for scripts; header fields.
///
/// Nobody reads it as wording, and everybody can.
enum AsideTexts {
  /// Attributes that say how something looks or fits together, and nothing of a system.
  private static let plain: Set<String> = [
    "class", "style", "id", "for", "name", "type", "rel", "lang", "role", "d", "points", "viewbox",
    "transform", "integrity", "nonce", "method", "width", "height", "fill", "stroke",
  ]

  static func of(_ view: ExchangeView) -> ShownTexts {
    var texts = ShownTexts()
    if let json = view.json { names(in: json, &texts) }
    if let tree = view.tree { asides(of: tree, &texts) }
    return texts
  }

  static func headers(of exchange: ObservedExchange) -> ShownTexts {
    var texts = ShownTexts()
    guard exchange.tellsHeaders else { return texts }
    for (number, header) in exchange.headers.enumerated() where !header.value.isEmpty {
      texts.append(header.value, .header(number))
    }
    return texts
  }

  /// Each name once.
  private static func names(in json: JSONValue, _ texts: inout ShownTexts) {
    var seen: Set<String> = []
    for (path, name, _) in JSONStrings.members(of: json) where seen.insert(name).inserted {
      texts.append(name, .json(path))
    }
  }

  private static func asides(of tree: MarkupTree, _ texts: inout ShownTexts) {
    var hiddenUntil = 0
    for (place, node) in tree.nodes.enumerated() {
      switch node.kind {
      case .document: break
      case .text:
        if place < hiddenUntil { texts.append(node.text, .element(node.parent, nil)) }
      case .element:
        let isData = node.name == "script" && node["type"]?.hasSuffix("json") == true
        if isData || node.name == "template" || PageText.isHidden(node) {
          hiddenUntil = max(hiddenUntil, node.end)
        }
        for attribute in node.attributes
        where !attribute.value.isEmpty && !plain.contains(attribute.name) {
          texts.append(attribute.value, .element(place, attribute.name))
        }
      }
    }
  }
}

/// Header fields that tell what a system is made of, or were meant for its makers.
enum DebugHeaders {
  /// Whose value counts only where it holds a version.
  private static let versioned: Set<String> = ["server", "via", "x-generator"]
  private static let names: Set<String> = [
    "x-powered-by", "x-aspnet-version", "x-aspnetmvc-version", "x-runtime-version", "x-upstream",
    "x-served-by", "x-host", "x-hostname", "x-node", "x-build-host",
  ]
  private static let beginnings = [
    "x-debug", "x-backend", "x-upstream-", "x-pod", "x-container", "x-instance", "x-sql", "x-query",
    "x-exception", "x-stack", "x-php-", "x-error-detail", "x-profiler", "x-env", "x-database",
    "x-db-",
  ]

  static func all(
    in headers: [ObservedExchange.Header]
  ) -> [(header: ObservedExchange.Header, rule: String)] {
    headers.compactMap { header in
      guard let first = header.name.utf8.first.map(ASCII.lower),
        first == UInt8(ascii: "x") || first == UInt8(ascii: "s") || first == UInt8(ascii: "v")
      else { return nil }
      let name = ASCII.lowercased(header.name)
      if versioned.contains(name) {
        return hasVersion(header.value) ? (header, "no version of a program") : nil
      }
      guard names.contains(name) || beginnings.contains(where: name.hasPrefix) else { return nil }
      return (header, "no header for debugging")
    }
  }

  /// A product with its version, such as `nginx/1.25` or `Drupal 10`; `Via` begins with that of the
  /// protocol (RFC 9110, section 7.6.3).
  private static func hasVersion(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
    return bytes.indices.dropFirst().contains { place in
      let before = bytes[place - 1]
      return ASCII.isDigit(bytes[place])
        && (before == UInt8(ascii: "/")
          || before == 0x20 && place > 1
            && ASCII.isLetter(bytes[place - 2]))
    }
  }
}
