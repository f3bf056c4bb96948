import SourceText

/// Finds story IDs in UTF-8 text in all the forms in which people write them.
///
/// | written | means |
/// |---|---|
/// | `BF-002`, `RP-005A` | itself |
/// | `OE-001/002`, `RP-005A/B` | each, the family or number carried over |
/// | `BF-001–BF-004`, `BF-001–004`, `BF-001 to BF-004` | all from the first to the last |
/// | `CO-001+` | itself, open-ended |
/// | `BF-xxx` | a placeholder |
/// | `BF-004 to BF-001`, `BF-001 — BF-004`, `BF-001..004` | no range: the IDs that stand there |
/// | `bf-002`, `BF-2`, `BF-0002`, `BF‑002` | malformed |
package struct StoryScanner: Sendable {
  let pattern: StoryPattern
  /// Longest first, so that no family hides one that begins with it.
  let families: [String]
  /// The bytes of all families, one after the other, and where each ends.
  let familyBytes: [UInt8]
  let familyEnds: [Int]
  let separator: [UInt8]
  /// Longer numbers do not fit an `Int` and are no IDs.
  static let digitLimit = 18
  /// Which bytes may begin a family, in either case.
  private let starts: [Bool]

  package init(_ pattern: StoryPattern) {
    self.pattern = pattern
    let families = pattern.families.filter { !$0.isEmpty }
      .sorted { $0.utf8.count > $1.utf8.count }
    self.families = families
    familyBytes = families.flatMap { Array($0.utf8) }
    familyEnds = families.indices.map { last in
      families[...last].reduce(0) { $0 + $1.utf8.count }
    }
    separator = Array(pattern.separator.utf8)
    var starts = [Bool](repeating: false, count: 256)
    for first in families.compactMap(\.utf8.first) {
      starts[Int(first)] = true
      if first.isASCIILetter { starts[Int(first ^ 0x20)] = true }
    }
    if families.isEmpty {
      for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { starts[Int(byte)] = true }
    }
    self.starts = starts
  }

  /// The references in the order of the text; they do not overlap.
  package func scan(_ text: [UInt8]) -> [StoryReference] {
    var found: [StoryReference] = []
    var index = 0
    while let reference = next(in: text, from: &index) { found.append(reference) }
    return found
  }

  /// The first reference at or after `index`, which is moved behind it.
  package func next(in text: [UInt8], from index: inout Int) -> StoryReference? {
    while let start = nextStart(text, from: &index) {
      guard let first = identifier(text, start) else { continue }
      let reference = reference(text, from: first, at: start)
      index = max(index, reference.range.upperBound)
      return reference
    }
    return nil
  }

  /// Where the next family begins that a separator follows, or something like one.
  ///
  /// Most texts hold no hyphen, let alone an ID, so hyphens are looked for and not families.
  private func nextStart(_ text: [UInt8], from index: inout Int) -> Int? {
    guard let mark = separator.first else { return nextStartWithoutSeparator(text, from: &index) }
    let earliest = index
    while index < text.count {
      let byte = text[index]
      index += 1
      guard byte == mark || byte == 0xE2, let start = familyStart(text, before: index - 1),
        start >= earliest
      else { continue }
      return start
    }
    return nil
  }

  private func nextStartWithoutSeparator(_ text: [UInt8], from index: inout Int) -> Int? {
    while index < text.count {
      index += 1
      if starts[Int(text[index - 1])], isBoundary(text, index - 2) { return index - 1 }
    }
    return nil
  }

  /// The word that ends before `end`, as far as it can be a family.
  private func familyStart(_ text: [UInt8], before end: Int) -> Int? {
    var start = end
    while start > 0, text[start - 1].isASCIILetter || text[start - 1].isASCIIDigit { start -= 1 }
    return start < end && starts[Int(text[start])] && isBoundary(text, start - 1) ? start : nil
  }
}
