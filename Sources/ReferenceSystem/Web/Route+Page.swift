import GRDB

extension Route {
  /// A page that is read.
  static func page(
    _ id: String, _ path: String, _ access: Access, stepUp: String? = nil, audit: Audit? = nil,
    query: [Parameter] = [], show: @escaping @Sendable (Call) throws -> Page
  ) -> Route {
    Route(
      id: id, method: .get, path: path, summary: "", access: access, stepUp: stepUp, audit: audit,
      query: query, responseSchema: Schema.string, isDocument: true, surface: .page, page: show
    ) { call in call.html(try show(call)) }
  }

  /// A form that is posted; it answers with a redirect, or with a page if something is wrong.
  static func action(
    _ id: String, _ path: String, _ access: Access, stepUp: String? = nil, audit: Audit? = nil,
    rate: RateLimiter.Class = .standard, perform: @escaping @Sendable (Call) throws -> Reply
  ) -> Route {
    Route(
      id: id, method: .post, path: path, summary: "", access: access, stepUp: stepUp,
      audit: audit, rate: rate, responseSchema: Schema.string, isDocument: true, surface: .page,
      handler: perform)
  }

  /// The page from which an action is taken: the longest one above its path.
  func returnPath(_ call: Call) -> String {
    var parts = call.request.path.split(separator: "/")
    while !parts.isEmpty {
      let path = "/" + parts.joined(separator: "/")
      if RouteTable.page(at: path) != nil { return path }
      parts.removeLast()
    }
    return "/"
  }
}

extension Call {
  /// The data and meta of an endpoint of the API, as the reader of this page may see them.
  func fetch(
    _ id: String, _ parameters: [String: String] = [:], query: [String: String] = [:],
    body: JSON = .null
  ) throws -> (data: JSON, meta: JSON) {
    guard let route = Call.endpoints[id] else { throw Failure.notFound("page") }
    let caller = try principal()
    guard route.admits(caller) || isOn(.roleCheckSkipped) || isOn(.refusalCarriesData) else {
      throw Failure.insufficientPermissions
    }
    var inner = IncomingRequest(method: route.method.rawValue, path: route.path)
    inner.pathParameters = parameters
    inner.query = query
    inner.body = body == .null ? [] : body.bytes
    let call = Call(
      instance: instance, database: database, route: route, request: inner, requestID: requestID,
      now: now, caller: caller)
    switch try route.handler(call).body {
    case .success(let data, let meta): return (data, meta)
    case .failure(let failure): throw failure
    case .document, .empty: throw Failure.notFound("page")
    }
  }

  private static let endpoints = Dictionary(
    RouteTable.api.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  /// Whether the reader may use an endpoint of the API.
  func mayUse(_ id: String) -> Bool {
    guard let caller, let route = Call.endpoints[id] else { return false }
    return route.admits(caller)
  }

  /// Whether the reader came over TLS, as a proxy in front tells.
  var isSecure: Bool { request.headers["x-forwarded-proto"] == "https" }

  /// The query parameters `names` that are set, to pass on to the API.
  func passing(_ names: String...) -> [String: String] {
    var passed: [String: String] = [:]
    for name in names { passed[name] = query(name) }
    return passed
  }

  func html(_ page: Page, status: Int = 200) -> Reply {
    Reply(
      status: status,
      body: .document(
        PageRenderer.shared.html(page, in: frame), type: "text/html; charset=utf-8"))
  }

  private var frame: PageRenderer.Frame {
    var frame = PageRenderer.Frame(token: FormToken(self).value)
    guard let caller, let role = caller.role else { return frame }
    frame.reader = caller.name
    frame.role = role.title
    // Counts of alerts are data; nothing is told before the code that the account takes.
    guard caller.isConfirmed || isOn(.stepUpNotRequired) else { return frame }
    frame.areas = PageArea.all.filter { mayUse($0.endpoint) }.map { area in
      PageRenderer.Frame.Area(
        title: area.title, href: area.href,
        isCurrent: request.path == area.href || request.path.hasPrefix(area.href + "/"),
        unread: area.endpoint == "listNotifications" ? unread : nil)
    }
    return frame
  }

  /// The name of a tenant that the reader may see.
  func tenantName(_ id: String) throws -> String { try tenant(id)["name"] }

  /// The name of the person `id`, as the pages call people; the identifier if there is no name.
  func personName(_ id: JSON?) throws -> String {
    let known = try String.fetchOne(
      database, sql: "SELECT name FROM users WHERE id = ?", arguments: [id?.string ?? ""])
    return known ?? Format.text(id)
  }

  /// Unread critical and high alerts; nil where the reader has no badge or nobody knows.
  var unread: Int? {
    guard mayUse("getNotificationsSummary"),
      let counts = try? fetch("getNotificationsSummary").data
    else { return nil }
    guard let critical = counts["unread_critical"]?.integer,
      let high = counts["unread_high"]?.integer
    else { return nil }
    return critical + high
  }
}

/// The areas of the surface as the navigation shows them.
struct PageArea: Sendable {
  let title: String
  let href: String
  let summary: String
  /// The endpoint that a reader must be allowed to use.
  let endpoint: String

  static let all: [PageArea] = [
    .init(
      title: "Executive Overview", href: "/exec/overview",
      summary: "Key figures on revenue, cost, deliverability and operations.",
      endpoint: "getOverview"),
    .init(
      title: "Tenants", href: "/exec/tenants", summary: "Find a tenant and open its summary.",
      endpoint: "listTenants"),
    .init(
      title: "Revenue Protection", href: "/exec/revenue-protection",
      summary: "Estimated revenue at risk and what protects it.",
      endpoint: "getRevenueProtection"),
    .init(
      title: "Cost Optimization", href: "/exec/cost-optimization",
      summary: "Approximate spend, savings and their drivers.", endpoint: "getCostOptimization"),
    .init(
      title: "Alerts", href: "/exec/alerts", summary: "What needs attention.",
      endpoint: "listNotifications"),
    .init(
      title: "Audit log", href: "/exec/audit-log", summary: "Who did or tried what.",
      endpoint: "listAuditEntries"),
    .init(
      title: "Roles", href: "/exec/roles", summary: "Change roles with a second person.",
      endpoint: "listRoleChanges"),
    .init(
      title: "System Health", href: "/ops/health", summary: "How services and queues are.",
      endpoint: "getSystemHealth"),
  ]
}

extension Role {
  /// The role as people call it.
  var title: String {
    switch self {
    case .ceo: "Chief Executive Officer"
    case .cfo: "Chief Financial Officer"
    case .coo: "Chief Operating Officer"
    case .cto: "Chief Technology Officer"
    case .vicePresident: "Vice President"
    case .supportRead: "Support, read only"
    case .analyticsRead: "Analytics, read only"
    case .operations: "Operations"
    case .securityOfficer: "Security Officer"
    case .platformAdmin: "Platform Administrator"
    case .procurementDirector: "Procurement Director"
    case .executiveAssistant: "Executive Assistant"
    case .tenantUser: "Tenant user"
    }
  }
}
