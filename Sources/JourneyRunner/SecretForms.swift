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
      Array(htmlEscaped(secret).utf8), Array(jsonEscaped(secret).utf8),
      Array(Digest.hexadecimal(bytes).utf8),
      Array(Digest.hexadecimal(bytes).uppercased().utf8),
    ]
    forms += base64Cores(bytes)
    return forms.filter { $0.count >= Redactor.shortest }
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

  /// The secret within longer base64 text: for each of the three alignments, the digits that
  /// depend on the secret alone; in both alphabets.
  private static func base64Cores(_ bytes: [UInt8]) -> [[UInt8]] {
    guard bytes.count >= 6 else { return [] }
    return [false, true].flatMap { isForURLs in
      (0..<3).map { shift in
        let padded = [UInt8](repeating: 0, count: shift) + bytes
        let digits = Array(Base64.encode(padded, isForURLs: isForURLs).utf8)
        let first = shift == 0 ? 0 : shift + 1
        return Array(digits[first..<max(first, padded.count * 8 / 6)])
      }
    }
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
