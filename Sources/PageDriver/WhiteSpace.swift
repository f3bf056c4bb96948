/// White space in names and texts: that of Unicode, no-break spaces among it.
extension StringProtocol {
  /// Nothing but white space, or nothing.
  var isBlank: Bool {
    var bytes = utf8[...]
    while let byte = bytes.first {
      let length = bytes.whiteSpaceLength(byte)
      if length == 0 { return false }
      bytes = bytes.dropFirst(length)
    }
    return true
  }

  /// With each run of white space as one space, and none at the ends.
  var folded: String {
    var result: [UInt8] = []
    result.reserveCapacity(utf8.count)
    var needsSpace = false
    var bytes = utf8[...]
    while let byte = bytes.first {
      let length = bytes.whiteSpaceLength(byte)
      if length > 0 {
        needsSpace = !result.isEmpty
        bytes = bytes.dropFirst(length)
        continue
      }
      if needsSpace { result.append(0x20) }
      needsSpace = false
      result.append(byte)
      bytes = bytes.dropFirst()
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension Collection<UInt8> {
  /// How many bytes the white space has that begins here with `first`; 0 where there is none.
  fileprivate func whiteSpaceLength(_ first: UInt8) -> Int {
    switch first {
    case 0x20, 0x09...0x0D: return 1
    case 0..<0x80: return 0
    case 0xC2:
      let second = dropFirst().first
      return second == 0xA0 || second == 0x85 ? 2 : 0
    case 0xE1, 0xE2, 0xE3:
      var rest = dropFirst()
      guard let second = rest.popFirst(), let third = rest.first else { return 0 }
      return switch (first, second, third) {
      case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9),
        (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
        3
      default: 0
      }
    default: return 0
    }
  }
}
