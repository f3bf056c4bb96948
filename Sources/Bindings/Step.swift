/// One thing that a check does, and what must hold after it.
package final class Step: Sendable {
  package indirect enum Action: Sendable {
    case request(RequestBinding)
    case set([Assignment])
    case call(sequence: String, arguments: [Assignment])
    case each(list: JSONTemplate, variable: String, limit: Int, steps: [Step])
    case whileHolds(conditions: [Expectation], limit: Int, steps: [Step])
    case branch(conditions: [Expectation], then: [Step], otherwise: [Step])
    case command(arguments: [Template], input: JSONTemplate?, timeout: Duration)
    case delay(Duration)
    /// An action on a page, for a page driver.
    case page(PageBinding)
  }

  package let action: Action
  /// Who does it, where it is not the check's actor.
  package let actor: String?
  package let retry: Retry?
  package let expectations: [Expectation]
  package let captures: [Capture]
  package let location: BindingLocation

  package init(
    action: Action, actor: String? = nil, retry: Retry? = nil, expectations: [Expectation] = [],
    captures: [Capture] = [], location: BindingLocation
  ) {
    self.action = action
    self.actor = actor
    self.retry = retry
    self.expectations = expectations
    self.captures = captures
    self.location = location
  }
}

extension Step {
  /// The same step with another action.
  package func doing(_ action: Action) -> Step {
    Step(
      action: action, actor: actor, retry: retry, expectations: expectations, captures: captures,
      location: location)
  }
}

/// A request with its places to be filled in.
package final class RequestBinding: Sendable {
  package let method: String
  package let url: Template
  package let query: [Field]
  package let headers: [Field]
  package let cookies: [Field]
  package let body: Body
  /// How many redirects are followed; 0 for none.
  package let redirects: Int
  package let timeout: Duration?
  package let maximumBytes: Int?
  /// `1.1` or `2`; `nil` leaves it to the target.
  package let version: String?
  package let isCompressed: Bool
  package let tls: TLSBinding?
  /// How many times it is sent.
  package let count: Int

  package init(
    method: String, url: Template, query: [Field], headers: [Field], cookies: [Field], body: Body,
    redirects: Int, timeout: Duration?, maximumBytes: Int?, version: String?, isCompressed: Bool,
    tls: TLSBinding?, count: Int
  ) {
    self.method = method
    self.url = url
    self.query = query
    self.headers = headers
    self.cookies = cookies
    self.body = body
    self.redirects = redirects
    self.timeout = timeout
    self.maximumBytes = maximumBytes
    self.version = version
    self.isCompressed = isCompressed
    self.tls = tls
    self.count = count
  }

  /// The same request with another query.
  package func asking(_ query: [Field]) -> RequestBinding {
    RequestBinding(
      method: method, url: url, query: query, headers: headers, cookies: cookies, body: body,
      redirects: redirects, timeout: timeout, maximumBytes: maximumBytes, version: version,
      isCompressed: isCompressed, tls: tls, count: count)
  }

  /// Whether the method only reads (RFC 9110, section 9.2.1).
  package var isSafe: Bool { ["GET", "HEAD", "OPTIONS", "TRACE"].contains(method) }

  package struct Field: Sendable, Hashable {
    package var name: String
    package var value: JSONTemplate

    package init(name: String, value: JSONTemplate) {
      self.name = name
      self.value = value
    }
  }

  package enum Body: Sendable {
    case none
    case text(Template)
    case bytes([UInt8])
    case json(JSONTemplate)
    case form([Field])
    case file(Template)
    case multipart([Part])
  }

  package struct Part: Sendable {
    package var name: String
    package var value: Template?
    package var file: Template?
    package var type: String?
  }
}

/// TLS options of a request or an environment; paths are relative to the binding file.
package struct TLSBinding: Sendable, Hashable {
  package var authorities: String?
  package var certificate: String?
  package var key: String?
  package var isInsecure: Bool
}

/// A variable that a query fills.
package struct Capture: Sendable {
  package var name: String
  package var query: QueryBinding
  package var filters: [FilterBinding]
  package var location: BindingLocation
}
