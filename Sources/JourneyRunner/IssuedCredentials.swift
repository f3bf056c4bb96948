/// Finds the credentials that a JSON answer hands out, by the names of its members.
///
/// What a sign-in obtains is known as a secret anyway; this is for steps that sign in by themselves.
/// The names are those of OAuth 2.0 (RFC 6749, section 5.1) and their like.
enum IssuedCredentials {
  private static let names = [
    "token", "access_token", "accessToken", "refresh_token", "refreshToken", "id_token", "idToken",
    "session_token", "sessionToken", "api_key", "apiKey", "client_secret", "clientSecret", "jwt",
  ].map { Array($0.utf8) }

  /// Shorter values are no credentials but words about them.
  static let shortest = 16

  /// The values with the names of their members, in their order.
  static func found(in body: [UInt8]) -> [(name: String, value: String)] {
    guard body.first == UInt8(ascii: "{") || body.first == UInt8(ascii: "[") else { return [] }
    var found: [(String, String)] = []
    var rest = body[...]
    while let quote = rest.firstIndex(of: UInt8(ascii: "\"")) {
      rest = rest[(quote + 1)...]
      for name in names where rest.starts(with: name) {
        guard let value = value(after: rest.dropFirst(name.count)) else { continue }
        found.append((String(decoding: name, as: UTF8.self), value))
      }
    }
    return found
  }

  /// The text that follows `":`, if it can be a credential.
  private static func value(after rest: ArraySlice<UInt8>) -> String? {
    guard rest.first == UInt8(ascii: "\"") else { return nil }
    var rest = rest.dropFirst().drop(while: isSpace)
    guard rest.first == UInt8(ascii: ":") else { return nil }
    rest = rest.dropFirst().drop(while: isSpace)
    guard rest.first == UInt8(ascii: "\"") else { return nil }
    let value = rest.dropFirst().prefix(while: isOfCredential)
    guard value.count >= shortest, rest.dropFirst(value.count + 1).first == UInt8(ascii: "\"")
    else { return nil }
    return String(decoding: value, as: UTF8.self)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// The characters of bearer tokens (RFC 6750, section 2.1).
  private static func isOfCredential(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._~+/=:".utf8.contains(byte)
    }
  }
}
