import GRDB

extension Fixture {
  private static let vendors: [(id: String, name: String, service: String, rate: Double)] = [
    ("ven_stratus", "Stratus Compute", "vps", 0.9995),
    ("ven_bedrock", "Bedrock Hosting", "vps", 0.9981),
    ("ven_peerline", "Peerline Networks", "smtp_ip", 0.9874),
    ("ven_mailrail", "Mailrail Relay", "smtp_ip", 0.9912),
  ]

  func insertVendors() throws {
    for (index, vendor) in Self.vendors.enumerated() {
      try database.execute(
        sql: "INSERT INTO vendors VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          vendor.id, vendor.name, vendor.service,
          (today + (60 + index * 75) * Instant.day).date, vendor.rate,
          "Compared on modelled cost and measured delivery; no provider is canonical.",
        ])
    }
  }

  func insertInfrastructure() throws {
    var generator = generator("infrastructure")
    var machine = 0
    var address = 0
    func addMachine(_ tenant: Tenant?, idle: Bool) throws {
      machine += 1
      let (size, base) = generator.pick([("small", 18.0), ("medium", 46.0), ("large", 92.0)])
      let utilization = idle ? generator.number(0.01...0.05) : generator.number(0.25...0.9)
      try database.execute(
        sql: "INSERT INTO vps_instances VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          "vps_\(machine)", tenant?.id, generator.pick(["ven_stratus", "ven_bedrock"]),
          tenant?.region.rawValue ?? "eu", size, idle ? "idle" : "active",
          utilization.rounded(digits: 3), (base * generator.number(0.9...1.15)).cents,
        ])
    }
    func addAddress(_ tenant: Tenant?, idle: Bool) throws {
      address += 1
      try database.execute(
        sql: """
          INSERT INTO smtp_ip_addresses (id, tenant_id, vendor_id, pool, status, approximate_cost)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          "ip_\(address)", tenant?.id, generator.pick(["ven_peerline", "ven_mailrail"]),
          tenant == nil ? "shared" : "dedicated", idle ? "idle" : "active",
          settings.addressCost,
        ])
    }
    for tenant in Self.tenants {
      let machines = max(1, tenant.volume / 9_000)
      for index in 0..<machines { try addMachine(tenant, idle: index > 0 && index % 3 == 0) }
      for index in 0..<max(1, tenant.volume / 4_000) {
        try addAddress(tenant, idle: index > 0 && index % 5 == 0)
      }
    }
    for index in 0..<5 { try addMachine(nil, idle: index == 4) }
    for index in 0..<8 { try addAddress(nil, idle: index > 5) }
  }
}
