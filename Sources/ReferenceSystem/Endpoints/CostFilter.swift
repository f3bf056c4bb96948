/// What a request narrows costs to: a segment, a type of resource, one tenant.
struct CostFilter {
  let segment: String?
  let resourceType: String?
  let tenant: String?

  static let parameters: [Route.Parameter] = [
    .init(name: "segment", summary: "A segment.", schema: Schema.choice(Segment.names)),
    .init(
      name: "resource_type", summary: "A type of resource.",
      schema: Schema.choice(CostEndpoints.ResourceType.allCases.map(\.rawValue))),
    .init(name: "tenant", summary: "A tenant in scope.", schema: Schema.string),
  ]

  /// Throws where a filter is not on offer or the tenant is out of the caller's scope.
  init(_ call: Call) throws {
    segment = try call.filter("segment", of: Segment.self)?.rawValue
    resourceType = try call.filter("resource_type", of: CostEndpoints.ResourceType.self)?.rawValue
    tenant = call.query("tenant")
    if let tenant { _ = try call.tenant(tenant) }
  }

  /// - Parameters:
  ///   - tenant: whose it is; nil if it is shared
  ///   - segment: the tenant's
  func admits(tenant: String?, segment: String?, resourceType: String) -> Bool {
    (self.tenant.map { $0 == tenant } ?? true) && (self.segment.map { $0 == segment } ?? true)
      && (self.resourceType.map { $0 == resourceType } ?? true)
  }
}
