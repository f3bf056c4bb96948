import SourceText

extension StoryScanner {
  func reference(
    _ text: [UInt8], from first: WrittenID, at start: Int
  ) -> StoryReference {
    var kind = StoryReference.Kind.stories
    var stories: [String] = []
    var last = first
    switch first.form {
    case .placeholder: kind = .placeholder
    case .malformed: kind = .malformed(suggestion: suggestion(for: first))
    case .valid:
      stories.append(name(first))
      while let next = shorthand(text, after: last) {
        stories.append(name(next))
        last = next
      }
      if let end = rangeEnd(text, after: last), let span = expand(last, end) {
        stories += span.stories.dropFirst()
        if span.count > StoryReference.rangeLimit { kind = .tooWide(span.count) }
        last = end
      } else if let broken = brokenRange(text, after: last) {
        kind = .brokenRange(likely: broken.likely, mayBeProse: broken.mayBeProse)
        if broken.isWhole { stories.append(name(broken.end)) }
        last = broken.end
        while broken.isWhole, let next = shorthand(text, after: last) {
          stories.append(name(next))
          last = next
        }
      }
    }
    let plus =
      first.form == .valid && byte(text, last.end) == UInt8(ascii: "+")
      && isBoundary(text, last.end + 1)
    return StoryReference(
      kind: kind, range: start..<(plus ? last.end + 1 : last.end), stories: stories,
      isOpenEnded: plus)
  }

  /// `/002` or `/B` after an ID, without spaces.
  private func shorthand(_ text: [UInt8], after last: WrittenID) -> WrittenID? {
    guard byte(text, last.end) == UInt8(ascii: "/"), let first = byte(text, last.end + 1) else {
      return nil
    }
    var next = last
    next.end += 2
    if first.isASCIIUpper {
      guard last.suffix != nil, isBoundary(text, next.end) else { return nil }
      next.suffix = first
      return next
    }
    return bareNumber(text, last.end + 1, like: last)
  }

  /// As many digits as a pattern with a fixed number of them asks for, and perhaps a suffix.
  func bareNumber(_ text: [UInt8], _ start: Int, like last: WrittenID) -> WrittenID? {
    var next = last
    next.end = start
    next.digits = 0
    next.number = 0
    next.suffix = nil
    while let digit = byte(text, next.end), digit.isASCIIDigit, next.digits < Self.digitLimit {
      next.number = next.number * 10 + Int(digit - 48)
      next.digits += 1
      next.end += 1
    }
    guard next.digits == last.digits else { return nil }
    takeSuffix(text, &next)
    return next.form == .valid && isBoundary(text, next.end) ? next : nil
  }

  /// The second ID of a range: after an en dash, or after the word `to`.
  private func rangeEnd(_ text: [UInt8], after last: WrittenID) -> WrittenID? {
    var index = last.end
    let spaced = byte(text, index) == UInt8(ascii: " ")
    if spaced { index += 1 }
    if text[index...].starts(with: [0xE2, 0x80, 0x93]) {
      index += 3
      if !spaced, let number = bareNumber(text, index, like: last) { return number }
      if byte(text, index) == UInt8(ascii: " ") { index += 1 }
    } else if spaced, text[index...].starts(with: [UInt8(ascii: "t"), UInt8(ascii: "o"), 0x20]) {
      index += 3
    } else {
      return nil
    }
    guard let end = identifier(text, index), end.form == .valid, end.family == last.family else {
      return nil
    }
    return end
  }

  /// The IDs of a range that goes up, in numbers or, within one number, in letters.
  private func expand(
    _ first: WrittenID, _ last: WrittenID
  ) -> (stories: [String], count: Int)? {
    var stories: [String] = []
    var next = first
    switch (first.suffix, last.suffix) {
    case (nil, nil):
      guard first.number < last.number else { return nil }
      for number in first.number...min(last.number, first.number + StoryReference.rangeLimit - 1) {
        next.number = number
        stories.append(name(next))
      }
      return (stories, last.number - first.number + 1)
    case (let low?, let high?):
      guard first.number == last.number, low < high else { return nil }
      for suffix in low...high {
        next.suffix = suffix
        stories.append(name(next))
      }
      return (stories, stories.count)
    default: return nil
    }
  }
}
