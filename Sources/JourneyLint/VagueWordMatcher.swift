import ProjectConfiguration

/// Finds vague words in running text in one pass.
struct VagueWordMatcher: Sendable {
  struct Match: Equatable {
    /// As listed.
    var phrase: String
    var suggestion: String?
  }

  private struct Phrase {
    var match: Match
    var hashes: [UInt64]
  }

  /// Phrases by their first word, longer ones first.
  private let phrases: [UInt64: [Phrase]]

  init(settings: LintSettings = LintSettings()) {
    let ignored = Set(settings.ignoredVagueWords.map { $0.lowercased() })
    var matches = VagueWords.list.split(separator: "\n").map { line in
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      return Match(
        phrase: String(line[..<colon]), suggestion: String(line[colon...].dropFirst(2)))
    }
    matches.removeAll { ignored.contains($0.phrase) }
    for (word, suggestion) in settings.addedVagueWords {
      matches.append(Match(phrase: word.lowercased(), suggestion: suggestion))
    }
    var phrases: [UInt64: [Phrase]] = [:]
    for match in matches {
      let hashes = WordScan.words(of: match.phrase.utf8).map(\.hash)
      guard let first = hashes.first else { continue }
      phrases[first, default: []].append(Phrase(match: match, hashes: hashes))
    }
    self.phrases = phrases.mapValues { $0.sorted { $0.hashes.count > $1.hashes.count } }
  }

  /// The vague words of a statement, each once, in order.
  func matches(in text: String) -> [Match] {
    let words = WordScan.words(of: text.utf8)
    var found: [Match] = []
    var index = 0
    while index < words.count {
      let phrase = phrases[words[index].hash]?.first { phrase in
        words[index...].lazy.map(\.hash).starts(with: phrase.hashes)
      }
      if let phrase, !found.contains(phrase.match) { found.append(phrase.match) }
      index += phrase?.hashes.count ?? 1
    }
    return found
  }
}
