/// What was taken out of a sentence and what was put in, word by word.
package struct WordDifference: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case same, removed, added
  }

  /// A run of words of one kind.
  package struct Part: Sendable, Hashable {
    package var kind: Kind
    package var text: String
    /// Whether a blank stands before it.
    package var isSpaced: Bool
  }

  package let parts: [Part]

  /// Above this many comparisons, what differs between equal beginnings and ends is one change.
  private static let mostComparisons = 4_000_000

  package init(from old: String, to new: String) {
    let a = Self.words(old)
    let b = Self.words(new)
    var head = 0
    while head < min(a.count, b.count), a[head].text == b[head].text { head += 1 }
    var tail = 0
    while tail < min(a.count, b.count) - head,
      a[a.count - 1 - tail].text == b[b.count - 1 - tail].text
    {
      tail += 1
    }
    var builder = Builder()
    for word in b[..<head] { builder.add(.same, word) }
    Self.align(a[head..<(a.count - tail)], b[head..<(b.count - tail)], &builder)
    for word in b[(b.count - tail)...] { builder.add(.same, word) }
    parts = builder.finished()
  }

  package var isEmpty: Bool { parts.allSatisfy { $0.kind == .same } }

  // MARK: - Words

  fileprivate struct Word {
    var text: Substring
    var isSpaced: Bool
  }

  /// Words, and each sign of punctuation at their ends, so that a moved comma is just that.
  private static func words(_ text: String) -> [Word] {
    text.split(whereSeparator: \.isWhitespace).flatMap { run -> [Word] in
      var words: [Word] = []
      var rest = run
      while let first = rest.first, first.isPunctuation, rest.count > 1 {
        words.append(Word(text: rest.prefix(1), isSpaced: words.isEmpty))
        rest = rest.dropFirst()
      }
      var core = rest
      while let last = core.last, last.isPunctuation, core.count > 1 { core = core.dropLast() }
      words.append(Word(text: core, isSpaced: words.isEmpty))
      for index in rest.indices[core.endIndex...] {
        words.append(Word(text: rest[index...index], isSpaced: false))
      }
      return words
    }
  }

  // MARK: - Alignment

  /// The longest common subsequence, by the textbook table.
  private static func align(
    _ a: ArraySlice<Word>, _ b: ArraySlice<Word>, _ builder: inout Builder
  ) {
    guard !a.isEmpty, !b.isEmpty, a.count * b.count <= mostComparisons else {
      for word in a { builder.add(.removed, word) }
      for word in b { builder.add(.added, word) }
      return
    }
    let a = Array(a)
    let b = Array(b)
    let width = b.count + 1
    var longest = [Int32](repeating: 0, count: (a.count + 1) * width)
    for i in a.indices.reversed() {
      for j in b.indices.reversed() {
        longest[i * width + j] =
          a[i].text == b[j].text
          ? longest[(i + 1) * width + j + 1] + 1
          : max(longest[(i + 1) * width + j], longest[i * width + j + 1])
      }
    }
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if a[i].text == b[j].text {
        builder.add(.same, b[j])
        i += 1
        j += 1
      } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
        builder.add(.removed, a[i])
        i += 1
      } else {
        builder.add(.added, b[j])
        j += 1
      }
    }
    for word in a[i...] { builder.add(.removed, word) }
    for word in b[j...] { builder.add(.added, word) }
  }

  /// Joins words of one kind, and in each stretch of changes what was removed before what was
  /// added.
  private struct Builder {
    private var parts: [Part] = []
    private var removed: [Word] = []
    private var added: [Word] = []
    private var same: [Word] = []

    mutating func add(_ kind: Kind, _ word: Word) {
      switch kind {
      case .same:
        flushChanges()
        same.append(word)
      case .removed:
        flushSame()
        removed.append(word)
      case .added:
        flushSame()
        added.append(word)
      }
    }

    mutating func finished() -> [Part] {
      flushSame()
      flushChanges()
      return parts
    }

    private mutating func flushSame() {
      append(same, .same)
      same = []
    }

    private mutating func flushChanges() {
      append(removed, .removed)
      append(added, .added)
      removed = []
      added = []
    }

    private mutating func append(_ words: [Word], _ kind: Kind) {
      guard let first = words.first else { return }
      var text = String(first.text)
      for word in words.dropFirst() { text += (word.isSpaced ? " " : "") + word.text }
      parts.append(Part(kind: kind, text: text, isSpaced: first.isSpaced && !parts.isEmpty))
    }
  }
}
