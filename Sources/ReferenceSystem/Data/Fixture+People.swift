import GRDB

extension Fixture {
  struct Person: Sendable {
    let name: String
    let login: String
    let role: Role
    var scope: TenantScope = .all
    var delegatedBy: String?
    var active = true
    /// Signing in takes a one-time code as well as the password.
    var requiresMFA = false

    var id: String { "usr_" + login.replacing("-", with: "_") }
    var email: String { login + "@waymark.example" }
  }

  struct Service: Sendable {
    let id: String
    let name: String
    let scopes: String
  }

  static let people: [Person] = [
    .init(name: "Carla Reyes", login: "ceo", role: .ceo),
    .init(name: "Felix Osei", login: "cfo", role: .cfo),
    .init(name: "Mina Sato", login: "cfo2", role: .cfo, requiresMFA: true),
    .init(name: "Oona Lindqvist", login: "coo", role: .coo),
    .init(name: "Tariq Haddad", login: "cto", role: .cto),
    .init(name: "Vera Okafor", login: "vp-operations", role: .vicePresident),
    .init(
      name: "Rafael Conti", login: "vp-revenue", role: .vicePresident, scope: .only(limitedScope)),
    .init(
      name: "Sam Whitlock", login: "support", role: .supportRead,
      scope: .only(["ten_001", "ten_005", "ten_008"])),
    .init(name: "Ana Petrova", login: "analytics", role: .analyticsRead),
    .init(name: "Dev Malhotra", login: "sre", role: .operations),
    .init(name: "Nina Castellan", login: "noc", role: .operations),
    .init(name: "Sofia Brandt", login: "security", role: .securityOfficer),
    .init(name: "Sergei Volkov", login: "security2", role: .securityOfficer),
    .init(name: "Amina Diallo", login: "admin", role: .platformAdmin),
    .init(name: "Arthur Nakamura", login: "admin2", role: .platformAdmin),
    .init(name: "Petra Novak", login: "procurement", role: .procurementDirector),
    .init(
      name: "Elliot Marsh", login: "assistant", role: .executiveAssistant, delegatedBy: "usr_ceo"),
    .init(name: "Tess Green", login: "tenant", role: .tenantUser, scope: .only(["ten_001"])),
    .init(name: "Farid Aziz", login: "former", role: .cfo, active: false),
  ]

  static let services: [Service] = [
    .init(id: "svc_events", name: "Event publisher", scopes: "events:publish"),
    .init(id: "svc_probe", name: "Health probe", scopes: "health:read"),
    .init(id: "svc_reporting", name: "Reporting job", scopes: ""),
  ]

  func insertPeople() throws {
    for person in Self.people {
      let salt = Crypto.hexadecimal(
        Crypto.authenticationCode(key: settings.key, message: "salt:" + person.id).prefix(16))
      let hash = Crypto.passwordHash(
        settings.password, salt: salt, iterations: settings.passwordRounds)
      try database.execute(
        sql: "INSERT INTO users VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          person.id, person.email, person.name, person.role.rawValue, person.scope.stored,
          person.delegatedBy, person.active, salt, hash, settings.passwordRounds,
          person.requiresMFA,
        ])
    }
  }

  func insertServices() throws {
    for service in Self.services {
      try database.execute(
        sql: "INSERT INTO services VALUES (?, ?, ?, ?)",
        arguments: [
          service.id, service.name, service.scopes,
          Crypto.fingerprint(of: settings.serviceToken(service.id)),
        ])
    }
  }
}
