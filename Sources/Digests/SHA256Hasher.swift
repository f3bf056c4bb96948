import CLibCrypto

/// Makes many SHA-256 digests one after the other without allocating for each.
///
/// Not for use by several threads at a time.
package final class SHA256Hasher {
  private let context: OpaquePointer?

  package init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }

  deinit { EVP_MD_CTX_free(context) }

  /// The first `count` bytes of the digest, at most 32, in hexadecimal digits.
  package func hexadecimal(of bytes: UnsafeRawBufferPointer, count: Int = 32) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(EVP_MAX_MD_SIZE)) { digest in
      var length: UInt32 = 0
      EVP_DigestInit_ex(context, nil, nil)
      EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
      EVP_DigestFinal_ex(context, digest.baseAddress, &length)
      let shown = min(count, Int(length))
      return String(unsafeUninitializedCapacity: shown * 2) { digits in
        for index in 0..<shown {
          digits[index * 2] = Self.digit(digest[index] >> 4)
          digits[index * 2 + 1] = Self.digit(digest[index] & 15)
        }
        return shown * 2
      }
    }
  }
}
