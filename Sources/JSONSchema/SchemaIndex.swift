import JSONTree

/// Where the schemas, resources and anchors of a document are; places are JSON Pointers from its root.
struct SchemaIndex {
  struct Resource {
    /// The base URI without a fragment.
    var uri: String
    var location: String
    /// Places by the names of `$dynamicAnchor`.
    var dynamicAnchors: [String: String] = [:]
  }

  let document: JSONValue
  private(set) var resources: [Resource] = []
  private var resourcesByURI: [String: Int] = [:]
  /// Places by `URI#name`.
  private var anchors: [String: String] = [:]
  /// The schemas that were found and the resource of each.
  private var schemas: [ExactString: (schema: JSONValue, resource: Int)] = [:]

  private static let maximumSchemas = 50_000
  private static let maximumLocation = 10_000

  init(_ document: JSONValue) throws(SchemaSyntaxError) {
    self.document = document
    resources = [Resource(uri: "", location: "")]
    resourcesByURI[""] = 0
    try scan(document, at: "", in: 0)
  }

  // MARK: Finding schemas

  static let singles = [
    "not", "if", "then", "else", "items", "contains", "additionalProperties", "propertyNames",
    "unevaluatedItems", "unevaluatedProperties",
  ]
  static let lists = ["allOf", "anyOf", "oneOf", "prefixItems"]
  static let maps = [
    "properties", "patternProperties", "$defs", "definitions", "dependentSchemas",
  ]

  /// Registers a schema and those inside of it; recurses as deep as the document nests.
  private mutating func scan(
    _ schema: JSONValue, at location: String, in resource: Int
  ) throws(SchemaSyntaxError) {
    guard schemas[ExactString(location)] == nil else { return }
    guard schemas.count < Self.maximumSchemas, location.utf8.count <= Self.maximumLocation else {
      throw SchemaSyntaxError(
        message: "the document holds more schemas, or deeper ones, than are read",
        location: String(location.prefix(100)))
    }
    guard case .object(let object) = schema else {
      schemas[ExactString(location)] = (schema, resource)
      return
    }
    let resource = try enter(object, at: location, in: resource)
    schemas[ExactString(location)] = (schema, resource)
    try registerAnchors(of: object, at: location, in: resource)
    for key in Self.singles {
      if let inner = object[key] { try scan(inner, at: location + "/" + key, in: resource) }
    }
    for key in Self.lists {
      for (place, inner) in (object[key]?.arrayValue ?? []).enumerated() {
        try scan(inner, at: "\(location)/\(key)/\(place)", in: resource)
      }
    }
    for key in Self.maps {
      for (name, inner) in object[key]?.objectValue?.pairs ?? [] {
        try scan(inner, at: "\(location)/\(key)/\(Self.escaped(name))", in: resource)
      }
    }
  }

  /// The resource that a schema begins, or the one around it.
  private mutating func enter(
    _ object: JSONObject, at location: String, in outer: Int
  ) throws(SchemaSyntaxError) -> Int {
    if let dialect = object["$schema"] {
      let known = ["https", "http"].map { "\($0)://json-schema.org/draft/2020-12/schema" }
      guard let text = dialect.stringValue,
        known.contains(where: { text == $0 || text == $0 + "#" })
      else {
        throw SchemaSyntaxError(
          message: "only the draft 2020-12 is supported, not \(dialect.excerpt)",
          location: location + "/$schema")
      }
    }
    guard let id = object["$id"] else { return outer }
    guard let text = id.stringValue else {
      throw SchemaSyntaxError(message: "$id must be a string", location: location + "/$id")
    }
    let uri = URIReference(text).resolved(against: URIReference(resources[outer].uri))
    guard uri.fragment?.isEmpty ?? true else {
      throw SchemaSyntaxError(message: "$id has a fragment", location: location + "/$id")
    }
    let number = location.isEmpty ? 0 : resources.count
    if number == 0 {
      resources[0].uri = uri.absolute
    } else {
      guard resourcesByURI[uri.absolute] == nil else {
        throw SchemaSyntaxError(
          message: "the $id \(uri.absolute) is used twice", location: location + "/$id")
      }
      resources.append(Resource(uri: uri.absolute, location: location))
    }
    resourcesByURI[uri.absolute] = number
    return number
  }

  private mutating func registerAnchors(
    of object: JSONObject, at location: String, in resource: Int
  ) throws(SchemaSyntaxError) {
    for key in ["$anchor", "$dynamicAnchor"] {
      guard let anchor = object[key] else { continue }
      guard let name = anchor.stringValue, !name.isEmpty, !name.contains("/"), !name.contains("#")
      else {
        throw SchemaSyntaxError(message: "\(key) must be a name", location: "\(location)/\(key)")
      }
      anchors[resources[resource].uri + "#" + name] = location
      if key == "$dynamicAnchor" { resources[resource].dynamicAnchors[name] = location }
    }
  }

  // MARK: Looking up

  func resource(of location: String) -> Int { schemas[ExactString(location)]?.resource ?? 0 }

  func schema(at location: String) -> JSONValue? { schemas[ExactString(location)]?.schema }

  /// The place that a reference means, seen from a resource.
  mutating func target(
    of reference: String, from resource: Int, at location: String
  ) throws(SchemaSyntaxError) -> String {
    let uri = URIReference(reference).resolved(against: URIReference(resources[resource].uri))
    guard let number = resourcesByURI[uri.absolute] else {
      throw SchemaSyntaxError(
        message: "“\(reference)” is not in this document, and nothing is fetched",
        location: location)
    }
    guard let fragment = uri.fragment, !fragment.isEmpty else { return resources[number].location }
    guard let name = Self.percentDecoded(fragment) else {
      throw SchemaSyntaxError(message: "“\(reference)” is no URI", location: location)
    }
    guard name.utf8.first == UInt8(ascii: "/") else {
      if let place = anchors[uri.absolute + "#" + name] { return place }
      throw SchemaSyntaxError(message: "no anchor is called “\(name)”", location: location)
    }
    let place = resources[number].location + name
    guard let schema = value(at: place) else {
      throw SchemaSyntaxError(message: "there is nothing at “\(reference)”", location: location)
    }
    try scan(schema, at: place, in: owner(around: place))
    return place
  }

  private func owner(around place: String) -> Int {
    var place = place[...]
    while let slash = place.utf8.lastIndex(of: UInt8(ascii: "/")) {
      place = place[..<slash]
      if let found = schemas[ExactString(String(place))] { return found.resource }
    }
    return 0
  }

  /// What a JSON Pointer (RFC 6901) finds.
  private func value(at location: String) -> JSONValue? {
    var value = document
    // Bytes are split, since a slash and a combining mark after it are one Character.
    let tokens = location.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for token in tokens.dropFirst().map({ Substring($0) }) {
      switch value {
      case .object(let object):
        guard let member = object[Self.unescaped(token)] else { return nil }
        value = member
      case .array(let elements):
        guard let place = Int(token), elements.indices.contains(place), String(place) == token
        else { return nil }
        value = elements[place]
      default: return nil
      }
    }
    return value
  }

  static func escaped(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
      return token
    }
    var result = String.UnicodeScalarView()
    for scalar in token.unicodeScalars {
      switch scalar {
      case "~": result += "~0".unicodeScalars
      case "/": result += "~1".unicodeScalars
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func unescaped(_ token: Substring) -> String {
    var result = String.UnicodeScalarView()
    var isEscape = false
    for scalar in token.unicodeScalars {
      if isEscape {
        result.append(scalar == "0" ? "~" : scalar == "1" ? "/" : scalar)
        isEscape = false
      } else if scalar == "~" {
        isEscape = true
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func percentDecoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      guard digits.count == 2, digits.allSatisfy(\.isHexDigit),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
