/// The colours of text and background that inline styles name, both opaque, and how large the text is.
struct InlineColors {
  private var text: Color?
  private var background: Color?
  private var size: Double?
  private var isBold = false

  private struct Color {
    var red: Double
    var green: Double
    var blue: Double

    /// Relative luminance (WCAG 2.2, glossary).
    var luminance: Double {
      0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    /// Of a channel from 0 to 1, by a table: the curve is known at 256 places only.
    private static func linear(_ channel: Double) -> Double {
      if channel <= 0.04045 { return channel / 12.92 }
      return power((channel + 0.055) / 1.055)
    }

    /// `x` to the 2.4th, by x² · x^(2/5) with the fifth root by Newton's method.
    private static func power(_ x: Double) -> Double {
      let square = x * x
      var root = 1.0
      for _ in 0..<40 {
        root -= (root * root * root * root * root - square) / (5 * root * root * root * root)
      }
      return square * root
    }
  }

  init() {}

  var isEmpty: Bool { text == nil && background == nil && size == nil && !isBold }

  /// Takes what an inline style says; a colour that it does not tell plainly is not known any more.
  mutating func apply(_ style: String, isHeading: Bool) {
    if isHeading { isBold = true }
    for declaration in style.split(separator: ";") {
      let name = ASCII.lowercased(ASCII.trimmed(declaration.prefix { $0 != ":" }))
      let value = ASCII.lowercased(
        ASCII.trimmed(declaration.drop { $0 != ":" }.dropFirst().prefix { $0 != "!" }))
      switch name {
      case "color": text = value == "inherit" ? text : Self.color(value)
      case "background", "background-color":
        if value != "transparent" && value != "inherit" && value != "none" {
          background = Self.color(value)
        }
      case "background-image", "opacity": background = nil
      case "font-size": size = Self.size(value)
      case "font-weight":
        isBold = value == "bold" || value == "bolder" || Int(value).map { $0 >= 700 } ?? false
      default: break
      }
    }
  }

  /// From 1 to 21 (WCAG 2.2, contrast ratio); `nil` where either colour is not known.
  var contrast: Double? {
    guard let text, let background else { return nil }
    let (a, b) = (text.luminance, background.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// 18 points, or 14 in bold (WCAG 2.2, large scale).
  var isLarge: Bool { size.map { $0 >= (isBold ? 18.66 : 24) } ?? false }

  /// In CSS pixels; `nil` for what depends on something else.
  private static func size(_ text: String) -> Double? {
    for (unit, pixels) in [("px", 1.0), ("pt", 4.0 / 3), ("rem", 16)] where text.hasSuffix(unit) {
      return Double(text.dropLast(unit.utf8.count)).map { $0 * pixels }
    }
    return nil
  }

  private static let names: [String: UInt32] = [
    "black": 0x000000, "white": 0xFFFFFF, "red": 0xFF0000, "green": 0x008000, "blue": 0x0000FF,
    "gray": 0x808080, "grey": 0x808080, "silver": 0xC0C0C0, "lightgray": 0xD3D3D3,
    "lightgrey": 0xD3D3D3, "yellow": 0xFFFF00, "orange": 0xFFA500, "navy": 0x000080,
    "maroon": 0x800000, "purple": 0x800080, "teal": 0x008080, "lime": 0x00FF00, "aqua": 0x00FFFF,
  ]

  private static func color(_ text: String) -> Color? {
    if let value = names[text] { return color(value) }
    if text.hasPrefix("#") {
      let digits = String(text.dropFirst())
      if digits.utf8.count == 6 { return UInt32(digits, radix: 16).map(color) }
      guard digits.utf8.count == 3 else { return nil }
      return UInt32(digits.map { "\($0)\($0)" }.joined(), radix: 16).map(color)
    }
    guard text.hasPrefix("rgb("), text.hasSuffix(")") else { return nil }
    let parts = text.dropFirst(4).dropLast().split { $0 == "," || $0 == " " }.compactMap {
      Double($0)
    }
    guard parts.count == 3 else { return nil }
    return Color(red: parts[0] / 255, green: parts[1] / 255, blue: parts[2] / 255)
  }

  private static func color(_ value: UInt32) -> Color {
    Color(
      red: Double(value >> 16 & 255) / 255, green: Double(value >> 8 & 255) / 255,
      blue: Double(value & 255) / 255)
  }
}
