extension JSONValue {
  /// The compact JSON text, cut after about 200 characters however long the value is, and only after
  /// ``ExcerptRedaction`` has seen its strings whole.
  package var excerpt: String {
    var text = ""
    appendExcerpt(to: &text)
    guard text.unicodeScalars.count > Self.longestExcerpt else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.longestExcerpt))) + "…"
  }

  private static let longestExcerpt = 200

  private func appendExcerpt(to text: inout String) {
    guard text.utf8.count <= 4 * Self.longestExcerpt else { return }
    switch self {
    case .array(let elements):
      text += "["
      for (place, element) in elements.prefix(Self.longestExcerpt).enumerated() {
        if place > 0 { text += "," }
        element.appendExcerpt(to: &text)
      }
      text += "]"
    case .object(let object):
      text += "{"
      for (place, pair) in object.pairs.prefix(Self.longestExcerpt).enumerated() {
        if place > 0 { text += "," }
        text += Self.shortened(pair.key).serialized() + ":"
        pair.value.appendExcerpt(to: &text)
      }
      text += "}"
    case .string(let string): text += Self.shortened(string).serialized()
    case .number(let number):
      text += ExcerptRedaction.start(of: number.literal, upTo: Self.longestExcerpt + 1)
    default: text += serialized()
    }
  }

  private static func shortened(_ text: String) -> JSONValue {
    .string(ExcerptRedaction.start(of: text, upTo: longestExcerpt + 1))
  }
}
