/// Everything that the target's port answers; what is not here is refused.
enum RouteTable {
  static let all: [Route] = api + pages

  /// The pages and their actions.
  static let pages: [Route] =
    SignInPages.routes + OverviewPages.routes + TenantPages.routes + RevenuePages.routes
    + CostPages.routes + AlertPages.routes + GovernancePages.routes + HealthPages.routes
    + AssetRoutes.routes

  /// The routes of the API, which the OpenAPI document describes.
  static let api: [Route] =
    AuthenticationEndpoints.routes + OverviewEndpoints.routes + TenantEndpoints.routes
    + RevenueEndpoints.routes + CostEndpoints.routes + ExportEndpoints.routes
    + AuditEndpoints.routes + NotificationEndpoints.routes + AdministrationEndpoints.routes
    + OperationsEndpoints.routes + EventEndpoints.routes + ProbeEndpoints.routes
}
