import Foundation

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

  /// The page that `path` names and the values in it; names that are written out go first.
  static func page(at path: String) -> (route: Route, parameters: [String: String])? {
    let parts = path.split(separator: "/")
    let matches = pages.compactMap { route -> (route: Route, parameters: [String: String])? in
      let names = route.path.split(separator: "/")
      guard route.method == .get, names.count == parts.count else { return nil }
      var parameters: [String: String] = [:]
      for (name, part) in zip(names, parts) {
        if name.hasPrefix("{") {
          parameters[String(name.dropFirst().dropLast())] = part.removingPercentEncoding
        } else if name != part {
          return nil
        }
      }
      return (route, parameters)
    }
    return matches.min { $0.parameters.count < $1.parameters.count }
  }
}
