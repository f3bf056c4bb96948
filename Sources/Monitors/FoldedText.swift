/// A text as words: lower case, one space before and after each, the ends of clauses as words of
/// their own.
///
/// Hyphens, slashes, quotation marks and every white space part words; apostrophes, soft hyphens and
/// zero-width characters vanish within them. Points and commas within numbers stay. Full-width forms
/// are read as ASCII.
struct FoldedText: Sendable {
  /// Begins and ends with a space.
  let bytes: [UInt8]

  init(_ text: some StringProtocol) {
    var folder = Folder(capacity: text.utf8.count)
    var copy = String(text)
    copy.withUTF8 { folder.fold($0) }
    bytes = folder.finished
  }

  /// The place in `text` from which the folded byte at `position` came.
  static func source(of position: Int, in text: String) -> Int {
    var folder = Folder(capacity: text.utf8.count)
    folder.target = position
    var copy = text
    copy.withUTF8 { folder.fold($0) }
    return folder.source ?? text.utf8.count
  }

  struct Folder {
    private var result: [UInt8] = [0x20]
    /// A folded position whose source is looked for.
    var target: Int?
    private(set) var source: Int?

    init(capacity: Int) { result.reserveCapacity(capacity + 8) }

    /// Ends a text, so that no phrase and no denial reaches into the next.
    mutating func end() { word(UInt8(ascii: ".")) }

    /// Where the next word begins, with the space before it.
    var position: Int { result.count - (result.last == 0x20 ? 1 : 0) }

    var finished: [UInt8] {
      var result = result
      if result.last != 0x20 { result.append(0x20) }
      return result
    }

    mutating func fold(_ text: UnsafeBufferPointer<UInt8>) {
      var index = 0
      while index < text.count {
        if let target, source == nil, result.count > target { source = index }
        let byte = text[index]
        guard byte < 0x80 else {
          index += other(text, index)
          continue
        }
        ascii(byte, text, index)
        index += 1
      }
    }

    private mutating func ascii(
      _ byte: UInt8, _ text: UnsafeBufferPointer<UInt8>, _ index: Int
    ) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
      case UInt8(ascii: "'"), UInt8(ascii: "`"): break
      case UInt8(ascii: "."), UInt8(ascii: ","):
        let isInNumber =
          index > 0 && index + 1 < text.count && ASCII.isDigit(text[index - 1])
          && ASCII.isDigit(text[index + 1])
        if isInNumber { result.append(byte) } else { word(byte) }
      case UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"):
        word(UInt8(ascii: "."))
      case UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "~"): word(byte)
      default: space()
      }
    }

    private mutating func space() {
      if result.last != 0x20 { result.append(0x20) }
    }

    private mutating func word(_ byte: UInt8) {
      space()
      result.append(byte)
      result.append(0x20)
    }

    /// A scalar beyond ASCII; gives its length.
    private mutating func other(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
      let lead = text[index]
      let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
      guard length > 1, index + length <= text.count else {
        space()
        return 1
      }
      var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
      for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
      guard let scalar = Unicode.Scalar(value) else { return length }
      switch value {
      case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF, 0x2018, 0x2019, 0x2BC: break
      case 0x2026: word(UInt8(ascii: "."))
      case 0x2248: word(UInt8(ascii: "~"))
      case 0x20AC, 0xA3, 0xA5:
        space()
        result += String(scalar).utf8
        space()
      case 0xFF01...0xFF5E: ascii(UInt8(value - 0xFF01 + 0x21), text, text.count)
      default:
        let properties = scalar.properties
        if properties.isAlphabetic || properties.numericType != nil {
          result += properties.lowercaseMapping.utf8
        } else {
          space()
        }
      }
      return length
    }
  }
}
