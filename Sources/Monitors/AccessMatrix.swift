/// Who may use which route; what it does not say is denied.
package struct AccessMatrix: Sendable {
  package struct Row: Sendable {
    package var route: RoutePattern
    /// Roles that may use it.
    package var roles: Set<String>
    /// Whether nobody needs to have signed in.
    package var isOpen: Bool
    /// Whether having signed in is enough.
    package var isForAllSignedIn: Bool

    package init(
      route: RoutePattern, roles: Set<String>, isOpen: Bool = false, isForAllSignedIn: Bool = false
    ) {
      self.route = route
      self.roles = roles
      self.isOpen = isOpen
      self.isForAllSignedIn = isForAllSignedIn
    }
  }

  package var rows: [Row]
  /// The columns, in the order of the report.
  package var roles: [String]
  package var refusals: Set<Int>
  /// Where somebody who may not pass is led to; a redirect to other places is no refusal.
  package var redirects: [RoutePattern]
  /// What a page that refuses says, in a heading or paragraph of its own, whatever its status.
  package var notices: [String]
  /// Names of JSON members that a refusal must not have, wherever they stand.
  package var withheld: [String]
  /// Whether a run asks for cells of which it has seen nothing; `nil` leaves it to the environment.
  package var isProbed: Bool?

  package static let standardRefusals: Set<Int> = [401, 403, 404, 405]

  package init(
    rows: [Row], roles: [String], refusals: Set<Int> = Self.standardRefusals,
    redirects: [RoutePattern] = [], notices: [String] = [], withheld: [String] = [],
    isProbed: Bool? = nil
  ) {
    // The most precise row counts; of equals the first.
    self.rows = rows.enumerated().sorted { a, b in
      (-a.element.route.precision, a.offset) < (-b.element.route.precision, b.offset)
    }.map(\.element)
    self.roles = roles
    self.refusals = refusals
    self.redirects = redirects
    self.notices = notices
    self.withheld = withheld
    self.isProbed = isProbed
  }

  func row(method: String, path: RequestPath) -> Int? {
    let method = method == "HEAD" ? "GET" : method
    return rows.firstIndex { $0.route.matches(method: method, path) }
  }
}

/// What an access monitor is held against.
package struct AccessRule: Sendable {
  /// A route that the target says it has.
  package struct Route: Sendable, Hashable {
    package var method: String
    package var path: String

    package init(method: String, path: String) {
      self.method = method
      self.path = path
    }
  }

  package var matrix: AccessMatrix
  /// Routes that the matrix has to know.
  package var discovered: [Route]

  package init(matrix: AccessMatrix, discovered: [Route] = []) {
    self.matrix = matrix
    self.discovered = discovered
  }
}
