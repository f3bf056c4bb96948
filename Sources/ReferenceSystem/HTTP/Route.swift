import GRDB

/// One row of the route table: what exists, who may use it and what is written down about it.
struct Route: Sendable {
  enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  /// Who may use a route; whatever is not named here is refused.
  enum Access: Sendable {
    case open
    /// Every person with a session and every service with a token.
    case signedIn
    case roles([Role])
    case service(scope: String)
    case rolesOrService([Role], scope: String)
  }

  /// Where the credential comes from and how refusals are told.
  enum Surface: String, Sendable {
    /// The Authorization header; the failure envelope.
    case api
    /// The session cookie; pages and redirects.
    case page
  }

  struct Audit: Sendable {
    let action: String
    let area: Area
    let target: String

    enum Area: String, Sendable, CaseIterable {
      case exec, security, ops
    }
  }

  struct Parameter: Sendable {
    let name: String
    let summary: String
    let schema: JSON
  }

  let id: String
  let method: Method
  /// The path with its parameters in braces, as OpenAPI writes them.
  let path: String
  let summary: String
  let access: Access
  /// What the one-time code is asked for; nil where none is needed.
  var stepUp: String?
  var audit: Audit?
  var rate: RateLimiter.Class = .standard
  var query: [Parameter] = []
  var requestSchema: JSON?
  /// The schema of `data` in the envelope, or of the whole body of a `document`.
  var responseSchema: JSON
  var isDocument = false
  var surface = Surface.api
  var successStatus = 200
  /// What a page shows, for those who show it again with an error.
  var page: (@Sendable (Call) throws -> Page)?
  let handler: @Sendable (Call) throws -> Reply

  /// The roles for which the route opens; nil if roles do not matter.
  var roles: [Role]? {
    switch access {
    case .roles(let roles), .rolesOrService(let roles, _): roles
    case .service: []
    case .open, .signedIn: nil
    }
  }

  var scope: String? {
    switch access {
    case .service(let scope), .rolesOrService(_, let scope): scope
    case .open, .signedIn, .roles: nil
    }
  }

  var isOpen: Bool {
    if case .open = access { return true }
    return false
  }

  func admits(_ principal: Principal) -> Bool {
    switch (access, principal.kind) {
    case (.open, _), (.signedIn, _): true
    case (.roles(let roles), .person(let role, _)),
      (.rolesOrService(let roles, _), .person(let role, _)):
      roles.contains(role)
    case (.service(let scope), .service(let scopes)),
      (.rolesOrService(_, let scope), .service(let scopes)):
      scopes.contains(scope)
    case (.roles, .service), (.service, .person): false
    }
  }

  /// Whether the route serves to sign in or out, and so opens before a code was confirmed.
  var isForSigningIn: Bool {
    isOpen || path.hasPrefix("/api/v1/auth/") || path.hasPrefix("/step-up") || path == "/sign-out"
  }

  /// The names in braces in the path.
  var pathParameters: [String] {
    path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
      String($0.dropFirst().dropLast())
    }
  }
}
