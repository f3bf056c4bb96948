import Digests
package import HTTPClient
import Queries
package import RunEvents

/// An exchange of a run as it can be played back.
package struct Recording: Sendable {
  package var exchange: ExchangeRecord
  package var status: Int
  package var headers: [HTTPField]
  package var body: [UInt8]

  /// `nil` where the log has no answer, or only a part of it.
  package init?(_ exchange: ExchangeRecord) {
    guard let response = exchange.response, response.body?.isCut != true else { return nil }
    self.exchange = exchange
    status = response.status
    headers = response.headers.map { HTTPField($0.name, $0.value) }
    if let body = response.body {
      guard let bytes = body.isBase64 ? Base64.decode(body.text) : Array(body.text.utf8)
      else {
        return nil
      }
      self.body = bytes
    } else {
      body = []
    }
  }

  /// Path and query, without the address of the instance it was asked of.
  package var target: String { Self.target(of: exchange.request.url) }

  package static func target(of url: String) -> String {
    guard let scheme = url.firstRange(of: "://") else { return url }
    let rest = url[scheme.upperBound...]
    return rest.firstIndex(of: "/").map { String(rest[$0...].prefix { $0 != "#" }) } ?? "/"
  }

  /// Method and path with what looks like an identifier left out: `GET /api/v1/exec/tenants/{}`.
  package var route: String {
    let path = target.prefix { $0 != "?" }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      let isVersion = part.first == "v" && part.count == 2
      return !isVersion && part.contains(where: \.isNumber) ? "{}" : String(part)
    }
    return "\(exchange.request.method) \(parts.joined(separator: "/"))"
  }

  package var media: MutationOperator.Scope.Media {
    let type = headers.firstValue(of: "Content-Type")?.lowercased() ?? ""
    if type.contains("json") { return .json }
    if type.contains("html") { return .html }
    if type.contains("csv") { return .csv }
    return .text
  }

  /// Whether the answer keeps from the asker what was asked for.
  package var isRefusal: Bool {
    if status == 401 || status == 403 { return true }
    guard (300..<400).contains(status) else { return false }
    let location = headers.firstValue(of: "Location") ?? ""
    return location.contains("sign-in") || location.contains("login")
      || location.contains("step-up")
  }
}

extension MutationOperator.Scope {
  /// Whether an answer is among those that are changed.
  package func contains(_ recording: Recording) -> Bool {
    if let media, !media.contains(recording.media) { return false }
    if let methods, !methods.contains(recording.exchange.request.method) { return false }
    if let statuses, !statuses.contains(recording.status) { return false }
    if let header, recording.headers.firstValue(of: header) == nil { return false }
    if isForRefusals, !recording.isRefusal { return false }
    return routes.isEmpty || routes.contains { recording.target.contains($0) }
  }
}
