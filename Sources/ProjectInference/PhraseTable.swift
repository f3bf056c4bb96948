/// Phrases in small letters that are looked for at the beginnings of words.
struct PhraseTable<Value: Sendable>: Sendable {
  struct Match {
    var phrase: String
    var value: Value
  }

  /// By their first letter, longest first.
  private var phrases: [Character: [(phrase: String, value: Value)]] = [:]
  /// Whether a word may go on behind the phrase: `regel` is found in `Regeln`.
  private let matchesStems: Bool

  init(_ phrases: [(String, Value)], matchesStems: Bool) {
    self.matchesStems = matchesStems
    for (phrase, value) in phrases {
      guard let first = phrase.first else { continue }
      self.phrases[first, default: []].append((phrase, value))
    }
    for key in self.phrases.keys {
      self.phrases[key]?.sort { $0.phrase.count > $1.phrase.count }
    }
  }

  /// The longest phrase with which a text begins.
  ///
  /// - Parameter text: In small letters.
  func match(beginning text: Substring) -> Match? {
    guard let first = text.first, let candidates = phrases[first] else { return nil }
    for (phrase, value) in candidates where text.hasPrefix(phrase) {
      if matchesStems || endsWord(text.dropFirst(phrase.count).first) {
        return Match(phrase: phrase, value: value)
      }
    }
    return nil
  }

  /// The phrases found in a text, word by word, of each word the longest.
  func matches(in text: String) -> [Match] {
    var found: [Match] = []
    var isStart = true
    for index in text.indices {
      if isStart, let match = match(beginning: text[index...]) { found.append(match) }
      isStart = !text[index].isLetter && !text[index].isNumber
    }
    return found
  }

  private func endsWord(_ next: Character?) -> Bool {
    guard let next else { return true }
    return !next.isLetter && !next.isNumber && next != "'" && next != "-"
  }
}
