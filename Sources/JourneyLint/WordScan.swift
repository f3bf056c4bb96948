/// Splits text into words by bytes, several times faster than by characters.
///
/// A word is a run of letters, digits and apostrophes; anything beyond ASCII counts as a letter
/// except for general punctuation (quotation marks, dashes, ellipses) and the signs of Latin-1.
/// ASCII letters are compared without regard to case.
enum WordScan {
  struct Word {
    /// FNV-1a (64 bits) of the word in lower case.
    var hash: UInt64
    /// The same without the `s` at the end of a longer word.
    var stem: UInt64
    /// Byte offsets from the beginning of the text.
    var start: Int
    var end: Int
  }

  static func words(of text: some Sequence<UInt8>) -> [Word] {
    var words: [Word] = []
    var hash = basis
    var shorter = basis
    var start = 0
    var length = 0
    var offset = 0
    var beforePrevious: UInt8 = 0
    var previous: UInt8 = 0
    func close() {
      let isPlural = length > 3 && previous | 0x20 == UInt8(ascii: "s")
      words.append(Word(hash: hash, stem: isPlural ? shorter : hash, start: start, end: offset))
      (hash, length) = (basis, 0)
    }
    for byte in text {
      defer {
        beforePrevious = previous
        previous = byte
        offset += 1
      }
      if isWord(byte) {
        if length == 0 { start = offset }
        length += 1
        shorter = hash
        hash = (hash ^ UInt64(byte | (isCapital(byte) ? 0x20 : 0))) &* prime
      } else if byte < 0x80 {
        if length > 0 { close() }
      } else if isPunctuationEnd(byte, previous, beforePrevious) {
        (hash, length) = (basis, 0)
      } else if byte == 0xE2 || byte == 0xC2 || (previous == 0xE2 && byte == 0x80) {
        if length > 0 { close() }
      } else {
        if length == 0 { start = offset }
        length += 1
        shorter = hash
        hash = (hash ^ UInt64(byte)) &* prime
      }
    }
    if length > 0 { close() }
    return words
  }

  private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  private static func isCapital(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    let small = byte | 0x20
    return (small >= UInt8(ascii: "a") && small <= UInt8(ascii: "z"))
      || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "'")
  }

  /// The last byte of U+2000…U+203F or of U+0080…U+00BF.
  private static func isPunctuationEnd(
    _ byte: UInt8, _ previous: UInt8, _ beforePrevious: UInt8
  ) -> Bool {
    previous == 0xC2 || (previous == 0x80 && beforePrevious == 0xE2)
  }
}
