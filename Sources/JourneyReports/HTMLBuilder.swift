import JSONTree
import Markup

/// Writes HTML in which only literals and resources of this module can be markup.
///
/// Text from outside goes through ``text(_:)``, an attribute or ``data(_:lines:)``, and is escaped
/// there; control characters and the bidirectional overrides are named instead of obeyed.
struct HTMLBuilder {
  private let output: ByteOutput

  init(_ output: ByteOutput) { self.output = output }

  /// Markup as it stands in the source.
  func markup(_ literal: StaticString) {
    literal.withUTF8Buffer { output.write(UnsafeRawBufferPointer($0)) }
  }

  /// Script or style as this module holds it.
  func resource(_ bytes: [UInt8]) { bytes.withUnsafeBytes { output.write($0) } }

  /// Text as text.
  func text(_ text: String) { output.write(Self.escaped(text)) }

  /// An element with text in it.
  func element(_ name: StaticString, _ text: String) { element(name, [:], text) }

  func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>, _ text: String
  ) {
    open(name, attributes)
    self.text(text)
    close(name)
  }

  /// An element that has no end, such as `meta`.
  func void(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
    open(name, attributes)
  }

  /// The begin of an element whose end is written apart, or implied by HTML as that of `td` is.
  func open(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]) {
    markup("<")
    markup(name)
    for (name, value) in attributes {
      markup(" ")
      markup(name)
      markup("=\"")
      text(value)
      markup("\"")
    }
    markup(">")
  }

  /// An element with more in it.
  func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    content: () -> Void
  ) {
    open(name, attributes)
    content()
    close(name)
  }

  func close(_ name: StaticString) {
    markup("</")
    markup(name)
    markup(">")
  }

  /// A block of data, one JSON value a line, that no browser runs (HTML, section 4.12.1): its type
  /// is no script's, and without a `<` in it nothing can end it.
  func data(_ name: StaticString, lines: some Sequence<JSONValue>) {
    markup("<script type=\"application/x-ndjson\" data-name=\"")
    markup(name)
    markup("\">\n")
    for line in lines {
      output.write(line.serialized().replacing("<", with: "\\u003C"))
      output.write("\n")
    }
    markup("</script>\n")
  }

  static func escaped(_ text: String) -> String {
    let needsWork = text.utf8.contains { byte in
      switch byte {
      case 0x26, 0x3C, 0x3E, 0x22, 0x27: true
      default: byte < 0x20 || byte >= 0x7F
      }
    }
    guard needsWork else { return text }
    var result = ""
    for scalar in harmless(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Text in which whatever a reader would obey without seeing it has a visible name.
  static func harmless(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    guard !isPlain else { return text }
    let legal = XMLText.legal(text)
    guard legal.unicodeScalars.contains(where: isObeyed) else { return legal }
    var result = ""
    for scalar in legal.unicodeScalars {
      if isObeyed(scalar) {
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// C1 controls, which HTML maps to other characters, bidirectional controls and noncharacters.
  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
