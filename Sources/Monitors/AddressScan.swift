/// Finds network addresses, IPv4 here.
enum AddressScan {
  /// Where they begin, at most so many of each family.
  ///
  /// - Parameter host: Whom the reader asked, which is nothing new to them.
  static func all(
    in texts: ShownTexts, _ kind: InternalsRule.Addresses, except host: String, most: Int
  ) -> [Int] {
    let own = host.split(separator: ".").map { Int($0) ?? -1 }
    return all(in: texts, kind, except: own, most: most)
      + allV6(in: texts, kind, except: host, most: most)
  }

  private static func all(
    in texts: ShownTexts, _ kind: InternalsRule.Addresses, except own: [Int], most: Int
  ) -> [Int] {
    texts.bytes.withUnsafeBufferPointer { bytes in
      var places: [Int] = []
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if ASCII.isDigit(byte) {
          let isStart = index == 0 || !isPart(bytes[index - 1])
          if isStart, let octets = octets(bytes, index), isMeant(octets, kind), octets != own,
            !isVersion(bytes, index)
          {
            places.append(index)
            if places.count == most { return places }
          }
          while index < bytes.count, isPart(bytes[index]) { index += 1 }
        } else {
          index += 1
        }
      }
      return places
    }
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }

  /// Four numbers below 256 with points between and no fifth.
  private static func octets(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> [Int]? {
    var octets: [Int] = []
    var index = start
    while true {
      var value = 0
      let first = index
      while index < bytes.count, ASCII.isDigit(bytes[index]), index - first < 3 {
        value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
        index += 1
      }
      guard index > first, value < 256 else { return nil }
      // A number with a needless zero is part of a version or a time.
      if index - first > 1, bytes[first] == UInt8(ascii: "0") { return nil }
      octets.append(value)
      let hasPoint = index < bytes.count && bytes[index] == UInt8(ascii: ".")
      if octets.count == 4 {
        let next = index + (hasPoint ? 1 : 0)
        guard next < bytes.count else { return octets }
        let isLonger =
          hasPoint ? ASCII.isAlphanumeric(bytes[next]) : ASCII.isAlphanumeric(bytes[index])
        return isLonger ? nil : octets
      }
      guard hasPoint else { return nil }
      index += 1
    }
  }

  static func isMeant(_ octets: [Int], _ kind: InternalsRule.Addresses) -> Bool {
    switch (octets[0], octets[1]) {
    case (10, _), (127, _), (192, 168), (169, 254), (172, 16...31), (100, 64...127): true
    case (0, _): false
    default: kind == .all
    }
  }

  /// Whether a word before says that these are the parts of a version.
  private static func isVersion(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let before = bytes[max(0, index - 10)..<index].map(ASCII.lower)
    let text = String(decoding: before, as: UTF8.self)
    return text.hasSuffix("version ") || text.hasSuffix(" v") || text.hasSuffix("version: ")
  }
}
