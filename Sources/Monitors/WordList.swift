/// Words and phrases that a text must have, or must not, known by a name.
///
/// A phrase is compared word by word as ``FoldedText`` has them; one that ends with `*` also matches
/// longer words (`guarante*`).
package struct WordList: Sendable, Hashable {
  package var name: String
  package var phrases: [String]

  package init(name: String, phrases: [String]) {
    self.name = name
    self.phrases = phrases
  }
}

/// Several word lists ready to be searched for, in one pass.
struct PhraseMatcher: Sendable {
  struct Hit {
    var pattern: Int
    /// The first byte of the phrase in the folded text.
    var start: Int
  }

  private let matcher: MultiMatcher
  private let names: [(list: String, phrase: String)]

  init(_ lists: [WordList]) {
    var patterns: [[UInt8]] = []
    var names: [(list: String, phrase: String)] = []
    for list in lists {
      for phrase in list.phrases {
        let isPrefix = phrase.hasSuffix("*")
        var folded = FoldedText(isPrefix ? String(phrase.dropLast()) : phrase).bytes
        if isPrefix { folded.removeLast() }
        guard folded.count > 2 || !isPrefix && folded.count > 1 else { continue }
        patterns.append(folded)
        names.append((list.name, phrase))
      }
    }
    matcher = MultiMatcher(patterns)
    self.names = names
  }

  var isEmpty: Bool { matcher.isEmpty }

  /// Calls `found` for every occurrence that nothing near it negates, in the order of their ends;
  /// `false` from it ends the search.
  func forEach(in bytes: [UInt8], _ found: (Hit) -> Bool) {
    var last = (start: 0, end: 0)
    matcher.forEach(in: bytes) { match in
      let start = match.end - matcher.patterns[match.pattern].count + 1
      if last.start <= start, match.end <= last.end { return true }
      guard !Negation.applies(to: start..<match.end, in: bytes) else { return true }
      last = (start, match.end)
      return found(Hit(pattern: match.pattern, start: start))
    }
  }

  func isFound(in text: FoldedText) -> Bool {
    var isFound = false
    forEach(in: text.bytes) { _ in
      isFound = true
      return false
    }
    return isFound
  }

  /// The list and the phrase of a hit.
  func words(of hit: Hit) -> (list: String, phrase: String) { names[hit.pattern] }

  /// The texts in which any phrase stands, in order.
  func texts(in words: ShownWords) -> [Int] {
    var texts: [Int] = []
    forEach(in: words.bytes) { hit in
      let text = words.text(at: hit.start)
      if texts.last != text { texts.append(text) }
      return true
    }
    return texts
  }
}

/// What an answer says to everybody, all texts folded into one row.
struct ShownWords {
  /// Texts beyond this are not folded to their end.
  private static let longest = 16 << 20
  /// So much of a text, in bytes, is folded before its place is noted.
  private static let piece = 64 << 10

  /// As ``FoldedText`` has it, with a full stop after each text.
  let bytes: [UInt8]
  /// Where each text begins in ``bytes``, the space before it included; numbered as the texts of the
  /// answer.
  let starts: [Int]
  /// Whether a text was too long to be folded to its end.
  let isCut: Bool
  /// Places in long texts with those in ``bytes`` that they became, both in order.
  private let sources: [Int]
  private let positions: [Int]

  init(_ texts: ShownTexts) {
    var folder = FoldedText.Folder(capacity: min(texts.bytes.count, Self.longest))
    var (starts, sources, positions): ([Int], [Int], [Int]) = ([], [], [])
    var isCut = false
    texts.bytes.withUnsafeBufferPointer { all in
      for text in 0..<texts.count {
        // Comments come last, and are for nobody to read.
        if case .comment = texts.places[text] { break }
        starts.append(folder.position)
        let whole = texts.range(of: text)
        let range = whole.lowerBound..<min(whole.upperBound, whole.lowerBound + Self.longest)
        if range != whole { isCut = true }
        var start = range.lowerBound
        while start < range.upperBound {
          // White space parts words wherever it stands, so that nothing is lost between two pieces.
          var end = min(start + Self.piece, range.upperBound)
          while end < range.upperBound, !ASCII.isSpace(all[end]) { end += 1 }
          folder.fold(UnsafeBufferPointer(rebasing: all[start..<end]))
          start = end
          guard start < range.upperBound else { break }
          sources.append(start - range.lowerBound)
          positions.append(folder.position)
        }
        folder.end()
      }
    }
    bytes = folder.finished
    self.starts = starts
    self.isCut = isCut
    self.sources = sources
    self.positions = positions
  }

  /// The place in a text from which the byte at `position` came.
  func source(of position: Int, in text: Int, of texts: ShownTexts) -> Int {
    let range = texts.range(of: text)
    var (from, folded) = (0, starts[text])
    if let first = positions.first, first <= position {
      let mark = positions.place(of: position)
      if positions[mark] > folded { (from, folded) = (sources[mark], positions[mark]) }
    }
    let rest = texts.bytes[(range.lowerBound + from)..<range.upperBound].prefix(2 * Self.piece)
    return from
      + FoldedText.source(of: position - folded, in: String(decoding: rest, as: UTF8.self))
  }

  func text(at position: Int) -> Int { starts.place(of: position) }
}
