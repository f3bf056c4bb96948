import Foundation

/// What arrived on the connection, whatever server received it.
struct IncomingRequest: Sendable {
  var method: String
  var path: String
  var pathParameters: [String: String] = [:]
  var query: [String: String] = [:]
  /// The query as it was written, without the question mark.
  var rawQuery = ""
  /// By names in lower case.
  var headers: [String: String] = [:]
  var body: [UInt8] = []

  var cookies: [String: String] {
    var cookies: [String: String] = [:]
    for pair in (headers["cookie"] ?? "").split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2 {
        cookies[String(parts[0]).trimmingSpaces] = String(parts[1]).trimmingSpaces
      }
    }
    return cookies
  }

  /// The fields of a form that was posted.
  var form: [String: String] { Self.pairs(String(decoding: body, as: UTF8.self)) }

  /// Reads `application/x-www-form-urlencoded` pairs; the first of equal names counts.
  static func pairs(_ text: some StringProtocol) -> [String: String] {
    func decoded(_ text: some StringProtocol) -> String {
      let spaced = String(text.map { $0 == "+" ? " " : $0 })
      return spaced.removingPercentEncoding ?? spaced
    }
    var pairs: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first.map(decoded), !name.isEmpty, pairs[name] == nil else { continue }
      pairs[name] = parts.count > 1 ? decoded(parts[1]) : ""
    }
    return pairs
  }
}
