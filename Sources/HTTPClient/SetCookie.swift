/// A `Set-Cookie` field, read as RFC 6265bis section 5.6 tells user agents to.
package struct SetCookie: Sendable, Hashable {
  package var name: String
  package var value: String
  /// In lower case, without the leading dot.
  package var domain: String?
  /// Nil where the field has no path that begins with `/`.
  package var path: String?
  /// The date as written, if it can be read.
  package var expires: String?
  /// The same in seconds since 1970-01-01T00:00Z.
  package var expiresAt: Int?
  /// In seconds, winning over `expires`; not positive deletes the cookie.
  package var maxAge: Int?
  package var secure = false
  package var httpOnly = false
  /// `Strict`, `Lax` or `None`.
  package var sameSite: String?

  private static let maximumPairBytes = 4096
  private static let maximumAttributeBytes = 1024

  /// Nil for a field that user agents ignore: no name and value, control characters, too long.
  package init?(parsing field: String) {
    let bytes = Array(field.utf8)
    guard !bytes.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else { return nil }
    var parts = bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
    guard let pair = parts.popFirst() else { return nil }
    let (name, value) = Self.sides(pair)
    // A pair without an equals sign is a value without a name.
    self.name = value == nil ? "" : name
    self.value = value ?? name
    guard !(self.name.isEmpty && self.value.isEmpty),
      self.name.utf8.count + self.value.utf8.count <= Self.maximumPairBytes
    else { return nil }
    for part in parts {
      let (name, value) = Self.sides(part)
      guard (value?.utf8.count ?? 0) <= Self.maximumAttributeBytes else { continue }
      apply(ASCII.lowercased(name), value ?? "")
    }
  }

  private mutating func apply(_ attribute: String, _ value: String) {
    switch attribute {
    case "expires":
      guard let time = CookieDate.seconds(of: value) else { return }
      expires = value
      expiresAt = time
    case "max-age":
      let digits = value.utf8.first == UInt8(ascii: "-") ? value.utf8.dropFirst() : value.utf8[...]
      guard !digits.isEmpty, digits.allSatisfy(ASCII.isDigit) else { return }
      maxAge = Int(value) ?? (value.hasPrefix("-") ? .min : .max)
    case "domain":
      let host = ASCII.lowercased(value.hasPrefix(".") ? value.dropFirst() : value[...])
      domain = host.isEmpty ? nil : host
    case "path":
      path = value.hasPrefix("/") ? value : nil
    case "secure":
      secure = true
    case "httponly":
      httpOnly = true
    case "samesite":
      sameSite = ["strict": "Strict", "lax": "Lax", "none": "None"][ASCII.lowercased(value)]
    default:
      return
    }
  }

  /// Name and value around the first equals sign, trimmed.
  private static func sides(_ part: ArraySlice<UInt8>) -> (String, String?) {
    func text(_ range: Range<Int>) -> String {
      String(decoding: part[ASCII.trimmed(part, range)], as: UTF8.self)
    }
    guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else {
      return (text(part.indices), nil)
    }
    return (text(part.startIndex..<equals), text((equals + 1)..<part.endIndex))
  }
}
