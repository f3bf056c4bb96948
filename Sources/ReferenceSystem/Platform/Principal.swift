/// The tenants whose data someone may see.
enum TenantScope: Sendable, Equatable {
  case all
  case only([String])

  /// Reads the stored form: `*`, or identifiers separated by commas (none: no tenant).
  init(stored text: String) {
    self = text == "*" ? .all : .only(text.split(separator: ",").map(String.init))
  }

  var stored: String {
    switch self {
    case .all: "*"
    case .only(let tenants): tenants.joined(separator: ",")
    }
  }

  func contains(_ tenant: String) -> Bool {
    switch self {
    case .all: true
    case .only(let tenants): tenants.contains(tenant)
    }
  }

  var json: JSON {
    switch self {
    case .all: "all"
    case .only(let tenants): JSON(tenants)
    }
  }
}

/// Who makes a request: a person in a session or a service with a token.
struct Principal: Sendable {
  enum Kind: Sendable, Equatable {
    case person(Role, session: Session)
    case service(scopes: [String])
  }

  struct Session: Sendable, Equatable {
    /// The fingerprint of the session's token.
    let key: String
    let createdAt: Instant
    let expiresAt: Instant
    let stepUpUntil: Instant?
  }

  let id: String
  let name: String
  /// The address of a person; empty for a service.
  let email: String
  let tenantScope: TenantScope
  let kind: Kind
  /// The account takes a one-time code at sign-in, as well as the password.
  var requiresMFA = false

  /// Whether the session may be used: a code was confirmed in it, if the account takes one.
  var isConfirmed: Bool { !requiresMFA || session?.stepUpUntil != nil }

  var role: Role? {
    guard case .person(let role, _) = kind else { return nil }
    return role
  }

  var session: Session? {
    guard case .person(_, let session) = kind else { return nil }
    return session
  }

  /// The role as audit entries name it.
  var roleName: String { role?.rawValue ?? "SERVICE" }

  func hasStepUp(at now: Instant) -> Bool {
    guard let until = session?.stepUpUntil else { return false }
    return now < until
  }
}
