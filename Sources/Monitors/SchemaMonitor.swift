package import JSONSchema
import JSONTree

/// What answers of an API must look like.
package struct SchemaRule: Sendable {
  package enum Source: Sendable {
    case openAPI(OpenAPIDocument)
    /// One schema for the successful answers of each route.
    case routes([(route: RoutePattern, schema: Schema)])
  }

  package var source: Source

  package init(source: Source) { self.source = source }
}

/// Judges every JSON answer against the schema that is published for it.
///
/// With an OpenAPI document, routes, statuses and media types that it does not know are findings too.
/// A path that the target itself does not know (404, 405), or refuses to speak of (401, 403), is no
/// route, nor is where the document itself is.
struct SchemaMonitor: Watching {
  private var source: SchemaRule.Source
  private let before = JudgedBefore()

  init(_ rule: SchemaRule) { source = rule.source }

  let subject = "an answer in JSON"

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    guard view.exchange.tellsHeaders, view.exchange.method != "HEAD" else { return }
    switch source {
    case .routes(let routes): judge(view, routes, &report)
    case .openAPI(var document):
      judge(view, &document, &report)
      source = .openAPI(document)
    }
  }

  private func judge(
    _ view: ExchangeView, _ routes: [(route: RoutePattern, schema: Schema)],
    _ report: inout MonitorReport
  ) {
    guard view.isSuccess else { return }
    let exchange = view.exchange
    for (number, (route, schema)) in routes.enumerated()
    where route.matches(method: exchange.method, view.route) {
      before.judge(view.bodyKey(with: number), &report) { judge(view, schema, &$0) }
    }
  }

  private func judge(
    _ view: ExchangeView, _ document: inout OpenAPIDocument, _ report: inout MonitorReport
  ) {
    guard let operation = document.operation(method: view.exchange.method, path: view.route) else {
      guard view.content == .json, ![401, 403, 404, 405].contains(view.status),
        document.covers(view.path), !OpenAPIDocument.isOne(view.json)
      else { return }
      report.count()
      report.add(
        view, "\(view.exchange.method) \(view.path)", rule: "a documented route",
        found: "none in the OpenAPI document")
      return
    }
    switch document.answer(of: operation, status: view.status, type: mediaType(of: view)) {
    case .undocumentedStatus(let known):
      report.count()
      report.add(
        view, "the status", rule: "a documented status of \(operation.name)",
        found: "\(view.status); documented are \(known.joined(separator: ", "))")
    case .undocumentedType(let known):
      guard view.content != .none else { return }
      report.count()
      report.add(
        view, "header Content-Type",
        rule: "a documented media type of \(operation.name) \(view.status)",
        found: "\(mediaType(of: view)); documented are \(known.joined(separator: ", "))")
    case .unusable(let message):
      report.problem = "the schema of \(operation.name) \(view.status): \(message)"
    case .any: break
    case .schema(let schema):
      before.judge(view.bodyKey(with: "\(operation.name) \(view.status)"), &report) {
        judge(view, schema, &$0)
      }
    }
  }

  private func judge(_ view: ExchangeView, _ schema: Schema, _ report: inout MonitorReport) {
    guard view.content != .none else { return }
    guard !view.isLarge else { return report.skip("too large to be held against a schema") }
    report.count()
    guard let json = view.json else {
      report.add(view, "the body", rule: "JSON", found: "something that cannot be read as JSON")
      return
    }
    do {
      for violation in try schema.violations(of: json).prefix(20) {
        report.add(
          view, Self.path(ofPointer: violation.instanceLocation), rule: "as its schema says",
          found: "it \(violation.message)")
      }
    } catch {
      report.skip("beyond what a schema may ask for")
    }
  }

  private func mediaType(of view: ExchangeView) -> String {
    let value = view.exchange.headers.first("Content-Type") ?? ""
    return ASCII.lowercased(ASCII.trimmed(value.prefix { $0 != ";" }))
  }

  /// `$.data.items[0]` of `/data/items/0`.
  static func path(ofPointer pointer: String) -> String {
    pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().reduce("$") {
      path, token in
      let name = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
      if !name.isEmpty, name.utf8.allSatisfy(ASCII.isDigit) { return path + "[\(name)]" }
      return path
        + (JSONStrings.isPlain(name) ? ".\(name)" : "[\(JSONValue.string(name).serialized())]")
    }
  }
}
