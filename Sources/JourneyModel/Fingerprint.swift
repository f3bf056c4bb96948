package import Digests

/// What an element says, as 16 hexadecimal digits that survive moves and renumbering.
///
/// The first 8 bytes of the SHA-256 of the element's kind, each of its contexts and its text, joined
/// by U+001F. White space is folded and trimmed and trailing colons are dropped; case is kept. The
/// caller leaves out id comments and the number before a sub-flow's title.
package struct Fingerprint: Sendable {
  /// The kind and the contexts, joined.
  private var bytes: [UInt8]

  package init(kind: String) { bytes = Array(kind.utf8) }

  /// The fingerprints of what stands within a further context.
  package func inside(_ context: String) -> Fingerprint {
    var inner = self
    var context = context
    inner.bytes = context.withUTF8 { utf8 in
      let capacity = bytes.count + utf8.count + 1
      return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        let whole = UnsafeMutableRawBufferPointer(buffer)
        bytes.withUnsafeBytes { whole.copyMemory(from: $0) }
        let rest = UnsafeMutableRawBufferPointer(rebasing: whole[bytes.count...])
        count = bytes.count + Self.fold(utf8, into: rest)
      }
    }
    return inner
  }

  package func digits(of text: String, by hasher: SHA256Hasher) -> String {
    var text = text
    return text.withUTF8 { utf8 in
      withUnsafeTemporaryAllocation(
        byteCount: bytes.count + utf8.count + 1, alignment: 1
      ) { whole in
        bytes.withUnsafeBytes { whole.copyMemory(from: $0) }
        let rest = UnsafeMutableRawBufferPointer(rebasing: whole[bytes.count...])
        let length = Self.fold(utf8, into: rest)
        let said = UnsafeRawBufferPointer(rebasing: whole[..<(bytes.count + length)])
        return hasher.hexadecimal(of: said, count: 8)
      }
    }
  }

  package static func of(kind: String, context: [String], text: String) -> String {
    context.reduce(Fingerprint(kind: kind)) { $0.inside($1) }
      .digits(of: text, by: SHA256Hasher())
  }

  /// Writes U+001F and the text without what a fingerprint does not see; gives how many bytes.
  private static func fold(
    _ text: UnsafeBufferPointer<UInt8>, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    buffer[0] = 0x1F
    var length = 1
    var isPending = false
    var index = plainPrefix(of: text)
    if index > 0 {
      UnsafeMutableRawBufferPointer(rebasing: buffer[1...])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[..<index]))
      length += index
    }
    while index < text.count {
      let byte = text[index]
      let white = whiteSpace(text, index, byte)
      if white > 0 {
        isPending = length > 1
        index += white
        continue
      }
      if isPending {
        buffer[length] = 0x20
        length += 1
        isPending = false
      }
      buffer[length] = byte
      length += 1
      index += 1
    }
    while length > 1, buffer[length - 1] == UInt8(ascii: ":") || buffer[length - 1] == 0x20 {
      length -= 1
    }
    return length
  }

  /// How much of the text is ASCII with nothing to fold, and can be copied as it is.
  private static func plainPrefix(of text: UnsafeBufferPointer<UInt8>) -> Int {
    var before: UInt8 = 0x20
    for index in text.indices {
      let byte = text[index]
      if byte < 0x20 || byte >= 0x80 || byte == 0x20 && before == 0x20 { return max(0, index - 1) }
      before = byte
    }
    return text.count
  }

  /// How many bytes a character with the property White_Space takes here; 0 for any other.
  ///
  /// The property of the Unicode character database, which no longer changes.
  @inline(__always)
  private static func whiteSpace(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ byte: UInt8
  ) -> Int {
    if byte < 0x80 { return byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) ? 1 : 0 }
    if byte == 0xC2, index + 1 < text.count {
      return text[index + 1] == 0x85 || text[index + 1] == 0xA0 ? 2 : 0
    }
    guard byte >= 0xE1, byte <= 0xE3, index + 2 < text.count else { return 0 }
    switch (byte, text[index + 1], text[index + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return 3
    default: return 0
    }
  }
}
