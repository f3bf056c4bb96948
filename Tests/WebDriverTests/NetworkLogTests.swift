import HTTPClient
import Pages
import Testing

@testable import WebDriver

/// Exchanges put together from what a browser tells in pieces.
@Suite struct NetworkLogTests {
  private static func entry(_ method: String, _ parameters: String, window: String = "W") -> String
  {
    #"{"message":{"method":"Network.\#(method)","params":{\#(parameters)}},"webview":"\#(window)"}"#
  }

  private static func sent(
    _ method: String, _ path: String, _ more: String = "", type: String = "Fetch"
  ) -> String {
    entry(
      "requestWillBeSent",
      #""requestId":"1","timestamp":10,"wallTime":1000,"type":"\#(type)",\#(more)"#
        + #""request":{"method":"\#(method)","url":"http://a.test\#(path)","headers":{"Seen":"no"}}"#
    )
  }

  private static func wireSent(_ headers: String = #""Seen":"yes""#) -> String {
    entry("requestWillBeSentExtraInfo", #""requestId":"1","headers":{\#(headers)}"#)
  }

  private static func wireReceived(_ status: Int, _ headers: String = "") -> String {
    entry(
      "responseReceivedExtraInfo",
      #""requestId":"1","statusCode":\#(status),"headers":{\#(headers)}"#)
  }

  private static func answer(_ status: Int, _ more: String = "") -> String {
    #"{"status":\#(status),"protocol":"http/1.1","mimeType":"application/json","headers":{},\#(more)"#
      + #""timing":{"requestTime":10.5,"sendStart":100,"receiveHeadersEnd":400}}"#
  }

  private static func received(_ status: Int, _ more: String = "", hasWire: Bool = true) -> String {
    entry(
      "responseReceived",
      #""requestId":"1","hasExtraInfo":\#(hasWire),"type":"Fetch","response":\#(answer(status, more))"#
    )
  }

  private static let data = entry("dataReceived", #""requestId":"1","dataLength":7"#)
  private static let finished = entry("loadingFinished", #""requestId":"1","timestamp":11"#)

  private static func failed(_ text: String, _ more: String = "") -> String {
    entry("loadingFailed", #""requestId":"1","timestamp":11,"errorText":"\#(text)"\#(more)"#)
  }

  private static func log(_ entries: [String]) -> NetworkLog {
    var log = NetworkLog()
    for entry in entries { log.take(entry: entry, of: ["W"]) }
    return log
  }

  private static func exchanges(
    _ entries: [String], body: [UInt8]? = nil, isLast: Bool = false
  ) -> [PageExchange] {
    var log = log(entries)
    let now = ContinuousClock.now
    return log.takeLoadings(isLast: isLast).flatMap { loading, wire in
      loading.exchanges(wire, body: body) { now + .seconds($0) }
    }
  }

  /// What truly travelled is told before or after the rest.
  @Test(arguments: [
    [sent("PUT", "/x"), wireSent(), wireReceived(201), received(200), data, finished],
    [wireSent(), sent("PUT", "/x"), received(200), data, finished, wireReceived(201)],
  ]) func anExchangeIsWhatTravelled(entries: [String]) throws {
    let found = Self.exchanges(entries, body: Array(#"{"a":1}"#.utf8))
    let exchange = try #require(found.first)
    #expect(found.count == 1)
    #expect(exchange.request.method == "PUT")
    #expect(exchange.request.url.text == "http://a.test/x")
    #expect(exchange.request.headers == [HTTPField("Seen", "yes")])
    let response = try exchange.result.get()
    #expect(response.status == 201)
    #expect(response.version == "HTTP/1.1")
    #expect(response.body == Array(#"{"a":1}"#.utf8))
    #expect(exchange.account == .init(purpose: .data))
    #expect(exchange.duration == 400_000)
  }

  @Test func redirectsAreExchangesOfTheirOwn() throws {
    let led = Self.entry(
      "requestWillBeSent",
      #""requestId":"1","timestamp":10.9,"wallTime":1001,"redirectHasExtraInfo":true,"#
        + #""redirectResponse":\#(Self.answer(303)),"#
        + #""request":{"method":"GET","url":"http://a.test/done","headers":{}}"#)
    let found = Self.exchanges([
      Self.sent("POST", "/x"), led, Self.wireSent(#""N":"1""#),
      Self.wireReceived(303, #""Location":"/done","Set-Cookie":"a=1\nb=2""#),
      Self.wireSent(#""N":"2""#), Self.wireReceived(200), Self.received(200), Self.data,
      Self.finished,
    ])
    #expect(found.map(\.request.method) == ["POST", "GET"])
    #expect(found.map { $0.request.headers.first?.value } == ["1", "2"])
    let statuses = try found.map { try $0.result.get().status }
    #expect(statuses == [303, 200])
    let first = try #require(try found.first?.result.get())
    #expect(first.cookiesSet.map(\.name) == ["a", "b"])
    #expect(found.first?.duration == 300_000)
    #expect(found.last?.account.bodySize == 7)
  }

  @Test func sentBodiesAreBytesAndSayWhatTheyLack() throws {
    func body(_ more: String, _ length: Int) throws -> (HTTPBody, Int?) {
      let event = Self.entry(
        "requestWillBeSent",
        #""requestId":"1","timestamp":10,"wallTime":1000,"type":"Document","request":{"method":"POST","#
          + #""url":"http://a.test/","headers":{},"hasPostData":true\#(more)}"#)
      let found = Self.exchanges([
        event, Self.wireSent(#""Content-Length":"\#(length)""#), Self.wireReceived(200),
        Self.received(200), Self.finished,
      ])
      let exchange = try #require(found.first)
      return (exchange.request.body, exchange.account.sentSize)
    }
    #expect(try body(#","postDataEntries":[{"bytes":"AP8B"}]"#, 3) == (.bytes([0, 255, 1]), nil))
    #expect(try body(#","postData":"a=1""#, 3) == (.bytes(Array("a=1".utf8)), nil))
    #expect(
      try body(#","postDataEntries":[{"bytes":"AP8B"},{}]"#, 90) == (.bytes([0, 255, 1]), 90))
    #expect(try body("", 90) == (.none, 90))
  }

  @Test func whatFailedSaysWhy() throws {
    let found = Self.exchanges(
      [Self.sent("GET", "/x"), Self.failed("net::ERR_CONNECTION_REFUSED")], isLast: true)
    guard case .failure(let error)? = found.first?.result else {
      Issue.record("no failure")
      return
    }
    #expect("\(error)" == "the request failed: net::ERR_CONNECTION_REFUSED")
  }

  /// A download, and an answer without content, end as if they had been cancelled.
  @Test func anAnswerThatBroughtNoPageIsAnAnswer() throws {
    let found = Self.exchanges([
      Self.sent("GET", "/x", type: "Document"), Self.wireSent(),
      Self.failed("net::ERR_ABORTED", #","canceled":true"#),
      Self.wireReceived(204, #""Content-Length":"0""#),
    ])
    #expect(try found.first?.result.get().status == 204)
    #expect(found.first?.account.purpose == .document)
  }

  @Test(arguments: [
    [sent("GET", "/x"), failed("net::ERR_ABORTED", #","canceled":true"#)],
    [sent("GET", "/x"), failed("net::ERR_BLOCKED_BY_CLIENT", #","blockedReason":"csp""#)],
    [sent("GET", "/x"), received(200, #""fromDiskCache":true,"#, hasWire: false), finished],
    [
      sent("GET", "/x"), entry("requestServedFromCache", #""requestId":"1""#),
      received(200, hasWire: false), finished,
    ],
    [sent("GET", "/x"), received(200, #""fromServiceWorker":true,"#, hasWire: false), finished],
    [sent("GET", "/favicon.ico", type: "Other"), wireSent(), wireReceived(404), finished],
    [sent("GET", "/x").replacing("http://a.test", with: "data:,"), finished],
    [sent("GET", "/x").replacing("http://a.test", with: "chrome://new-tab-page"), finished],
    [sent("GET", "/x").replacing(#""W""#, with: #""other""#), finished],
    ["", "{", #"{"message":{"method":"Network.requestWillBeSent"}}"#, "[]"],
  ]) func whatNeverLeftTheBrowserIsNone(entries: [String]) {
    #expect(Self.exchanges(entries, isLast: true).isEmpty)
  }

  @Test func whatIsUnderWayIsToldAtTheEnd() throws {
    var log = Self.log([Self.sent("GET", "/x"), Self.wireSent()])
    #expect(log.takeLoadings(isLast: false).isEmpty)
    let found = log.takeLoadings(isLast: true).flatMap { loading, wire in
      loading.exchanges(wire, body: nil) { _ in .now }
    }
    guard case .failure(let error)? = found.first?.result else {
      Issue.record("no failure")
      return
    }
    #expect("\(error)".contains("no answer before the check was over"))
    #expect(log.takeLoadings(isLast: true).isEmpty)
  }

  /// The rest may never come.
  @Test func whatIsOverWaitsOnce() {
    var log = Self.log([Self.sent("GET", "/x"), Self.received(200), Self.finished])
    #expect(log.takeLoadings(isLast: false).isEmpty)
    #expect(log.takeLoadings(isLast: false).count == 1)
  }

  @Test func countIsBounded() {
    var log = NetworkLog()
    for number in 0...NetworkLog.mostExchanges {
      #expect(!log.isFull)
      log.take(entry: Self.sent("GET", "/x").replacing(#""1""#, with: "\"\(number)\""), of: ["W"])
    }
    #expect(log.isFull)
    #expect(log.takeLoadings(isLast: true).count == NetworkLog.mostExchanges)
  }

  @Test(arguments: [
    ("Document", "text/html", 7, true), ("XHR", "application/problem+json", 7, true),
    ("Fetch", "image/png", 7, false), ("Stylesheet", "text/css", 7, false),
    ("Fetch", "text/plain", 1 << 30, false), ("Fetch", "text/plain", 0, false),
  ]) func bodiesAreAskedForWhereTheyAreWorthIt(
    type: String, media: String, bytes: Int, isWanted: Bool
  ) throws {
    let received = Self.received(200).replacing("application/json", with: media)
      .replacing("Fetch", with: type)
    let data = Self.entry("dataReceived", #""requestId":"1","dataLength":\#(bytes)"#)
    var log = Self.log([Self.sent("GET", "/x", type: type), received, data, Self.finished])
    let loading = try #require(log.takeLoadings(isLast: true).first?.loading)
    #expect(loading.wantsBody(atMost: 1 << 20) == isWanted)
  }
}
