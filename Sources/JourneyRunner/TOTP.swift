import Digests

/// Time-based one-time passwords (RFC 6238) with SHA-1, six digits and 30 seconds.
enum TOTP {
  /// The code at a time in seconds since 1970; `nil` where the secret is not base32.
  static func code(secret: String, at time: Int) -> String? {
    guard let key = base32(secret), !key.isEmpty else { return nil }
    let counter = UInt64(time / 30)
    let message = (0..<8).map { UInt8(truncatingIfNeeded: counter >> (56 - 8 * UInt64($0))) }
    let mac = Digest.hmacSHA1(key: key, message: message)
    let offset = Int((mac.last ?? 0) & 0x0F)
    let number = mac[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
    let digits = String(number % 1_000_000)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// RFC 4648, section 6; spaces, dashes and padding ignored.
  private static func base32(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = 0
    var bits = 0
    for byte in text.uppercased().utf8 {
      let value: Int
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = Int(byte) - 65
      case UInt8(ascii: "2")...UInt8(ascii: "7"): value = Int(byte) - 50 + 26
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "="): continue
      default: return nil
      }
      buffer = (buffer << 5 | value) & 0xFFFF
      bits += 5
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
      }
    }
    return bytes
  }
}
