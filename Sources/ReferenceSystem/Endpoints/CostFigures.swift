import GRDB

/// The rows of `business_cost_allocation` that a request asks for, prorated to its window.
struct CostFigures {
  struct Entry {
    let tenant: String
    let tenantName: String?
    let reference: String?
    let segment: String?
    let vendor: String
    let resourceType: String
    let resources: Int
    let cost: Double
  }

  struct Sum {
    let key: String
    let cost: Double
    let resources: Int
  }

  let window: Window
  let filter: CostFilter
  let rows: [Entry]

  /// The window's share of a month of 30 days.
  var share: Double { Double(window.days) / 30 }

  init(_ call: Call, window: Window) throws {
    self.window = window
    let filter = try CostFilter(call)
    self.filter = filter
    let share = Double(window.days) / 30
    let scope = TenantFilter(
      try call.principal().tenantScope, column: "business_cost_allocation.tenant_id")
    rows = try Row.fetchAll(
      call.database,
      sql: """
        SELECT business_cost_allocation.*, tenants.name, tenants.reference, tenants.segment
        FROM business_cost_allocation
        LEFT JOIN tenants ON tenants.id = business_cost_allocation.tenant_id
        WHERE \(scope.sql) ORDER BY business_cost_allocation.tenant_id, vendor_id, resource_type
        """,
      arguments: scope.arguments
    ).map { row in
      Entry(
        tenant: row["tenant_id"] ?? "shared", tenantName: row["name"],
        reference: row["reference"], segment: row["segment"], vendor: row["vendor_id"],
        resourceType: row["resource_type"], resources: row["resources"],
        cost: (row["approximate_cost"] as Double) * share)
    }.filter {
      filter.admits(tenant: $0.tenant, segment: $0.segment, resourceType: $0.resourceType)
    }
  }

  /// Sums for each key, the costliest first.
  func sums(by key: (Entry) -> String) -> [Sum] {
    Dictionary(grouping: rows, by: key).map { group in
      Sum(
        key: group.key, cost: group.value.reduce(0) { $0 + $1.cost },
        resources: group.value.reduce(0) { $0 + $1.resources })
    }.sorted { ($1.cost, $0.key) < ($0.cost, $1.key) }
  }
}
