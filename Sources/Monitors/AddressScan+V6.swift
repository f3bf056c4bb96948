extension AddressScan {
  /// Where IPv6 addresses begin (RFC 4291, section 2.2), in brackets or bare, at most so many.
  ///
  /// Times, hardware addresses and fingerprints have colons too, and neither eight groups nor two
  /// colons in a row; one that ends in a dotted IPv4 address is found as such.
  static func allV6(
    in texts: ShownTexts, _ kind: InternalsRule.Addresses, except host: String, most: Int
  ) -> [Int] {
    let own = address(Array(host.utf8.drop { $0 == UInt8(ascii: "[") })[...])
    return texts.bytes.withUnsafeBufferPointer { bytes in
      var places: [Int] = []
      var start = 0
      var colons = 0
      for index in 0...bytes.count {
        if index < bytes.count, isPartV6(bytes[index]) {
          if bytes[index] == UInt8(ascii: ":") { colons += 1 }
          continue
        }
        if colons > 1, index - start < 512 {
          for part in parts(of: bytes, start..<index) {
            guard let groups = address(part.bytes), groups != own, isMeant(groups, part.bytes, kind)
            else { continue }
            places.append(part.start)
            if places.count == most { return places }
          }
        }
        start = index + 1
        colons = 0
      }
      return places
    }
  }

  private static func isPartV6(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_")
  }

  /// What stands between words that are no groups of digits: `peer:fe80::1` is `fe80::1`, and nothing
  /// of `Foo::Bar` is left.
  private static func parts(
    of bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> [(start: Int, bytes: ArraySlice<UInt8>)] {
    var result: [(start: Int, bytes: ArraySlice<UInt8>)] = []
    var start = range.lowerBound
    var group = range.lowerBound
    func close(at end: Int) {
      var (first, last) = (start, end)
      func isColon(_ place: Int) -> Bool { bytes[place] == UInt8(ascii: ":") }
      // One colon at an end belongs to the words around, two to the address.
      if last - first > 1, isColon(first), !isColon(first + 1) { first += 1 }
      if last - first > 1, isColon(last - 1), !isColon(last - 2) { last -= 1 }
      if last - first > 1 { result.append((first, Array(bytes[first..<last])[...])) }
    }
    for index in range.lowerBound...range.upperBound {
      guard index == range.upperBound || bytes[index] == UInt8(ascii: ":") else { continue }
      let isGroup =
        index - group <= 4 && bytes[group..<index].allSatisfy { ASCII.hexValue($0) != nil }
      if !isGroup {
        close(at: group)
        start = index < range.upperBound ? index + 1 : index
      }
      group = index + 1
    }
    if start < range.upperBound { close(at: range.upperBound) }
    return result
  }

  /// Eight groups; `nil` for what is no address.
  private static func address(_ bytes: ArraySlice<UInt8>) -> [UInt16]? {
    var groups: [UInt16] = []
    var gap: Int?
    var index = bytes.startIndex
    if bytes.starts(with: [UInt8(ascii: ":"), UInt8(ascii: ":")]) {
      gap = 0
      index += 2
    }
    while index < bytes.endIndex {
      var value: UInt16 = 0
      let first = index
      while index < bytes.endIndex, let digit = ASCII.hexValue(bytes[index]) {
        guard index - first < 4 else { return nil }
        value = value << 4 | UInt16(digit)
        index += 1
      }
      guard index > first, groups.count < 8 else { return nil }
      groups.append(value)
      guard index < bytes.endIndex else { break }
      guard bytes[index] == UInt8(ascii: ":") else { return nil }
      index += 1
      if index < bytes.endIndex, bytes[index] == UInt8(ascii: ":") {
        guard gap == nil else { return nil }
        gap = groups.count
        index += 1
      } else if index == bytes.endIndex {
        return nil
      }
    }
    guard let gap else { return groups.count == 8 ? groups : nil }
    guard groups.count < 8 else { return nil }
    groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
    return groups
  }

  private static func isMeant(
    _ groups: [UInt16], _ bytes: ArraySlice<UInt8>, _ kind: InternalsRule.Addresses
  ) -> Bool {
    if groups.dropLast().allSatisfy({ $0 == 0 }) { return groups[7] == 1 }
    // An IPv4 address in the form of the other family (RFC 4291, section 2.5.5.2).
    if groups.prefix(5).allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
      return isMeant(
        [Int(groups[6] >> 8), Int(groups[6] & 255), Int(groups[7] >> 8), Int(groups[7] & 255)], kind
      )
    }
    // Written out it has four digits; two are part of a hardware address.
    guard bytes.prefix(while: { $0 != UInt8(ascii: ":") }).count == 4 else { return false }
    switch groups[0] {
    case 0xFC00...0xFDFF, 0xFE80...0xFEBF: return true
    // RFC 4291, section 2.4: what is routed in the world.
    case 0x2000...0x3FFF: return kind == .all
    default: return false
    }
  }
}
