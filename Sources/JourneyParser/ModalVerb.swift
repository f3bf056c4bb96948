import JourneyModel
import SourceText

/// The modal verb with which a text begins, and whether it is all of the text.
struct ModalVerb {
  var modality: Modality
  var isWholeText: Bool

  /// Longest first, so that `Must not` is not read as `Must`.
  private static let verbs: [(words: [UInt8], modality: Modality)] = table.map {
    (Array($0.0.utf8), $0.1)
  }

  private static let table: [(String, Modality)] = [
    ("should never", .shouldNot), ("shall never", .mustNot), ("can not", .mustNot),
    ("can't", .mustNot), ("can\u{2019}t", .mustNot), ("mustn't", .mustNot),
    ("mustn\u{2019}t", .mustNot), ("shouldn't", .shouldNot), ("shouldn\u{2019}t", .shouldNot),
    ("must never", .mustNot), ("should not", .shouldNot), ("must not", .mustNot),
    ("shall not", .mustNot), ("do not", .mustNot), ("don't", .mustNot), ("don\u{2019}t", .mustNot),
    ("cannot", .mustNot), ("should", .should), ("never", .mustNot), ("shall", .must),
    ("must", .must), ("may", .may),
  ]

  /// Reads text whose white space is folded.
  ///
  /// - Returns: `nil` where it begins with no modal verb; `May 2025` is a date.
  init?(beginning text: String) {
    guard let first = text.utf8.first, Self.mayBegin[Int(first | 0x20)] else { return nil }
    var text = text
    let found = text.withUTF8 { bytes -> (Modality, Int)? in
      for (words, modality) in Self.verbs where Self.matches(bytes, words) {
        return (modality, words.count)
      }
      return nil
    }
    guard let (modality, length) = found else { return nil }
    let rest = text.utf8.dropFirst(length)
    if modality == .may {
      let next = rest.drop { $0 == 0x20 }.first
      if rest.first == 0x20, let next, next.isASCIIDigit { return nil }
    }
    self.modality = modality
    isWholeText = rest.allSatisfy { $0 == 0x20 || $0 == UInt8(ascii: ":") }
  }

  private static let mayBegin: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for (words, _) in verbs { table[Int(words[0] | 0x20)] = true }
    return table
  }()

  private static func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ words: [UInt8]) -> Bool {
    guard bytes.count >= words.count else { return false }
    for index in words.indices {
      let byte = bytes[index]
      let folded = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if folded != words[index] { return false }
    }
    guard bytes.count > words.count else { return true }
    let next = bytes[words.count]
    let isWord =
      next.isASCIIWord || next == UInt8(ascii: "-")
      || next == UInt8(ascii: "_") || next == UInt8(ascii: "'") || next >= 0x80
    return !isWord || startsDash(bytes, words.count)
  }

  /// Whether an em or en dash or a closing quotation mark stands there, which ends a word.
  private static func startsDash(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index + 2 < bytes.count, bytes[index] == 0xE2, bytes[index + 1] == 0x80 else {
      return false
    }
    return bytes[index + 2] != 0x99
  }
}
