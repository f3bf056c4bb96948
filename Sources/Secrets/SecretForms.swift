import Digests
import JSONTree

/// The ways in which a secret may stand in headers, addresses, bodies and pages.
enum SecretForms {
  static func all(of secret: String) -> [[UInt8]] {
    let bytes = Array(secret.utf8)
    var forms: [[UInt8]] = [
      bytes, Array(secret.lowercased().utf8), Array(secret.uppercased().utf8),
      Array(percentEncoded(bytes, keepsSlash: false).utf8),
      Array(percentEncoded(bytes, keepsSlash: false).lowercased().utf8),
      Array(percentEncoded(bytes, keepsSlash: true).utf8), Array(formEncoded(bytes).utf8),
      encoded(bytes, keeping: "*-._", space: "+"),
      encoded(bytes, keeping: "-._~!'()*", space: "%20"),
      Array(htmlEscaped(secret).utf8), Array(jsonEscaped(secret).utf8),
      Array(Digest.hexadecimal(bytes).utf8),
      Array(Digest.hexadecimal(bytes).uppercased().utf8),
    ]
    if bytes.count >= 6 { forms += Base64.cores(of: bytes) }
    return forms
  }

  private static func percentEncoded(_ bytes: [UInt8], keepsSlash: Bool) -> String {
    bytes.reduce(into: "") { text, byte in
      let scalar = Unicode.Scalar(byte)
      if isUnreserved(byte) || keepsSlash && byte == UInt8(ascii: "/") {
        text.unicodeScalars.append(scalar)
      } else {
        text += "%" + hexadecimal(byte)
      }
    }
  }

  private static func formEncoded(_ bytes: [UInt8]) -> String {
    percentEncoded(bytes, keepsSlash: false).split(
      separator: "%20", omittingEmptySubsequences: false
    ).joined(separator: "+")
  }

  /// As browsers have it: of forms (WHATWG URL, section 5.2), and by `encodeURIComponent` of scripts
  /// (ECMA-262, section 19.2.6.4).
  private static func encoded(_ bytes: [UInt8], keeping kept: String, space: String) -> [UInt8] {
    bytes.flatMap { byte -> [UInt8] in
      if byte == UInt8(ascii: " ") { return Array(space.utf8) }
      let isPlain =
        kept.utf8.contains(byte)
        || isUnreserved(byte) && !"-._~".utf8.contains(byte)
      return isPlain ? [byte] : Array("%\(hexadecimal(byte))".utf8)
    }
  }

  private static func htmlEscaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
  }

  private static func jsonEscaped(_ text: String) -> String {
    String(JSONValue.string(text).serialized().dropFirst().dropLast())
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    Digest.hexadecimal([byte]).uppercased()
  }
}
