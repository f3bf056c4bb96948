import Testing

@testable import ReferenceSystem

@Suite struct OpenAPITests {
  @Test func theDocumentAndTheRouteTableAgree() throws {
    let paths = try #require(OpenAPIDocument.document["paths"]?.members)
    let documented = paths.flatMap { path in
      (path.value.members ?? []).map { "\($0.name.uppercased()) \(path.name)" }
    }
    #expect(Set(documented) == Set(RouteTable.api.map { "\($0.method.rawValue) \($0.path)" }))
    #expect(documented.count == RouteTable.api.count)
    #expect(Set(RouteTable.api.map(\.id)).count == RouteTable.api.count)
  }

  @Test func referencesPointAtComponents() throws {
    let document = OpenAPIDocument.document
    let references = Self.references(document)
    #expect(references.count > 50)
    for reference in Set(references) {
      let found = reference.split(separator: "/").dropFirst().reduce(Optional(document)) {
        $0?[String($1)]
      }
      #expect(found != nil, "\(reference)")
    }
  }

  @Test(arguments: ["ceo", "coo", "security", "procurement"], ["ok", "degraded", "down"])
  func answersMatchTheirSchemas(login: String, condition: String) async throws {
    try await TestServer.run { server in
      let token = try await server.signInWithStepUp(login)
      for source in Source.allCases.prefix(6) {
        try await server.controls(
          "POST", "/sources",
          .object([JSON.Member(name: source.rawValue, value: .string(condition))]))
      }
      var checked = 0
      for route in RouteTable.api where route.method == .get && !route.isDocument {
        let path = route.path.replacing("{tenantId}", with: "ten_003")
          .replacing("{vendorId}", with: "ven_stratus")
          .replacing("{recommendationId}", with: "rec_1")
          .replacing("{incidentId}", with: "inc_003_1").replacing("{initiativeId}", with: "ini_003")
          .replacing("services/{name}", with: "services/executive-api")
          .replacing("{name}", with: "queue").replacing("{notificationId}", with: "alr_007")
        let query = route.id == "exportView" ? "?view=overview" : ""
        let answer = try await server.get(path + query, token: token)
        #expect(answer.status < 500 || answer.status == 503, "\(path)")
        guard answer.status == 200 else { continue }
        checked += 1
        let issues = SchemaProbe.issues(answer.data, route.responseSchema)
        #expect(issues.isEmpty, "\(path): \(issues.prefix(3))")
      }
      #expect(checked > 3)
    }
  }

  private static func references(_ value: JSON) -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { member -> [String] in
        member.name == "$ref" ? [member.value.string].compactMap(\.self) : references(member.value)
      }
    case .array(let elements): elements.flatMap(references)
    default: []
    }
  }
}

/// Judges values by the schemas that the document publishes, references and nulls included.
enum SchemaProbe {
  static func issues(_ value: JSON, _ schema: JSON) -> [String] {
    if let reference = schema["$ref"]?.string {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      return issues(value, OpenAPIDocument.schemas[name] ?? [:])
    }
    if let choices = schema["anyOf"]?.elements {
      return choices.contains { issues(value, $0).isEmpty }
        ? [] : ["anyOf: \(value.text.prefix(80))"]
    }
    guard let type = schema["type"] else { return [] }
    let types = type.string.map { [$0] } ?? (type.elements ?? []).compactMap(\.string)
    if value == .null { return types.contains("null") ? [] : ["null"] }
    guard let main = types.first(where: { $0 != "null" }) else { return ["not null"] }
    let plain = schema.setting("type", .string(main))
    if main == "object", let properties = schema["properties"] {
      let required = (schema["required"]?.elements ?? []).compactMap(\.string)
      let missing = required.filter { value[$0] == nil }.map { "missing \($0)" }
      return missing
        + (value.members ?? []).flatMap { member in
          guard let property = properties[member.name] else { return ["extra \(member.name)"] }
          return issues(member.value, property).map { "\(member.name): \($0)" }
        }
    }
    if main == "array", let elements = value.elements {
      return elements.flatMap { issues($0, schema["items"] ?? [:]) }
    }
    return SchemaCheck.issues(value, plain, at: "").map(\.text)
  }
}
