import Markup

extension TextCodec {
  /// Writes `& < > " '` as character references.
  package static func htmlEscaped(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      case UInt8(ascii: "'"): result += "&#39;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let longestReference = 32

  /// Replaces numeric references and the names of HTML 4; other ampersands stay.
  package static func htmlUnescaped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      let window = bytes[place..<min(place + longestReference, bytes.count)]
      if bytes[place] == UInt8(ascii: "&"), let end = window.firstIndex(of: UInt8(ascii: ";")),
        let scalar = scalar(ofReference: bytes[(place + 1)..<end])
      {
        result += String(scalar).utf8
        place = end + 1
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func scalar(ofReference bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let name = String(decoding: bytes, as: UTF8.self)
    guard bytes.first == UInt8(ascii: "#") else { return HTMLEntity.scalar(named: name) }
    let digits = name.dropFirst()
    guard let marker = digits.utf8.first, marker != UInt8(ascii: "+"), marker != UInt8(ascii: "-")
    else { return nil }
    let isHexadecimal = marker | 0x20 == UInt8(ascii: "x")
    let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init)
  }
}
