import RunEvents

/// The stable addresses of things within a report.
enum Anchor {
  /// What stands after an obligation's `#`.
  static func path(of obligation: ObligationRecord) -> String {
    let id = obligation.id
    return safe(id.firstIndex(of: "#").map { String(id[id.index(after: $0)...]) } ?? id)
  }

  /// `executive-exec-overview/must-not.1`.
  static func of(_ obligation: ObligationRecord) -> String {
    safe(obligation.journey) + "/" + path(of: obligation)
  }

  static func of(_ journey: JourneyRecord) -> String { safe(journey.id) }
  static func of(_ story: StoryRecord) -> String { of(story: story.id) }
  static func of(story id: String) -> String { safe(id) }

  /// A reference to an anchor: percent-encodes what a fragment must not hold (RFC 3986, section
  /// 3.5), and the question mark, behind which the page keeps its filters.
  static func reference(_ anchor: String) -> String {
    var result = "#"
    for byte in anchor.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x2F, 0x7E:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += (digits.utf8.count == 1 ? "%0" : "%") + digits
      }
    }
    return result
  }

  /// An `id` must hold no white space (HTML, section 3.2.6).
  private static func safe(_ text: String) -> String {
    let text = HTMLBuilder.harmless(text)
    guard text.unicodeScalars.contains(where: \.properties.isWhitespace) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.isWhitespace ? "_" : $0 }))
  }
}
