import Digests
import HTTPClient
import JSONTree

extension NetworkLoading.Hop {
  /// What was asked for; `nil` where it is not HTTP.
  ///
  /// - Parameter headers: Those that truly went out.
  func request(_ headers: JSONValue?) -> HTTPRequest? {
    guard let request = event["request"], let address = request["url"]?.stringValue,
      let url = try? HTTPURL(address)
    else { return nil }
    let body = sentBody
    return HTTPRequest(
      method: request["method"]?.stringValue ?? "GET", url: url,
      headers: Self.fields(headers ?? request["headers"]),
      body: body.isEmpty ? .none : .bytes(body))
  }

  /// Bytes of the sent body where more was sent than is told, as with files.
  func sentSize(_ request: HTTPRequest) -> Int? {
    guard event["request"]?["hasPostData"]?.boolValue == true else { return nil }
    let size = request.headers.firstValue(of: "Content-Length").flatMap { Int($0) }
    let told = sentBody.count
    if let size, size >= 0 { return size == told ? nil : size }
    return told > 0 ? nil : 0
  }

  private var sentBody: [UInt8] {
    let request = event["request"]
    guard let parts = request?["postDataEntries"]?.arrayValue else {
      return Array((request?["postData"]?.stringValue ?? "").utf8)
    }
    return parts.flatMap { $0["bytes"]?.stringValue.flatMap { Base64.decode($0) } ?? [] }
  }

  /// The answer; `nil` where none came.
  ///
  /// - Parameter wire: What is told of it as it came.
  func response(_ wire: JSONValue?, from url: HTTPURL) -> HTTPResponse? {
    guard let status = wire?["statusCode"]?.intValue ?? answer?["status"]?.intValue,
      (100..<1000).contains(status)
    else { return nil }
    return HTTPResponse(
      status: status, version: version, reason: answer?["statusText"]?.stringValue ?? "",
      headers: Self.fields(wire?["headers"] ?? answer?["headers"]), finalURL: url)
  }

  /// As the log of a run has it.
  private var version: String {
    switch answer?["protocol"]?.stringValue?.lowercased() {
    case "h2": "HTTP/2"
    case "h3": "HTTP/3"
    case let name? where name.hasPrefix("http/"): name.uppercased()
    default: ""
    }
  }

  /// Whether the browser made up the answer, as where it goes to HTTPS by itself.
  var isInternal: Bool { answer?["headers"]?["Non-Authoritative-Reason"] != nil }

  var isFromCache: Bool {
    ["fromDiskCache", "fromPrefetchCache", "fromServiceWorker"].contains {
      answer?[$0]?.boolValue == true
    }
  }

  /// Microseconds from the first byte sent to the end, or to that of the headers; 0 where it is not
  /// known.
  func duration(until end: Double?) -> Int {
    let timing = answer?["timing"]
    var start = event["timestamp"]?.doubleValue ?? 0
    var last = end ?? 0
    if let time = timing?["requestTime"]?.doubleValue {
      start = time + (timing?["sendStart"]?.doubleValue ?? 0) / 1000
      if end == nil { last = time + (timing?["receiveHeadersEnd"]?.doubleValue ?? 0) / 1000 }
    }
    let seconds = last - start
    return start > 0 && seconds > 0 && seconds < 86_400 ? Int(seconds * 1_000_000) : 0
  }

  /// Fields that repeat come in one, a line each.
  private static func fields(_ headers: JSONValue?) -> [HTTPField] {
    (headers?.objectValue?.pairs ?? []).flatMap { name, value in
      (value.stringValue ?? "").split(separator: "\n", omittingEmptySubsequences: false).map {
        HTTPField(name, String($0))
      }
    }
  }
}
