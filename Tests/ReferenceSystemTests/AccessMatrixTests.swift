import Testing

@testable import ReferenceSystem

/// Who may use which route, written down a second time and independently of the route table.
@Suite struct AccessMatrixTests {
  private static let executives = "ceo cfo coo cto vp-operations"
  private static let everyone =
    executives + " support analytics sre security admin procurement assistant tenant"
  private static let cost = "ceo cfo coo vp-operations procurement"
  private static let alerts = executives + " assistant procurement sre security"

  /// Identifiers of routes with the logins and services that get past the gates.
  static let matrix: [String: String] = [
    "signOut": everyone + " svc_events svc_probe svc_reporting",
    "getSession": everyone + " svc_events svc_probe svc_reporting",
    "stepUp": everyone, "requestStepUpCode": everyone,
    "getOverview": executives + " assistant support analytics sre procurement",
    "listTenants": executives + " support", "getTenantSummary": executives + " support",
    "getTenantConfiguration": executives + " support",
    "createTenantSnapshot": executives, "listTenantSnapshots": executives,
    "getTenantSnapshot": executives,
    "getRevenueProtection": executives + " analytics", "getRevenueBoardView": executives,
    "listIncidents": executives, "getIncident": executives, "listInitiatives": executives,
    "getInitiative": executives,
    "getCostOptimization": cost, "listCostAttribution": cost, "listVendors": cost,
    "getVendor": cost, "listRecommendations": cost, "getRecommendation": cost,
    "trackRecommendation": cost, "listCostInitiatives": cost, "setCostInitiativeStatus": cost,
    "getConsolidatedView": "ceo cfo coo", "exportView": "ceo cfo coo security",
    "listAuditEntries": "ceo security",
    "getNotificationsSummary": executives + " assistant procurement",
    "listNotifications": alerts, "getNotification": alerts, "markNotificationRead": alerts,
    "acknowledgeNotifications": alerts,
    "listUsers": "security admin", "listRoleChanges": "security admin",
    "getRoleChange": "security admin", "requestRoleChange": "security admin",
    "approveRoleChange": "security admin", "rejectRoleChange": "security admin",
    "getSystemHealth": "coo cto sre", "getServiceHealth": "coo cto sre",
    "getDimensionHealth": "coo cto sre",
    "publishEvent": "svc_events", "publishRevenueImpact": "svc_events",
    "publishCostOptimization": "svc_events", "publishDeliverability": "svc_events",
    "publishResourceUsage": "svc_events", "getEvent": "svc_events",
    "getDependencies": "coo cto sre svc_probe",
  ]

  static let open: Set<String> = ["signIn", "getLiveness", "getReadiness", "getOpenAPI"]

  @Test func everyRouteIsInTheMatrix() {
    #expect(Set(RouteTable.api.map(\.id)) == Set(Self.matrix.keys).union(Self.open))
  }

  @Test(arguments: everyone.split(separator: " ").map(String.init))
  func peopleReachOnlyTheirRoutes(login: String) async throws {
    try await TestServer.run { server in
      try await expectMatrix(server, caller: login) { try await server.signIn(login) }
    }
  }

  @Test(arguments: ["svc_events", "svc_probe", "svc_reporting"])
  func servicesReachOnlyTheirRoutes(service: String) async throws {
    try await TestServer.run { server in
      try await expectMatrix(server, caller: service) { try await server.service(service) }
    }
  }

  @Test func withoutASessionNothingOpens() async throws {
    try await TestServer.run { server in
      for token in [nil, "wms_unknown", ""] {
        for route in RouteTable.api where !Self.open.contains(route.id) {
          let answer = try await server.send(
            route.method.rawValue, path(of: route), token: token,
            body: route.method == .post ? [:] : nil)
          #expect(answer.status == 401, "\(route.id)")
          #expect(answer.code == "AUTHENTICATION_REQUIRED", "\(route.id)")
          #expect(answer.json["data"] == nil, "\(route.id)")
        }
      }
    }
  }

  @Test(arguments: ["/api/v1/exec/nothing", "/api", "/health/x", "/api/v1/auth/sign-in/x"])
  func unknownPathsTellNothing(path: String) async throws {
    try await TestServer.run { server in
      let token = try await server.signIn("ceo")
      #expect(try await server.get(path).status == 401)
      let answer = try await server.get(path, token: token)
      #expect(answer.status == 404)
      #expect(answer.code == "RESOURCE_NOT_FOUND")
      #expect(try await server.send("DELETE", "/api/v1/exec/overview", token: token).status == 404)
    }
  }

  private func expectMatrix(
    _ server: TestServer, caller: String, token: () async throws -> String
  ) async throws {
    // Signing out would end the session that the other routes need.
    for route in RouteTable.api where !Self.open.contains(route.id) && route.id != "signOut" {
      let allowed = Self.matrix[route.id]?.split(separator: " ").contains(Substring(caller)) == true
      let answer = try await server.send(
        route.method.rawValue, path(of: route), token: token(),
        body: route.method == .post ? [:] : nil)
      let isRefused =
        answer.status == 403 && answer.reason == nil
        && answer.code == "INSUFFICIENT_PERMISSIONS"
      #expect(isRefused != allowed, "\(route.id) for \(caller): \(answer.status)")
      if isRefused { #expect(answer.json["data"] == nil && answer.json["meta"] == nil) }
    }
  }

  private func path(of route: Route) -> String {
    [
      "{tenantId}": "ten_003", "{snapshotId}": "snp_1", "{incidentId}": "inc_003_1",
      "{initiativeId}": "ini_003", "{vendorId}": "ven_stratus", "{recommendationId}": "rec_1",
      "{notificationId}": "alr_007", "{changeId}": "rch_1", "{name}": "queue",
      "{eventId}": "evt_003_1",
    ].reduce(route.path) { $0.replacing($1.key, with: $1.value) }
  }
}
