package import HTTPClient

/// A request that a browser sent by itself, for a page or its scripts, and what became of it.
package struct PageExchange: Sendable {
  /// What the browser asked for.
  package enum Purpose: Sendable, Hashable {
    /// A document of a window or a frame.
    case document
    /// What a script asked for or sent.
    case data
    /// What a page is made of besides: style sheets, scripts, images, fonts, and what the browser
    /// wants by itself.
    case asset
  }

  /// What is known of it besides what travelled.
  package struct Account: Sendable, Hashable {
    package var purpose: Purpose
    /// Bytes of the sent body where the request has not all of it.
    package var sentSize: Int?
    /// Bytes of the answer's body where the response has not all of it.
    package var bodySize: Int?

    package init(purpose: Purpose, sentSize: Int? = nil, bodySize: Int? = nil) {
      self.purpose = purpose
      self.sentSize = sentSize
      self.bodySize = bodySize
    }
  }

  /// One hop; redirects that were followed are exchanges of their own.
  package var request: HTTPRequest
  package var result: Result<HTTPResponse, HTTPError>
  package var account: Account
  package var start: ContinuousClock.Instant
  /// Microseconds from the first byte sent to the last received; 0 where it is not known.
  package var duration: Int

  package init(
    request: HTTPRequest, result: Result<HTTPResponse, HTTPError>, account: Account,
    start: ContinuousClock.Instant, duration: Int
  ) {
    self.request = request
    self.result = result
    self.account = account
    self.start = start
    self.duration = duration
  }
}

/// What a browser tells of its exchanges when it is asked.
package struct PageExchanges: Sendable {
  package var list: [PageExchange]
  /// Set once a session: why there are more than it tells.
  package var loss: String?

  package init(_ list: [PageExchange] = [], loss: String? = nil) {
    self.list = list
    self.loss = loss
  }
}
