import Markup

/// The forms that values of fields have (WHATWG HTML, section 4.10.5.1).
enum FieldValue {
  /// What a field makes of a value that a document or a person gives it.
  static func sanitized(_ value: String, _ kind: ControlKind, _ node: MarkupTree.Node) -> String {
    switch kind {
    case .text, .search, .telephone, .password: return value.withoutLineBreaks
    case .url, .email: return value.withoutLineBreaks.trimmedASCII
    case .number: return number(value) == nil ? "" : value.trimmedASCII
    case .range: return ranged(value, node)
    case .colour: return isColour(value) ? value.lowercased() : "#000000"
    case .date, .month, .week, .time, .dateTime:
      return DateField.ordinal(of: value, kind) == nil ? "" : value
    case .textarea: return value.withLineFeeds
    default: return value
    }
  }

  /// A valid floating-point number (section 2.3.4.3).
  static func number(_ text: String) -> Double? {
    let text = text.trimmedASCII
    let isPlain = text.utf8.allSatisfy { byte in
      0x30...0x39 ~= byte || byte == 0x2D || byte == 0x2E || byte | 0x20 == 0x65 || byte == 0x2B
    }
    guard isPlain, !text.hasPrefix("+"), !text.hasSuffix("."), let number = Double(text),
      number.isFinite
    else { return nil }
    return number
  }

  private static func ranged(_ value: String, _ node: MarkupTree.Node) -> String {
    let minimum = node["min"].flatMap(number) ?? 0
    let maximum = max(minimum, node["max"].flatMap(number) ?? 100)
    guard let given = number(value) else { return text(minimum + (maximum - minimum) / 2) }
    return given < minimum ? text(minimum) : given > maximum ? text(maximum) : value.trimmedASCII
  }

  static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }

  private static func isColour(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
    return bytes.count == 7 && bytes[0] == UInt8(ascii: "#")
      && bytes.dropFirst().allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 | 0x20 }
  }
}

extension String {
  var withoutLineBreaks: String {
    utf8.contains(0x0A) || utf8.contains(0x0D)
      ? String(decoding: utf8.filter { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self) : self
  }
}

extension FieldValue {
  /// What stays of a text that a person types: no more than `maxlength` UTF-16 units.
  static func typed(_ text: String, _ kind: ControlKind, _ node: MarkupTree.Node) -> String {
    guard kind.isLine || kind == .textarea, let most = node["maxlength"].flatMap({ Int($0) }),
      most >= 0, text.utf16.count > most
    else { return text }
    return String(decoding: text.utf16.prefix(most), as: UTF16.self)
  }

  /// What a field of a kind takes, for messages.
  static func wanted(_ kind: ControlKind) -> String {
    switch kind {
    case .number, .range: "a number"
    case .colour: "a colour such as #00ff00"
    case .date, .month, .week, .time, .dateTime: DateField.form(of: kind)
    default: "other text"
    }
  }
}
