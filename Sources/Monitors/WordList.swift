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
    var list: String
    var phrase: String
    /// The first byte of the phrase in the folded text.
    var start: Int
    var end: Int
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

  /// The occurrences that nothing near them negates, in order; `limit` bounds their number.
  func hits(in text: FoldedText, limit: Int = .max) -> [Hit] {
    var hits: [Hit] = []
    matcher.forEach(in: text.bytes) { match in
      let length = matcher.patterns[match.pattern].count
      let start = match.end - length + 1
      guard !Negation.applies(to: start..<match.end, in: text.bytes) else { return true }
      let (list, phrase) = names[match.pattern]
      if let last = hits.last, last.start <= start, match.end <= last.end { return true }
      hits.append(Hit(list: list, phrase: phrase, start: start, end: match.end))
      return hits.count < limit
    }
    return hits
  }

  func isFound(in text: FoldedText) -> Bool { !hits(in: text, limit: 1).isEmpty }
}
