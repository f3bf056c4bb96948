extension TextFormat {
  /// Dotted decimal without needless zeros (RFC 2673, section 3.2).
  static func isIPv4(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 15 else { return false }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard !part.isEmpty, part.count <= 3, part.allSatisfy({ $0.isDigit }) else { return false }
        guard part.count == 1 || part.first != UInt8(ascii: "0") else { return false }
        return part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 255
      }
  }

  /// RFC 4291, section 2.2, without zones.
  static func isIPv6(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 45 else { return false }
    var groups = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard groups.count >= 3, groups.count <= 9 else { return false }
    var count = groups.count
    if let last = groups.last, last.contains(UInt8(ascii: ".")) {
      guard isIPv4(last) else { return false }
      groups.removeLast()
      count += 1
      // Nothing of hexadecimal form is left to be checked for this part.
      groups.append(bytes[bytes.startIndex..<bytes.startIndex])
      return isIPv6(groups: groups.dropLast(), count: count, endsInIPv4: true)
    }
    return isIPv6(groups: groups[...], count: count, endsInIPv4: false)
  }

  private static func isIPv6(
    groups: ArraySlice<ArraySlice<UInt8>>, count: Int, endsInIPv4: Bool
  ) -> Bool {
    var groups = groups
    var count = count
    var gaps = 0
    // A colon at either end belongs to a gap there.
    if groups.first?.isEmpty == true {
      guard groups.dropFirst().first?.isEmpty == true else { return false }
      groups.removeFirst()
      count -= 1
    }
    if !endsInIPv4, groups.last?.isEmpty == true {
      guard groups.dropLast().last?.isEmpty == true else { return false }
      groups.removeLast()
      count -= 1
    }
    for group in groups {
      if group.isEmpty { gaps += 1 }
      guard group.count <= 4, group.allSatisfy({ $0.isHexDigit }) else { return false }
    }
    return gaps == 0 ? count == 8 : gaps == 1 && count <= 8
  }

  /// RFC 1123, section 2.1; `isInternational` also takes letters beyond ASCII (RFC 5890).
  static func isHostname(_ bytes: ArraySlice<UInt8>, isInternational: Bool) -> Bool {
    guard !bytes.isEmpty, bytes.count <= 253 else { return false }
    let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.allSatisfy { label in
      guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
      guard first != UInt8(ascii: "-"), last != UInt8(ascii: "-") else { return false }
      let third = label.dropFirst(2).prefix(2)
      let isEncoded =
        label.prefix(2).elementsEqual("xn".utf8) || label.prefix(2).elementsEqual("XN".utf8)
      if third.elementsEqual("--".utf8), !isEncoded { return false }
      return label.allSatisfy {
        $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "-") || isInternational && $0 >= 0x80
      }
    }
  }

  /// RFC 5321, section 4.1.2; `isInternational` takes RFC 6531's wider set.
  static func isEmail(_ bytes: [UInt8], isInternational: Bool) -> Bool {
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
    let (local, domain) = (bytes[..<at], bytes[(at + 1)...])
    guard isLocalPart(local, isInternational: isInternational) else { return false }
    if domain.first == UInt8(ascii: "["), domain.last == UInt8(ascii: "]") {
      let address = domain.dropFirst().dropLast()
      let isTagged = address.prefix(5).elementsEqual("IPv6:".utf8)
      return isTagged ? isIPv6(address.dropFirst(5)) : isIPv4(address)
    }
    return isHostname(domain, isInternational: isInternational)
  }

  private static func isLocalPart(_ bytes: ArraySlice<UInt8>, isInternational: Bool) -> Bool {
    guard let first = bytes.first, bytes.count <= 64 else { return false }
    if first == UInt8(ascii: "\"") {
      guard bytes.count >= 2, bytes.last == UInt8(ascii: "\"") else { return false }
      var isEscaped = false
      for byte in bytes.dropFirst().dropLast() {
        guard byte >= 0x20, byte != 0x7F, byte < 0x80 || isInternational else { return false }
        if !isEscaped, byte == UInt8(ascii: "\"") { return false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      }
      return !isEscaped
    }
    let atoms = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return atoms.allSatisfy { atom in
      !atom.isEmpty
        && atom.allSatisfy {
          $0.isDigit || $0.isLetter || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0)
            || isInternational && $0 >= 0x80
        }
    }
  }
}
