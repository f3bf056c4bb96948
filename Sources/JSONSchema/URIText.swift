/// The parts of a URI reference (RFC 3986) or IRI reference (RFC 3987).
struct URIText {
  private(set) var hasScheme = false

  /// `nil` when the text is neither absolute nor relative.
  init?(_ bytes: [UInt8], isInternational: Bool) {
    guard Self.areLegal(bytes, isInternational: isInternational) else { return nil }
    var rest = bytes[...]
    if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      guard !rest[(hash + 1)...].contains(UInt8(ascii: "#")) else { return nil }
      rest = rest[..<hash]
    }
    if let query = rest.firstIndex(of: UInt8(ascii: "?")) { rest = rest[..<query] }
    if let end = rest.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }),
      rest[end] == UInt8(ascii: ":")
    {
      // A relative path cannot have a colon in its first segment.
      guard Self.isScheme(rest[..<end]) else { return nil }
      hasScheme = true
      rest = rest[(end + 1)...]
    }
    if rest.starts(with: "//".utf8) {
      let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
      guard Self.isAuthority(authority) else { return nil }
      rest = rest[authority.endIndex...]
    }
    guard !rest.contains(UInt8(ascii: "[")), !rest.contains(UInt8(ascii: "]")) else { return nil }
  }

  private static func isScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first.isLetter else { return false }
    return bytes.allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
  }

  private static func isAuthority(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    if let at = rest.firstIndex(of: UInt8(ascii: "@")) {
      let user = rest[..<at]
      guard !user.contains(where: { "[]".utf8.contains($0) }) else { return false }
      rest = rest[(at + 1)...]
    }
    if rest.first == UInt8(ascii: "[") {
      guard let close = rest.firstIndex(of: UInt8(ascii: "]")) else { return false }
      let address = rest[rest.startIndex..<close].dropFirst()
      guard TextFormat.isIPv6(address) || isFutureAddress(address) else { return false }
      rest = rest[(close + 1)...]
      return rest.isEmpty || isPort(rest)
    }
    guard let colon = rest.firstIndex(of: UInt8(ascii: ":")) else {
      return !rest.contains { "[]@".utf8.contains($0) }
    }
    return !rest[..<colon].contains { "[]@".utf8.contains($0) } && isPort(rest[colon...])
  }

  private static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.first == UInt8(ascii: ":") && bytes.dropFirst().allSatisfy { $0.isDigit }
  }

  private static func isFutureAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, first | 0x20 == UInt8(ascii: "v") else { return false }
    let version = bytes.dropFirst().prefix { $0.isHexDigit }
    let rest = bytes[version.endIndex...]
    return !version.isEmpty && rest.first == UInt8(ascii: ".") && rest.count > 1
  }

  /// Whether only allowed characters and whole percent-encodings stand in the text.
  private static func areLegal(_ bytes: [UInt8], isInternational: Bool) -> Bool {
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte == UInt8(ascii: "%") {
        guard place + 2 < bytes.count, bytes[place + 1].isHexDigit, bytes[place + 2].isHexDigit
        else { return false }
        place += 3
        continue
      }
      guard
        byte.isLetter || byte.isDigit || "-._~:/?#[]@!$&'()*+,;=".utf8.contains(byte)
          || isInternational && byte >= 0x80
      else { return false }
      place += 1
    }
    return true
  }
}
