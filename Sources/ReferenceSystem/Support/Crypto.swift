import CReferenceCrypto

/// The few primitives that the reference system takes from the system's libcrypto.
enum Crypto {
  /// SHA-256 (FIPS 180-4) of `bytes`; 32 bytes.
  static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 32
    EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha256(), nil)
    return digest
  }

  /// The form in which a token or one-time code is kept: SHA-256 in lower-case hexadecimal.
  static func fingerprint(of secret: String) -> String {
    hexadecimal(sha256(Array(secret.utf8)))
  }

  /// HMAC-SHA-256 (RFC 2104); 32 bytes.
  static func authenticationCode(key: [UInt8], message: String) -> [UInt8] {
    let message = Array(message.utf8)
    var code = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 32
    HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &code, &length)
    return code
  }

  /// PBKDF2-HMAC-SHA-256 (RFC 8018, 5.2) of a password; 32 bytes in hexadecimal.
  static func passwordHash(_ password: String, salt: String, iterations: Int) -> String {
    let password = password.utf8.map { CChar(bitPattern: $0) }
    let salt = Array(salt.utf8)
    var key = [UInt8](repeating: 0, count: 32)
    PKCS5_PBKDF2_HMAC(
      password, Int32(password.count), salt, Int32(salt.count), Int32(iterations), EVP_sha256(),
      32, &key)
    return hexadecimal(key)
  }

  /// `count` bytes from the operating system's generator.
  static func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// A random identifier of `bytes` bytes in hexadecimal, for tokens and request ids.
  static func randomHexadecimal(bytes: Int) -> String {
    hexadecimal(randomBytes(bytes))
  }

  /// A random code of six decimal digits.
  static func oneTimeCode() -> String {
    let digits = String(Int.random(in: 0..<1_000_000))
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// Whether both strings are equal, in time that depends only on their lengths.
  static func constantTimeEqual(_ left: String, _ right: String) -> Bool {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
