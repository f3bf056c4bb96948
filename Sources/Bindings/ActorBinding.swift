/// A named person, and how they sign in.
package struct ActorBinding: Sendable {
  package var name: String
  package var persona: String?
  package var role: String?
  /// The tenants in scope; `nil` for all.
  package var tenants: [String]?
  package var signIn: SignIn?
  /// How a session for pages is obtained, where that is another.
  package var pageSignIn: SignIn?
  package var headers: [RequestBinding.Field]
  package var location: BindingLocation

  /// Somebody who has not signed in.
  package static let anonymousName = "anonymous"
}

/// How an actor obtains a session.
package struct SignIn: Sendable {
  package enum Method: Sendable {
    case token(Template)
    case basic(user: Template, password: Template)
    case clientCredentials(ClientCredentials)
    case form(page: Template, fields: [RequestBinding.Field])
    case steps([Step], bearer: Template?)
    case storageState(Template)
    case command([Template])
  }

  package var method: Method
  package var code: OneTimeCode?

  /// The client credentials grant (RFC 6749, section 4.4).
  package struct ClientCredentials: Sendable {
    package var tokenURL: Template
    package var clientID: Template
    package var clientSecret: Template
    package var scope: Template?
  }

  /// A second factor that is asked for on a page of its own.
  package struct OneTimeCode: Sendable {
    package enum Source: Sendable {
      /// A base32 secret (RFC 6238).
      case totp(Template)
      case outbox(Step, code: Capture)
      case command([Template])
    }

    package var page: Template
    package var field: String
    package var source: Source
  }
}
