import GRDB

/// Probes of this process, and the document that describes its interface.
enum ProbeEndpoints {
  static let routes: [Route] = [live, ready, dependencies, openAPI]

  private static let statusSchema = Schema.object(["status": Schema.string])

  private static let live = Route(
    id: "getLiveness", method: .get, path: "/health/live", summary: "The process answers.",
    access: .open, responseSchema: statusSchema
  ) { _ in .ok(["status": "live"]) }

  private static let ready = Route(
    id: "getReadiness", method: .get, path: "/health/ready",
    summary: "The process can serve: its database answers.", access: .open,
    responseSchema: statusSchema
  ) { call in
    _ = try Int.fetchOne(call.database, sql: "SELECT 1")
    return .ok(["status": "ready"])
  }

  private static let dependencies = Route(
    id: "getDependencies", method: .get, path: "/health/deps",
    summary: "How the sources that the process depends on stand.",
    access: .rolesOrService(OperationsEndpoints.roles, scope: "health:read"),
    audit: .init(action: "ops.dependencies.read", area: .ops, target: "aggregate:dependencies"),
    responseSchema: Schema.object([
      "dependencies": Schema.list(
        Schema.object([
          "name": Schema.string,
          "state": Schema.choice(HealthModel.State.allCases.map(\.rawValue)),
        ]))
    ])
  ) { call in
    let model = HealthModel(call: call)
    return .ok([
      "dependencies": .array(
        Source.allCases.map {
          ["name": .string($0.rawValue), "state": .string(model.state(of: $0).rawValue)]
        })
    ])
  }

  private static let openAPI = Route(
    id: "getOpenAPI", method: .get, path: "/openapi.json", summary: "This document.",
    access: .open, responseSchema: Schema.freeObject, isDocument: true
  ) { _ in
    Reply(status: 200, body: .document(OpenAPIDocument.bytes, type: "application/json"))
  }
}
