import CLibCrypto

/// Hashes and message authentication codes of bytes in memory, by the system's libcrypto.
///
/// Results are raw bytes; ``hexadecimal(_:)`` makes text of them.
package enum Digest {
  /// SHA-256 (FIPS 180-4): 32 bytes.
  package static func sha256(_ bytes: [UInt8]) -> [UInt8] { digest(bytes, by: sha256Method) }

  /// SHA-1 (FIPS 180-4): 20 bytes; for protocols that ask for it, never for security.
  package static func sha1(_ bytes: [UInt8]) -> [UInt8] { digest(bytes, by: sha1Method) }

  /// MD5 (RFC 1321): 16 bytes; empty where the system's policy forbids it.
  package static func md5(_ bytes: [UInt8]) -> [UInt8] { digest(bytes, by: md5Method) }

  /// HMAC with SHA-1 (RFC 2104), as one-time codes use it (RFC 6238): 20 bytes.
  package static func hmacSHA1(key: [UInt8], message: [UInt8]) -> [UInt8] {
    authenticate(message, key: key, by: sha1Method)
  }

  /// HMAC with SHA-256 (RFC 2104): 32 bytes.
  package static func hmacSHA256(key: [UInt8], message: [UInt8]) -> [UInt8] {
    authenticate(message, key: key, by: sha256Method)
  }

  /// Two lower-case digits a byte.
  package static func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
    let digits: StaticString = "0123456789abcdef"
    return String(unsafeUninitializedCapacity: bytes.count * 2) { buffer in
      var index = 0
      for byte in bytes {
        buffer[index] = digits.utf8Start[Int(byte >> 4)]
        buffer[index + 1] = digits.utf8Start[Int(byte & 15)]
        index += 2
      }
      return index
    }
  }

  // A fetched method is immutable and may be shared by threads. It is kept as an address because
  // pointers are not Sendable; looking it up for every digest would cost more than a short digest.
  private static let sha256Method = Int(bitPattern: EVP_MD_fetch(nil, "SHA256", nil))
  private static let sha1Method = Int(bitPattern: EVP_MD_fetch(nil, "SHA1", nil))
  private static let md5Method = Int(bitPattern: EVP_MD_fetch(nil, "MD5", nil))

  private static func digest(_ bytes: [UInt8], by method: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, count in
      var length: UInt32 = 0
      let method = OpaquePointer(bitPattern: method)
      let done = EVP_Digest(bytes, bytes.count, buffer.baseAddress, &length, method, nil)
      count = done == 1 ? Int(length) : 0
    }
  }

  private static func authenticate(_ message: [UInt8], key: [UInt8], by method: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, count in
      var length: UInt32 = 0
      let code = HMAC(
        OpaquePointer(bitPattern: method), key, Int32(clamping: key.count), message, message.count,
        buffer.baseAddress, &length)
      count = code == nil ? 0 : Int(length)
    }
  }
}
