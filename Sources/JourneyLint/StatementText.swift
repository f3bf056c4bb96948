import JourneyModel

/// Statements reduced to what they say, so that two ways to write one compare equal.
///
/// Words are compared by their hashes (64 bits): letter case, punctuation, white space and articles
/// count for nothing.
enum StatementText {
  /// The words of an obligation and its context; of a guardrail, without the modal ones, so that
  /// `Must:` / `Log it` and `Must log it` say the same.
  ///
  /// - Parameter ignoresPlurals: Whether `bill` and `bills` are the same word.
  static func subject(of obligation: Obligation, ignoresPlurals: Bool = false) -> [UInt64] {
    var said: [UInt64] = []
    for text in obligation.context + [obligation.text] {
      var words = WordScan.words(of: text.utf8)[...]
      if obligation.modality != nil { words = words.dropFirst(modalWords(words)) }
      for word in words where !articles.contains(word.hash) {
        said.append(ignoresPlurals ? word.stem : word.hash)
      }
    }
    return said
  }

  /// How many words at the beginning demand or forbid.
  private static func modalWords(_ words: ArraySlice<WordScan.Word>) -> Int {
    guard let first = words.first, let phrases = modalPhrases[first.hash] else { return 0 }
    return phrases.first { words.lazy.map(\.hash).starts(with: $0) }?.count ?? 0
  }

  private static let articles = Set(["a", "an", "the"].flatMap(hashes))

  /// Longer phrases first: `must not` begins with `must`.
  private static let modalPhrases = Dictionary(
    grouping: [
      "must not", "must never", "should not", "should never", "shall not", "shall never", "do not",
      "don't", "don’t", "cannot", "never", "must", "should", "shall", "may",
    ].map(hashes), by: { $0.first ?? 0 }
  ).mapValues { $0.sorted { $0.count > $1.count } }

  private static func hashes(_ phrase: String) -> [UInt64] {
    WordScan.words(of: phrase.utf8).map(\.hash)
  }
}
