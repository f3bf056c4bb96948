import Markup

/// Writes HTML in which only literals of this module can be markup.
///
/// Text from outside goes through ``text(_:)`` or an attribute, and is escaped there; control
/// characters and the bidirectional overrides are named instead of obeyed.
struct HTMLBuilder {
  private let output: ByteOutput

  init(_ output: ByteOutput) { self.output = output }

  /// Markup as it stands in the source.
  func markup(_ literal: StaticString) {
    literal.withUTF8Buffer { output.write(UnsafeRawBufferPointer($0)) }
  }

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

  /// An element with more in it.
  func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    content: () -> Void
  ) {
    open(name, attributes)
    content()
    close(name)
  }

  private func open(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>) {
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

  private func close(_ name: StaticString) {
    markup("</")
    markup(name)
    markup(">")
  }

  static func escaped(_ text: String) -> String {
    let needsWork = text.unicodeScalars.contains { scalar in
      switch scalar {
      case "&", "<", ">", "\"", "'": true
      default: scalar.value < 0x20 || scalar.value >= 0x7F
      }
    }
    guard needsWork else { return text }
    var result = String.UnicodeScalarView()
    for scalar in XMLText.legal(text).unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      default:
        if isObeyed(scalar) {
          let name = "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
          result.append(contentsOf: name.unicodeScalars)
        } else {
          result.append(scalar)
        }
      }
    }
    return String(result)
  }

  /// C1 controls, which HTML maps to other characters, bidirectional controls and noncharacters.
  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
