/// One request and its answer, as a monitor sees it; redirects that were followed are exchanges of
/// their own.
///
/// It is unredacted when judged during a run, and redacted when it comes from a log.
package struct ObservedExchange: Sendable {
  /// How it came about.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Sent by a request step, a sign-in or a script of a page.
    case api
    /// Sent by a page driver to get a page.
    case page
    /// Shown by a browser as scripts have left it: without headers, and with the status of a page only
    /// if that can be told.
    case browser
  }

  package struct Actor: Sendable, Hashable {
    package var name: String
    /// The role in the target; `nil` for somebody who has not signed in.
    package var role: String?
    /// The tenants in scope; `nil` for all, empty for none.
    package var tenants: [String]?
    /// Whether the request carried the actor's own session, and not credentials of a step's.
    package var isKnown: Bool

    package init(name: String, role: String?, tenants: [String]?, isKnown: Bool = true) {
      self.name = name
      self.role = role
      self.tenants = tenants
      self.isKnown = isKnown
    }
  }

  package struct Header: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The key of the check, or of the sign-in, that caused it.
  package var check: String
  /// Counted from 1 within the check; 0 for what a browser shows.
  package var number: Int
  package var actor: Actor
  package var kind: Kind
  package var method: String
  /// Absolute.
  package var url: String
  package var requestHeaders: [Header]
  /// Of a browser's page: what the check has typed so far, and where it went.
  package var requestBody: [UInt8]
  /// `nil` when no answer came, and where it is not told.
  package var status: Int?
  package var headers: [Header]
  package var body: [UInt8]
  /// Microseconds; 0 where it is not known.
  package var duration: Int
  /// The isolated instance that was asked; empty for the shared target.
  package var instance: String
  /// Whether it was sent to see a cell of an access matrix, and by no check.
  package var isProbe = false
  /// Whether a browser sent it, which shows the pages that it gets as exchanges of their own.
  package var isOfBrowser: Bool

  package init(
    check: String, number: Int, actor: Actor, kind: Kind, method: String, url: String,
    requestHeaders: [Header] = [], requestBody: [UInt8] = [], status: Int?,
    headers: [Header] = [], body: [UInt8] = [], duration: Int = 0, instance: String = "",
    isOfBrowser: Bool = false
  ) {
    self.check = check
    self.number = number
    self.actor = actor
    self.kind = kind
    self.method = method
    self.url = url
    self.requestHeaders = requestHeaders
    self.requestBody = requestBody
    self.status = status
    self.headers = headers
    self.body = body
    self.duration = duration
    self.instance = instance
    self.isOfBrowser = isOfBrowser
  }
}

extension ObservedExchange {
  /// Whether anything came back.
  var hasAnswer: Bool { status != nil || kind == .browser }

  /// Whether the headers are those that came.
  var tellsHeaders: Bool { status != nil && kind != .browser }

  /// What names it, for monitors that speak at the end.
  var outline: ObservedExchange {
    var outline = self
    outline.requestBody = []
    outline.body = []
    return outline
  }

  /// The key of the check without what names an example or a driver.
  var checkWithoutSuffix: String { String(check.prefix { $0 != "[" }) }
}

extension [ObservedExchange.Header] {
  /// The first value of a field; names have no case (RFC 9110, section 5.1).
  package func first(_ name: String) -> String? {
    first { ASCII.equalsIgnoringCase($0.name, name) }?.value
  }

  func all(_ name: String) -> [String] {
    filter { ASCII.equalsIgnoringCase($0.name, name) }.map(\.value)
  }
}
