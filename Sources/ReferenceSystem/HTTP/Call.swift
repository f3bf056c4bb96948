import GRDB

/// One request as a handler sees it: checked, with its database transaction and its caller.
struct Call {
  let instance: ReferenceInstance
  let database: Database
  let route: Route
  let request: IncomingRequest
  let requestID: String
  let now: Instant
  /// Nil only on open routes.
  let caller: Principal?

  func path(_ name: String) -> String { request.pathParameters[name] ?? "" }

  func query(_ name: String) -> String? {
    guard let value = request.query[name], !value.isEmpty else { return nil }
    return value
  }

  /// The caller of a route that is not open.
  func principal() throws(Failure) -> Principal {
    guard let caller else { throw .authenticationRequired }
    return caller
  }

  func isOn(_ fault: Fault) -> Bool { instance.controls.isOn(fault) }

  /// The members of the request's JSON body; an absent body counts as `{}`.
  func body() throws(Failure) -> JSON {
    guard !request.body.isEmpty else { return [:] }
    guard let body = JSON.parse(request.body), case .object = body else {
      throw .validation([.issue("body", "must be a JSON object")], status: 400)
    }
    return body
  }

  /// The value of a query parameter that must be one of `choices`.
  func filter<Choice: RawRepresentable & CaseIterable>(
    _ name: String, of choices: Choice.Type
  ) throws(Failure) -> Choice? where Choice.RawValue == String {
    guard let text = query(name) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw .invalidFilter(
        name, "must be one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }

  /// The length of a page: 1 to 100, 20 if not given.
  func limit() throws(Failure) -> Int {
    guard let text = query("limit") else { return 20 }
    guard let limit = Int(text), (1...100).contains(limit) else {
      throw .invalidFilter("limit", "must be an integer from 1 to 100")
    }
    return limit
  }

  /// The key after which a page starts, taken from the opaque cursor.
  func cursorKey() throws(Failure) -> String? {
    guard let cursor = query("cursor") else { return nil }
    guard let key = Cursor.key(of: cursor) else {
      throw .invalidFilter("cursor", "is not one that this endpoint gave")
    }
    return key
  }
}

/// Opaque positions in lists.
enum Cursor {
  private static let prefix = "k1:"

  static func make(key: String) -> String { Crypto.hexadecimal((prefix + key).utf8) }

  static func key(of cursor: String) -> String? {
    let digits = Array(cursor.utf8)
    guard digits.count.isMultiple(of: 2), digits.count <= 256 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
  }
}
