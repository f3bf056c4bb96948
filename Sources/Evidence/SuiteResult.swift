package import RunEvents

/// What a suite's report says of one test.
package struct SuiteResult: Sendable, Hashable {
  /// What the suite calls it: class and name, or the titles that lead to it.
  package var name: String
  /// What it ran on, such as `[chromium]`; empty for most.
  package var suffix: String
  package var verdict: Verdict
  /// Why it is not `passed`; empty when it is.
  package var reason: String
  /// Microseconds.
  package var duration: Int
  /// More than 1 when it was tried again.
  package var attempts: Int
  /// When it ran; `nil` where the report does not say.
  package var ranAt: EvidenceTime?
  /// The commit that it ran on, where the report says.
  package var commit: String?
  /// Where it stands in its suite; `nil` where the report does not say.
  package var path: String?
  package var line: Int?
  /// The promises that it says it verifies.
  package var marks: [PromiseMark]

  package init(
    name: String, suffix: String = "", verdict: Verdict, reason: String, duration: Int = 0,
    attempts: Int = 1, ranAt: EvidenceTime? = nil, commit: String? = nil, path: String? = nil,
    line: Int? = nil, marks: [PromiseMark] = []
  ) {
    self.name = name
    self.suffix = suffix
    self.verdict = verdict
    self.reason = reason
    self.duration = duration
    self.attempts = attempts
    self.ranAt = ranAt
    self.commit = commit
    self.path = path
    self.line = line
    self.marks = marks
  }
}

/// `waymark:<journey>#<path>`, by which a test says what it verifies.
package struct PromiseMark: Sendable, Hashable {
  package var journey: String
  /// A path or a name within the journey.
  package var path: String

  package init(journey: String, path: String) {
    self.journey = journey
    self.path = path
  }

  private static let word = "waymark"

  /// The marks in a text, in its order.
  package static func marks(in text: String) -> [PromiseMark] {
    guard text.utf8.count >= word.utf8.count + 4 else { return [] }
    var marks: [PromiseMark] = []
    var rest = text[...]
    while let found = rest.firstRange(of: word + ":") {
      rest = rest[found.upperBound...]
      if let mark = read(&rest) { marks.append(mark) }
    }
    return marks
  }

  /// The marks of a property: its name may be `waymark`, and its value then needs no such prefix.
  package static func marks(ofProperty name: String, _ value: String) -> [PromiseMark] {
    guard name == word else { return marks(in: name) + marks(in: value) }
    return value.split { $0 == "," || $0.isWhitespace }.compactMap { part in
      var rest = part.hasPrefix(word + ":") ? part.dropFirst(word.count + 1) : part
      return read(&rest)
    }
  }

  private static func read(_ rest: inout Substring) -> PromiseMark? {
    let journey = rest.prefix(while: isOfName)
    let tail = rest[journey.endIndex...]
    guard !journey.isEmpty, tail.first == "#" else { return nil }
    var path = tail.dropFirst().prefix(while: isOfName)
    // A full stop behind it ends a sentence.
    while path.last == "." { path = path.dropLast() }
    guard !path.isEmpty else { return nil }
    rest = rest[path.endIndex...]
    return PromiseMark(journey: String(journey), path: String(path))
  }

  private static func isOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || ".-_".contains(character)
  }
}
