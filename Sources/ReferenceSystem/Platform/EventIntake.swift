import GRDB

/// An event that passed its checks.
struct AcceptedEvent: Sendable {
  let id: String
  let type: String
  let tenant: String?
  let source: String
  let occurredAt: Instant
  let idempotencyKey: String?
  let payload: JSON
}

/// Reads an event from a request and holds it against the schema of its type.
struct EventIntake {
  let call: Call

  init(_ call: Call) { self.call = call }

  /// - Parameter fixed: the type that the route implies; nil if the body tells it
  func event(fixed: EventType?) throws -> AcceptedEvent {
    let body = try call.body()
    var issues: [JSON] = []
    let name = fixed?.rawValue ?? body["type"]?.string ?? ""
    let payload = body["payload"] ?? .null
    if call.isOn(.eventAcceptedWithoutValidation) {
      return accept(body.removing(["tenant_id"]), name, payload, call.now)
    }
    let known: Set<String> = [
      "type", "payload", "tenant_id", "occurred_at", "source", "idempotency_key",
    ]
    for member in body.members ?? [] where !known.contains(member.name) {
      issues.append(.issue(member.name, "is not a member of an event"))
    }
    guard let type = EventType(rawValue: name),
      fixed == nil || body["type"] == nil || body["type"]?.string == name
    else {
      throw Failure.validation(
        [
          .issue(
            "type", "must be one of " + EventType.allCases.map(\.rawValue).joined(separator: ", "))
        ], status: 400)
    }
    issues += SchemaCheck.issues(payload, type.payloadSchema, at: "payload")
    if let sent = payload["sent"]?.number, let bounced = payload["bounced"]?.number, bounced > sent
    {
      issues.append(.issue("payload.bounced", "must not exceed sent"))
    }
    try checkTenant(body["tenant_id"], &issues)
    var occurred = call.now
    if let text = body["occurred_at"] {
      if let instant = text.string.flatMap(Instant.init(iso8601:)), instant <= call.now + 300 {
        occurred = instant
      } else {
        issues.append(.issue("occurred_at", "must be a time in ISO 8601 that is not in the future"))
      }
    }
    for name in ["source", "idempotency_key"] {
      guard let value = body[name] else { continue }
      if (value.string?.utf8.count).map({ (1...100).contains($0) }) != true {
        issues.append(.issue(name, "must be 1 to 100 bytes of text"))
      }
    }
    guard issues.isEmpty else { throw Failure.validation(issues) }
    return accept(body, name, payload, occurred)
  }

  private func checkTenant(_ tenant: JSON?, _ issues: inout [JSON]) throws {
    guard let tenant else { return }
    let exists = try tenant.string.map {
      try Bool.fetchOne(
        call.database, sql: "SELECT EXISTS (SELECT 1 FROM tenants WHERE id = ?)", arguments: [$0])
    }
    if exists != true { issues.append(.issue("tenant_id", "must name a tenant")) }
  }

  private func accept(
    _ body: JSON, _ type: String, _ payload: JSON, _ occurred: Instant
  ) -> AcceptedEvent {
    AcceptedEvent(
      id: "evt_" + Crypto.randomHexadecimal(bytes: 10), type: type,
      tenant: body["tenant_id"]?.string, source: body["source"]?.string ?? call.caller?.id ?? "",
      occurredAt: occurred, idempotencyKey: body["idempotency_key"]?.string, payload: payload)
  }
}
