/// Finds what was probably meant by a word that is not known.
package enum NearMiss {
  /// The longest word, in scalars, that is compared; anything longer is no slip of the pen.
  private static let longest = 64

  /// The candidate that `word` most likely stands for, if one is near enough.
  ///
  /// Near is two slips for words of six letters and more, one for shorter ones and for what has
  /// digits, where two would reach half of all ids: a letter too many, too few, another, or two
  /// swapped. Letter case counts for nothing. Equally near candidates are ranked by the letters
  /// that they share, then by how long they begin alike, then by how near their numbers are, then
  /// alphabetically.
  package static func suggestion(
    for word: String, among candidates: some Sequence<String>
  ) -> String? {
    let written = letters(of: word)
    guard !written.isEmpty, written.count <= longest else { return nil }
    let hasDigits = written.contains { ("0"..."9").contains($0) }
    let limit = written.count > 5 && !hasDigits ? 2 : 1
    let sorted = written.sorted { $0.value < $1.value }
    let numbers = numbers(in: written)
    var best: (rank: Rank, word: String)?
    for candidate in candidates where candidate != word {
      let letters = letters(of: candidate)
      guard abs(letters.count - written.count) <= limit else { continue }
      let distance = distance(written, letters, limit: limit)
      guard distance <= limit else { continue }
      let rank = Rank(
        distance: distance,
        hasOtherLetters: letters.sorted { $0.value < $1.value } != sorted,
        alike: zip(written, letters).prefix { $0 == $1 }.count,
        apart: apart(numbers, Self.numbers(in: letters)), word: candidate)
      if best.map({ rank < $0.rank }) ?? true { best = (rank, candidate) }
    }
    return best?.word
  }

  private struct Rank: Comparable {
    var distance: Int
    var hasOtherLetters: Bool
    var alike: Int
    /// How far apart the numbers are; `Int.max` where there are more of them in one.
    var apart: Int
    var word: String

    static func < (lhs: Self, rhs: Self) -> Bool {
      (lhs.distance, lhs.hasOtherLetters ? 1 : 0, -lhs.alike, lhs.apart, lhs.word)
        < (rhs.distance, rhs.hasOtherLetters ? 1 : 0, -rhs.alike, rhs.apart, rhs.word)
    }
  }

  /// The numbers in a word, in order; of long ones the first 9 digits, which suffice to compare.
  private static func numbers(in letters: [Unicode.Scalar]) -> [Int] {
    letters.split { !("0"..."9").contains($0) }.map { digits in
      digits.prefix(9).reduce(0) { $0 * 10 + Int($1.value - 0x30) }
    }
  }

  private static func apart(_ a: [Int], _ b: [Int]) -> Int {
    a.count == b.count ? zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } : .max
  }

  private static func letters(of word: String) -> [Unicode.Scalar] {
    Array(word.lowercased().unicodeScalars.prefix(longest + 1))
  }

  /// The optimal string alignment distance; anything above `limit` is `limit + 1`.
  private static func distance(
    _ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int
  ) -> Int {
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      current.reserveCapacity(b.count + 1)
      var least = i + 1
      for j in 0..<b.count {
        let replaced = previous[j] + (a[i] == b[j] ? 0 : 1)
        var cost = min(previous[j + 1] + 1, current[j] + 1, replaced)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforePrevious[j - 1] + 1)
        }
        least = min(least, cost)
        current.append(cost)
      }
      guard least <= limit else { return limit + 1 }
      (beforePrevious, previous) = (previous, current)
    }
    return min(previous[b.count], limit + 1)
  }
}
