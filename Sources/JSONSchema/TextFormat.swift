import Regexes

/// The formats of JSON Schema 2020-12, Validation, section 7.3.
package enum TextFormat: String, Sendable, CaseIterable {
  case dateTime = "date-time"
  case date, time, duration, email
  case idnEmail = "idn-email"
  case hostname
  case idnHostname = "idn-hostname"
  case ipv4, ipv6, uri
  case uriReference = "uri-reference"
  case iri
  case iriReference = "iri-reference"
  case uuid
  case uriTemplate = "uri-template"
  case jsonPointer = "json-pointer"
  case relativeJSONPointer = "relative-json-pointer"
  case regex

  /// Whether the text has the format; takes time linear in it.
  package func accepts(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return switch self {
    case .dateTime: CalendarTime(dateTime: bytes) != nil
    case .date: CalendarTime(date: bytes) != nil
    case .time: CalendarTime.isTime(bytes)
    case .duration: Self.isDuration(bytes)
    case .email: Self.isEmail(bytes, isInternational: false)
    case .idnEmail: Self.isEmail(bytes, isInternational: true)
    case .hostname: Self.isHostname(bytes[...], isInternational: false)
    case .idnHostname: Self.isHostname(bytes[...], isInternational: true)
    case .ipv4: Self.isIPv4(bytes[...])
    case .ipv6: Self.isIPv6(bytes[...])
    case .uri: URIText(bytes, isInternational: false)?.hasScheme == true
    case .iri: URIText(bytes, isInternational: true)?.hasScheme == true
    case .uriReference: URIText(bytes, isInternational: false) != nil
    case .iriReference: URIText(bytes, isInternational: true) != nil
    case .uuid: Self.isUUID(bytes)
    case .uriTemplate: Self.isURITemplate(bytes)
    case .jsonPointer: Self.isJSONPointer(bytes[...])
    case .relativeJSONPointer: Self.isRelativeJSONPointer(bytes)
    case .regex: (try? LinearRegex.parse(text)) != nil
    }
  }

  /// RFC 9562, section 4, of any version.
  private static func isUUID(_ bytes: [UInt8]) -> Bool {
    bytes.count == 36
      && bytes.enumerated().allSatisfy { place, byte in
        [8, 13, 18, 23].contains(place) ? byte == UInt8(ascii: "-") : byte.isHexDigit
      }
  }

  /// RFC 6901, section 3.
  private static func isJSONPointer(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first else { return true }
    guard first == UInt8(ascii: "/") else { return false }
    return bytes.indices.allSatisfy { place in
      guard bytes[place] == UInt8(ascii: "~") else { return true }
      let next = place + 1 < bytes.endIndex ? bytes[place + 1] : 0
      return next == UInt8(ascii: "0") || next == UInt8(ascii: "1")
    }
  }

  private static func isRelativeJSONPointer(_ bytes: [UInt8]) -> Bool {
    let digits = bytes.prefix { $0.isDigit }
    guard !digits.isEmpty, digits.count == 1 || digits.first != UInt8(ascii: "0") else {
      return false
    }
    let rest = bytes[digits.endIndex...]
    return rest.elementsEqual("#".utf8) || isJSONPointer(rest)
  }

  /// RFC 3339, appendix A.
  private static func isDuration(_ bytes: [UInt8]) -> Bool {
    guard bytes.first == UInt8(ascii: "P"), bytes.count > 2 else { return false }
    if bytes.last == UInt8(ascii: "W") { return bytes[1...].dropLast().allSatisfy { $0.isDigit } }
    let halves = bytes[1...].split(separator: UInt8(ascii: "T"), omittingEmptySubsequences: false)
    guard halves.count <= 2, areParts(halves[0], of: "YMD") else { return false }
    return halves.count == 1 || !halves[1].isEmpty && areParts(halves[1], of: "HMS")
  }

  /// Whether numbers stand before units, which follow each other without a gap.
  private static func areParts(_ bytes: ArraySlice<UInt8>, of units: StaticString) -> Bool {
    var last: Int?
    var hasDigits = false
    for byte in bytes {
      if byte.isDigit {
        hasDigits = true
        continue
      }
      let place = (0..<units.utf8CodeUnitCount).first { units.utf8Start[$0] == byte }
      guard hasDigits, let place, last.map({ place == $0 + 1 }) ?? true else { return false }
      last = place
      hasDigits = false
    }
    return !hasDigits
  }

  /// RFC 6570, section 2.
  private static func isURITemplate(_ bytes: [UInt8]) -> Bool {
    var isInside = false
    var length = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "{"):
        if isInside { return false }
        isInside = true
        length = 0
      case UInt8(ascii: "}"):
        if !isInside || length == 0 { return false }
        isInside = false
      case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
        UInt8(ascii: "^"), UInt8(ascii: "`"):
        return false
      default: length += 1
      }
    }
    return !isInside
  }
}

extension UInt8 {
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
  var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
  var isHexDigit: Bool { isDigit || (self | 0x20) &- UInt8(ascii: "a") < 6 }
}
