import SourceText

/// Two IDs, or an ID and a number, that are joined like a range and are none.
struct BrokenRange {
  var end: WrittenID
  /// Whether the end is an ID and not a bare number.
  var isWhole: Bool
  var mayBeProse: Bool
  var likely: String?
}

extension StoryScanner {
  /// What people write between the ends of a range; words want a space on either side.
  private static let joiners: [(bytes: [UInt8], isWord: Bool)] =
    ["...", "..", "…", "—", "―", "–", "−", "‐", "‑", "-", "~"].map { (Array($0.utf8), false) }
    + ["through", "thru", "until", "to"].map { (Array($0.utf8), true) }

  /// Finds what is neither a range of the dialect nor an enumeration; ``rangeEnd`` comes before.
  func brokenRange(_ text: [UInt8], after last: WrittenID) -> BrokenRange? {
    var index = last.end
    skipSpaces(text, &index)
    let isSpaced = index > last.end
    guard
      let joiner = Self.joiners.first(where: { joiner in
        text[min(index, text.count)...].starts(with: joiner.bytes)
      })
    else { return nil }
    index += joiner.bytes.count
    let afterJoiner = index
    skipSpaces(text, &index)
    if joiner.isWord, !isSpaced || index == afterJoiner { return nil }
    if let end = identifier(text, index), end.form == .valid {
      guard name(end) != name(last) else { return nil }
      return BrokenRange(
        end: end, isWhole: true, mayBeProse: joiner.isWord, likely: likely(last, end))
    }
    // A number behind a dash in running text is seldom a story.
    guard joiner.isWord || !isSpaced && index == afterJoiner,
      let end = bareNumber(text, index, like: last)
    else { return nil }
    return BrokenRange(
      end: end, isWhole: false, mayBeProse: joiner.isWord, likely: likely(last, end))
  }

  private func skipSpaces(_ text: [UInt8], _ index: inout Int) {
    while index < text.count, text[index] == UInt8(ascii: " ") { index += 1 }
  }

  /// The range from the lower to the higher of two numbers of a family.
  private func likely(_ a: WrittenID, _ b: WrittenID) -> String? {
    guard a.family == b.family, a.suffix == nil, b.suffix == nil, a.number != b.number else {
      return nil
    }
    return a.number < b.number ? "\(name(a))–\(name(b))" : "\(name(b))–\(name(a))"
  }
}
