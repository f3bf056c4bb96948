/// Tells whether words near a phrase deny it: “is no invoice”, “not guaranteed”, “exact figures are
/// not available”.
///
/// It looks back over a few words of the same clause, and ahead for a verb with its negation. That is
/// no grammar; it errs on the side of finding a denial only where one stands close.
enum Negation {
  private static let before = 7
  private static let after = 3

  private static let words: Set<String> = [
    "no", "not", "never", "none", "neither", "nor", "without", "cannot", "cant", "isnt", "arent",
    "wasnt", "werent", "dont", "doesnt", "didnt", "wont", "wouldnt", "shouldnt", "mustnt", "neednt",
    "couldnt", "non", "nothing", "nobody", "hardly", "kein", "keine", "keinen", "keiner", "keines",
    "nicht", "nie", "ohne", "weder", "ne", "pas", "jamais", "sans", "aucun", "aucune",
  ]

  /// Two words that deny together.
  private static let pairs: Set<String> = [
    "rather than", "instead of", "free of", "far from", "short of", "anything but", "opposed to",
    "other than",
  ]

  /// Where a denial before them no longer holds.
  private static let ends: Set<String> = [".", "but", "however", "yet", "sondern", "aber", "mais"]

  /// Words after a negator with which it denies nothing: “not only”, “no doubt”.
  private static let affirming: Set<String> = [
    "only", "just", "merely", "doubt", "question", "less", "matter", "longer", "need", "other",
  ]

  /// Words after a comma that begin a clause of its own.
  private static let openers: Set<String> = [
    "this", "that", "it", "these", "those", "they", "we", "you", "he", "she", "here", "all",
    "everything", "every",
  ]

  private static let verbs: Set<String> = [
    "is", "are", "was", "were", "be", "been", "can", "could", "will", "would", "should", "shall",
    "may", "must", "do", "does", "did", "has", "have",
  ]

  private static let contractions: Set<String> = [
    "isnt", "arent", "wasnt", "werent", "cannot", "cant", "wont", "doesnt", "dont",
  ]

  static func applies(to range: Range<Int>, in bytes: [UInt8]) -> Bool {
    isDeniedBefore(range.lowerBound, bytes) || isDeniedAfter(range.upperBound, bytes)
  }

  private static func isDeniedBefore(_ start: Int, _ bytes: [UInt8]) -> Bool {
    var end = start - 1
    var following = ""
    for _ in 0..<before {
      while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
      guard end > 0 else { return false }
      var begin = end
      while begin > 0, bytes[begin - 1] != 0x20 { begin -= 1 }
      let word = String(decoding: bytes[begin..<end], as: UTF8.self)
      if ends.contains(word) { return false }
      if word == ",", openers.contains(following) { return false }
      if words.contains(word) { return !affirming.contains(following) }
      if pairs.contains("\(word) \(following)") { return true }
      following = word
      end = begin
    }
    return false
  }

  private static func isDeniedAfter(_ end: Int, _ bytes: [UInt8]) -> Bool {
    var start = end
    var previous = ""
    for _ in 0...after {
      while start < bytes.count, bytes[start] == 0x20 { start += 1 }
      guard start < bytes.count else { return false }
      var stop = start
      while stop < bytes.count, bytes[stop] != 0x20 { stop += 1 }
      let word = String(decoding: bytes[start..<stop], as: UTF8.self)
      if ends.contains(word) || word == "," { return false }
      if contractions.contains(word) { return true }
      if word == "not" || word == "never" { return verbs.contains(previous) }
      previous = word
      start = stop
    }
    return false
  }
}
