import JSONSchema
package import JSONTree

/// The operations of an OpenAPI 3.1 document and the schemas of their answers.
///
/// References are resolved within the document. Schemas are compiled when they are first needed.
package struct OpenAPIDocument: Sendable {
  struct Operation: Sendable {
    var name: String
    var responses: JSONObject
  }

  enum Answer: Sendable {
    case schema(Schema)
    /// Documented without a schema.
    case any
    case undocumentedStatus(known: [String])
    case undocumentedType(known: [String])
    case unusable(String)
  }

  package struct Invalid: Error, Sendable {
    /// One sentence without a full stop.
    package let message: String
  }

  private struct Path: Sendable {
    var pattern: RoutePattern
    var operations: [String: Operation]
  }

  private let document: JSONValue
  private let isStrict: Bool
  private let base: String
  private var paths: [Path] = []
  private var compiled: [String: Answer] = [:]

  private static let methods = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
  ]

  /// - Parameter isStrict: Whether members that a schema does not name count as undocumented where
  ///   the schema leaves it open.
  /// - Parameter base: The path under which the target serves the document's paths, where its first
  ///   server does not tell.
  package init(
    _ document: JSONValue, isStrict: Bool = true, base: String? = nil
  ) throws(Invalid) {
    guard let version = document["openapi"]?.stringValue, version.hasPrefix("3.") else {
      throw Invalid(message: "it is no OpenAPI 3 document")
    }
    self.document = version.hasPrefix("3.0") ? SchemaDialect.modernized(document) : document
    self.isStrict = isStrict
    let base = base.map(Self.withoutSlash) ?? Self.basePath(of: document)
    self.base = base
    for (path, item) in self.document["paths"]?.objectValue?.pairs ?? [] {
      guard let pattern = RoutePattern(base + Self.patternText(path)) else { continue }
      let item = resolved(item)
      var operations: [String: Operation] = [:]
      for method in Self.methods {
        guard let operation = item[method] else { continue }
        let name = method.uppercased()
        operations[name] = Operation(
          name: "\(name) \(path)", responses: operation["responses"]?.objectValue ?? JSONObject())
      }
      paths.append(Path(pattern: pattern, operations: operations))
    }
    guard !paths.isEmpty else { throw Invalid(message: "it names no paths") }
    // Concrete paths go before templated ones (OpenAPI 3.1, section 4.8.8.2).
    paths.sort { $0.pattern.precision > $1.pattern.precision }
  }

  /// Whether an answer is a document of an API, which has no place among what it documents.
  static func isOne(_ json: JSONValue?) -> Bool {
    let version = json?["openapi"] ?? json?["swagger"]
    return version?.stringValue != nil && json?["paths"]?.objectValue != nil
  }

  /// The path of the first server, without a slash at its end.
  private static func basePath(of document: JSONValue) -> String {
    guard let url = document["servers"]?.arrayValue?.first?["url"]?.stringValue else { return "" }
    let path = url.hasPrefix("/") ? url : URLParts.pathAndQuery(of: url).path
    return withoutSlash(path)
  }

  private static func withoutSlash(_ path: String) -> String {
    path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// A path template as a pattern: a parameter within a segment stands for any characters.
  private static func patternText(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
      guard segment.contains("{"), !(segment.hasPrefix("{") && segment.hasSuffix("}")) else {
        return String(segment)
      }
      let before = segment.prefix { $0 != "{" }
      let after = segment.reversed().prefix { $0 != "}" }.reversed()
      return before + "*" + String(after)
    }.joined(separator: "/")
  }

  /// The routes of the document, as patterns with their method.
  package var routes: [RoutePattern] {
    paths.flatMap { path in
      path.operations.keys.sorted().compactMap { RoutePattern("\($0) \(path.pattern.text)") }
    }
  }

  /// Whether it speaks of a path at all: what is served beside its base is no part of the API.
  func covers(_ path: String) -> Bool { path == base || path.hasPrefix(base + "/") }

  func operation(method: String, path: RequestPath) -> Operation? {
    for candidate in paths where candidate.pattern.matches(path) {
      if let operation = candidate.operations[method] { return operation }
    }
    return nil
  }

  /// What is documented for an answer; its schema is compiled once.
  mutating func answer(of operation: Operation, status: Int, type: String) -> Answer {
    let key = "\(operation.name) \(status) \(type)"
    if let answer = compiled[key] { return answer }
    let answer = find(operation, status, type)
    compiled[key] = answer
    return answer
  }

  private func find(_ operation: Operation, _ status: Int, _ type: String) -> Answer {
    let range = "\(status / 100)XX"
    guard
      let response = operation.responses["\(status)"] ?? operation.responses[range]
        ?? operation.responses["default"]
    else { return .undocumentedStatus(known: operation.responses.keys) }
    let content = resolved(response)["content"]?.objectValue ?? JSONObject()
    guard !content.isEmpty else { return .any }
    let matching =
      content.pairs.first { Self.bare($0.key) == type }
      ?? content.pairs.first { Wildcard.matches($0.key, type) }
    guard let matching else { return .undocumentedType(known: content.keys) }
    guard let schema = matching.value["schema"], type.hasSuffix("json") else { return .any }
    return compile(schema)
  }

  /// A media type without its parameters.
  private static func bare(_ type: String) -> String {
    ASCII.lowercased(ASCII.trimmed(type.prefix { $0 != ";" }))
  }

  /// A schema sees the document's components, so that its references find them.
  private func compile(_ schema: JSONValue) -> Answer {
    guard case .object(var object) = schema else { return .any }
    let components = document["components"] ?? .object(JSONObject())
    object["components"] =
      isStrict ? SchemaDialect.closed(components: components) : components
    let whole = JSONValue.object(object)
    do throws(SchemaSyntaxError) {
      return .schema(try Schema.parse(isStrict ? SchemaDialect.closed(whole) : whole))
    } catch {
      return .unusable("\(error.message) at \(error.location)")
    }
  }

  /// What a reference within the document means; other values stand for themselves.
  private func resolved(_ value: JSONValue) -> JSONValue {
    var value = value
    for _ in 0..<10 {
      guard let reference = value["$ref"]?.stringValue, reference.hasPrefix("#/") else {
        return value
      }
      var target = document
      for token in reference.dropFirst(2).split(separator: "/") {
        let name = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
        guard let next = target[name] else { return value }
        target = next
      }
      value = target
    }
    return value
  }
}
