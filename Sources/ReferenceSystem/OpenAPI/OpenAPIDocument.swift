/// The interface as an OpenAPI 3.1 document, made from the route table.
enum OpenAPIDocument {
  /// The document in UTF-8.
  static let bytes: [UInt8] = document.bytes

  static let document: JSON = [
    "openapi": "3.1.0",
    "info": [
      "title": "Executive and operations surface: reference system", "version": "1.0.0",
      "description": """
      Leaders see how revenue is protected, what infrastructure roughly costs, what needs \
      attention and how healthy the platform is. Costs are internal approximations and no \
      invoices; revenue at risk is a directional estimate.
      """,
      "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
    ],
    "servers": [["url": "/"]],
    "security": [["bearer": []]],
    "tags": .array(tags.map { ["name": .string($0)] }),
    "paths": paths,
    "components": [
      "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]],
      "schemas": schemas,
      "headers": headers,
      "responses": responses,
    ],
  ]

  private static let tags = ["auth", "exec", "notifications", "admin", "ops", "internal", "health"]

  private static var paths: JSON {
    var members: [JSON.Member] = []
    for route in RouteTable.api {
      let operations = JSON.object([
        JSON.Member(name: route.method.rawValue.lowercased(), value: operation(route))
      ])
      if let index = members.firstIndex(where: { $0.name == route.path }) {
        members[index] = JSON.Member(
          name: route.path, value: members[index].value.merging(operations))
      } else {
        members.append(JSON.Member(name: route.path, value: operations))
      }
    }
    return .object(members)
  }

  private static func operation(_ route: Route) -> JSON {
    var members: JSON = [
      "operationId": .string(route.id), "summary": .string(route.summary),
      "tags": [.string(tag(of: route))],
      "parameters": .array(pathParameters(route) + queryParameters(route)),
    ]
    if let schema = route.requestSchema {
      let required = schema["required"]?.elements?.isEmpty == false
      members = members.setting(
        "requestBody",
        [
          "required": .bool(required), "content": ["application/json": ["schema": schema]],
        ])
    }
    members = members.setting("responses", operationResponses(route))
    if route.isOpen { members = members.setting("security", []) }
    if let roles = route.roles, !roles.isEmpty {
      members = members.setting("x-roles", JSON(roles.map(\.rawValue)))
    }
    if let scope = route.scope { members = members.setting("x-scope", .string(scope)) }
    if let reason = route.stepUp { members = members.setting("x-step-up", .string(reason)) }
    if let audit = route.audit { members = members.setting("x-audit", .string(audit.action)) }
    return members
  }

  private static func tag(of route: Route) -> String {
    let parts = route.path.split(separator: "/").map(String.init)
    return tags.first { parts.prefix(3).contains($0) } ?? "health"
  }

  private static func pathParameters(_ route: Route) -> [JSON] {
    route.pathParameters.map {
      ["name": .string($0), "in": "path", "required": true, "schema": Schema.string]
    }
  }

  private static func queryParameters(_ route: Route) -> [JSON] {
    route.query.map {
      [
        "name": .string($0.name), "in": "query", "description": .string($0.summary),
        "schema": $0.schema,
      ]
    }
  }

  private static func operationResponses(_ route: Route) -> JSON {
    var content: JSON = ["application/json": ["schema": successSchema(route)]]
    if route.id == "exportView" {
      content = content.setting("text/csv", ["schema": Schema.string])
    }
    var members: [JSON.Member] = [
      JSON.Member(
        name: String(route.successStatus),
        value: ["description": "Success.", "headers": rateHeaders, "content": content])
    ]
    var failures = ["400", "429", "500"]
    if !route.isOpen || route.id == "signIn" { failures.append("401") }
    if !route.isOpen { failures.append("403") }
    let namesThings = route.id == "acknowledgeNotifications"
    if !route.pathParameters.isEmpty || !route.query.isEmpty || namesThings {
      failures.append("404")
    }
    if route.requestSchema != nil { failures += ["413", "422"] }
    if route.method == .post, route.stepUp != nil { failures.append("409") }
    if route.stepUp != nil || route.id.hasSuffix("Snapshot") { failures.append("503") }
    for status in failures.sorted() {
      members.append(
        JSON.Member(
          name: status, value: ["$ref": .string("#/components/responses/Failure\(status)")]))
    }
    return .object(members)
  }

  private static func successSchema(_ route: Route) -> JSON {
    guard !route.isDocument else { return route.responseSchema }
    return Schema.object([
      "success": ["const": true], "data": route.responseSchema, "meta": Schema.named("Meta"),
    ])
  }
}
