import Digests
import HTTPClient
import JSONTree
import Pages

/// A request of a browser with the redirects that it was led through.
struct NetworkLoading {
  enum Outcome {
    case complete
    case failed(JSONValue)
  }

  /// One request, and the answer if one came.
  struct Hop {
    var event: JSONValue
    var answer: JSONValue?
    /// Whether there is word of what truly travelled; `nil` where nobody says.
    var hasWire: Bool?
  }

  let id: String
  private(set) var hops: [Hop]
  /// What the browser takes it for, such as `Document` or `XHR`.
  private(set) var kind: String
  var isFromCache = false
  /// Of the last hop's body, after decompression.
  var bytes = 0
  private(set) var outcome: Outcome?
  /// Seconds, by the browser's clock that never goes back.
  private var ended = 0.0
  /// Whether it was over already when its browser was asked before.
  var hasWaited = false

  init(_ id: String, _ event: JSONValue) {
    self.id = id
    hops = [Hop(event: event)]
    kind = event["type"]?.stringValue ?? ""
  }

  /// Seconds, by the browser's clock that never goes back.
  var began: Double { hops.first?.event["timestamp"]?.doubleValue ?? 0 }

  mutating func redirect(_ answer: JSONValue, _ event: JSONValue) {
    hops[hops.count - 1].answer = answer
    hops[hops.count - 1].hasWire = event["redirectHasExtraInfo"]?.boolValue
    hops.append(Hop(event: event))
    bytes = 0
  }

  mutating func receive(_ event: JSONValue) {
    hops[hops.count - 1].answer = event["response"]
    hops[hops.count - 1].hasWire = event["hasExtraInfo"]?.boolValue
    kind = event["type"]?.stringValue ?? kind
  }

  mutating func end(_ outcome: Outcome, _ event: JSONValue) {
    self.outcome = outcome
    ended = event["timestamp"]?.doubleValue ?? 0
  }

  /// Whether all is told of what truly travelled.
  func isWhole(_ wire: NetworkLog.Wire) -> Bool {
    let expected = hops.count { $0.hasWire ?? true }
    return wire.sent.count >= expected && wire.received.count >= expected
  }

  var purpose: PageExchange.Purpose {
    switch kind {
    case "Document": .document
    case "XHR", "Fetch", "EventSource", "Ping": .data
    default: .asset
    }
  }

  /// Whether the body of the last answer is worth asking for: of scripts and documents, as text.
  func wantsBody(atMost limit: Int) -> Bool {
    guard case .complete? = outcome, purpose != .asset, bytes > 0, bytes <= limit,
      let answer = hops.last?.answer
    else { return false }
    let type = answer["mimeType"]?.stringValue?.lowercased() ?? ""
    return type.isEmpty || type.hasPrefix("text/")
      || ["json", "xml", "yaml", "javascript", "x-www-form-urlencoded"].contains {
        type.contains($0)
      }
  }

  // MARK: - What travelled

  /// One exchange a hop, without those that never left the browser.
  ///
  /// - Parameters:
  ///   - body: What the last answer brought, if that was asked for.
  ///   - instant: Turns seconds since 1970 into an instant of this program.
  func exchanges(
    _ wire: NetworkLog.Wire, body: [UInt8]?, at instant: (Double) -> ContinuousClock.Instant
  ) -> [PageExchange] {
    var exchanges: [PageExchange] = []
    var index = 0
    for (place, hop) in hops.enumerated() {
      let isLast = place == hops.count - 1
      let isOnWire = hop.hasWire ?? (index < max(wire.sent.count, wire.received.count))
      let sent = isOnWire && index < wire.sent.count ? wire.sent[index] : nil
      let received = isOnWire && index < wire.received.count ? wire.received[index] : nil
      if isOnWire { index += 1 }
      guard let request = hop.request(sent?["headers"]),
        !isLeftOut(hop, request, isSent: sent != nil)
      else { continue }
      var account = PageExchange.Account(purpose: purpose, sentSize: hop.sentSize(request))
      let result: Result<HTTPResponse, HTTPError>
      if var response = hop.response(received, from: request.url) {
        if isLast { account.bodySize = add(body, to: &response) }
        result = .success(response)
      } else {
        result = .failure(.other(code: 0, message: reason))
      }
      exchanges.append(
        PageExchange(
          request: request, result: result, account: account,
          start: instant(hop.event["wallTime"]?.doubleValue ?? 0),
          duration: hop.duration(until: isLast ? ended : nil)))
    }
    return exchanges
  }

  /// Gives a response its body; returns its size where there is none to give.
  private func add(_ body: [UInt8]?, to response: inout HTTPResponse) -> Int? {
    if let body {
      response.body = body
      return nil
    }
    if bytes > 0 { return bytes }
    if case .complete? = outcome { return nil }
    return response.headers.firstValue(of: "Content-Length").flatMap { Int($0) }.map { max(0, $0) }
  }

  private var reason: String {
    switch outcome {
    case .failed(let event): event["errorText"]?.stringValue ?? "the browser does not say why"
    case .complete: "the browser does not tell the answer"
    case nil: "there was no answer before the check was over"
    }
  }

  private func isLeftOut(_ hop: Hop, _ request: HTTPRequest, isSent: Bool) -> Bool {
    // An icon that the browser asks for by itself is none of the page's.
    if kind == "Other", request.url.path == "/favicon.ico" { return true }
    if hop.isInternal { return true }
    guard !isSent else { return false }
    if isFromCache || hop.isFromCache { return true }
    guard hop.answer == nil, case .failed(let event) = outcome else { return false }
    return event["canceled"]?.boolValue == true || event["blockedReason"] != nil
  }
}
