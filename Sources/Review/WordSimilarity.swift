import SourceText

/// How alike sentences are, by the words that they share.
struct WordSimilarity {
  /// The words of a sentence as numbers, sorted.
  struct Bag {
    fileprivate var words: [Int32]
  }

  private var numbers: [String: Int32] = [:]
  /// More words than a sentence has count as if the sentence ended.
  private static let mostWords = 400

  /// Letters and digits in lower case; punctuation separates and counts for nothing.
  mutating func bag(_ text: String) -> Bag {
    var words: [Int32] = []
    var word: [UInt8] = []
    for byte in text.utf8 {
      if byte.isASCIIWord || byte >= 0x80 {
        word.append(byte.isASCIIUpper ? byte | 0x20 : byte)
      } else {
        take(&word, into: &words)
        if words.count == Self.mostWords { break }
      }
    }
    take(&word, into: &words)
    return Bag(words: words.sorted())
  }

  private mutating func take(_ word: inout [UInt8], into words: inout [Int32]) {
    guard !word.isEmpty else { return }
    let text = String(decoding: word, as: UTF8.self)
    let number = numbers[text] ?? Int32(truncatingIfNeeded: numbers.count)
    numbers[text] = number
    words.append(number)
    word.removeAll(keepingCapacity: true)
  }

  /// The share of common words, repeated ones counted: 0 for none, 1 for all (Dice's coefficient).
  static func likeness(_ a: Bag, _ b: Bag) -> Double {
    let total = a.words.count + b.words.count
    guard total > 0 else { return 0 }
    var common = 0
    var (i, j) = (0, 0)
    while i < a.words.count, j < b.words.count {
      if a.words[i] == b.words[j] {
        common += 1
        i += 1
        j += 1
      } else if a.words[i] < b.words[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return 2 * Double(common) / Double(total)
  }
}
