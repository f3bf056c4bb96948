/// What a person may be on the executive and operations surface.
enum Role: String, Sendable, CaseIterable {
  case ceo = "ROLE_EXEC_CEO"
  case cfo = "ROLE_EXEC_CFO"
  case coo = "ROLE_EXEC_COO"
  case cto = "ROLE_EXEC_CTO"
  case vicePresident = "ROLE_EXEC_VP"
  case supportRead = "ROLE_SUPPORT_EXEC_READ"
  case analyticsRead = "ROLE_ANALYTICS_READ"
  case operations = "ROLE_OPERATIONS"
  case securityOfficer = "ROLE_SECURITY_OFFICER"
  case platformAdmin = "ROLE_PLATFORM_ADMIN"
  case procurementDirector = "ROLE_PROCUREMENT_DIRECTOR"
  case executiveAssistant = "ROLE_EXEC_ASSISTANT"
  case tenantUser = "ROLE_TENANT_USER"

  /// The categories of alerts that this role may see.
  var alertCategories: [AlertCategory] {
    switch self {
    case .ceo: AlertCategory.allCases
    case .cfo: [.revenueRisk, .deliverability, .costAnomaly]
    case .coo: [.revenueRisk, .deliverability, .costAnomaly, .systemHealth]
    case .cto: [.deliverability, .systemHealth]
    case .vicePresident: [.revenueRisk, .deliverability, .costAnomaly]
    case .executiveAssistant: [.revenueRisk, .deliverability, .systemHealth]
    case .operations: [.systemHealth]
    case .securityOfficer: [.compliance]
    case .procurementDirector: [.costAnomaly]
    case .supportRead, .analyticsRead, .platformAdmin, .tenantUser: []
    }
  }

  /// Whether figures may be shown to this role tenant by tenant.
  var seesTenantDetail: Bool {
    switch self {
    case .ceo, .cfo, .coo, .cto, .vicePresident, .supportRead, .procurementDirector: true
    default: false
    }
  }
}

enum AlertCategory: String, Sendable, CaseIterable {
  case revenueRisk = "revenue_risk"
  case deliverability
  case costAnomaly = "cost_anomaly"
  case systemHealth = "system_health"
  case compliance
}

enum Severity: String, Sendable, CaseIterable {
  case critical, high, medium

  /// 0 is the most urgent.
  var rank: Int {
    switch self {
    case .critical: 0
    case .high: 1
    case .medium: 2
    }
  }
}
