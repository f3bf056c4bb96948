/// A regular expression whose matching takes time linear in the text.
///
/// It is matched by simulating an automaton, never by trying again from the start. Patterns are limited
/// to ``maximumLength`` and to what they expand to; a match to ``budget`` steps.
package struct LinearRegex: Sendable {
  package enum Syntax: Sendable, Hashable {
    /// What programmers share, in the reading of ECMA-262 with its `u` flag: classes, greedy and lazy
    /// quantifiers, groups (named ones count as numbered), alternation, `^ $ \b \B \A \z`, `\d \w \s`,
    /// `\p{…}` with a general category, the flags `i m s`. What has no linear matching,
    /// back-references and lookaround, is refused.
    case common
    /// RFC 9485; `^` and `$` are anchors, as its mappings to other dialects have it.
    case iRegexp
  }

  /// The pattern as written.
  package let pattern: String
  package let syntax: Syntax
  let program: RegexProgram

  /// Unicode scalars in a pattern.
  package static let maximumLength = 10_000
  /// Steps of the automaton, a second or two of work.
  package static let budget = 50_000_000

  /// Bytes that replacing may write before it is given up.
  private static let longestReplacement = 64 << 20

  package static func parse(
    _ pattern: String, syntax: Syntax = .common
  ) throws(RegexSyntaxError) -> LinearRegex {
    var parser = try RegexParser(pattern, syntax: syntax)
    let node = try parser.wholePattern()
    let program = try RegexProgram(node, length: parser.scalars.count)
    return LinearRegex(pattern: pattern, syntax: syntax, program: program)
  }

  /// How many groups can be asked for by number, at most 9.
  package var groupCount: Int { program.groupCount }

  /// How many instructions it takes: what compiling it cost.
  package var size: Int { program.instructions.count }

  /// Whether the pattern is found anywhere in the text.
  package func isFound(in text: String) throws(RegexLimitError) -> Bool {
    var steps = Self.budget
    return try isFound(in: text, steps: &steps)
  }

  /// Takes the work from `steps`, so that many matches can share one bound.
  package func isFound(in text: String, steps: inout Int) throws(RegexLimitError) -> Bool {
    try matches(text, whole: false, steps: &steps)
  }

  /// Whether the pattern matches the text from its start to its end.
  package func matchesWhole(_ text: String) throws(RegexLimitError) -> Bool {
    var steps = Self.budget
    return try matchesWhole(text, steps: &steps)
  }

  /// Takes the work from `steps`, so that many matches can share one bound.
  package func matchesWhole(_ text: String, steps: inout Int) throws(RegexLimitError) -> Bool {
    try matches(text, whole: true, steps: &steps)
  }

  private func matches(
    _ text: String, whole: Bool, steps: inout Int
  ) throws(RegexLimitError) -> Bool {
    var matcher = RegexMatcher(program, Array(text.utf8), slotCount: 0, steps: steps)
    defer { steps = matcher.steps }
    return try matcher.match(from: 0, whole: whole) != nil
  }

  /// The whole match and its numbered groups, `nil` for groups that took no part.
  ///
  /// The match is the one that begins first, alternatives being tried from left to right.
  package func firstMatch(in text: String) throws(RegexLimitError) -> [String?]? {
    var matcher = capturing(text, steps: Self.budget)
    return try matcher.match(from: 0).map { matcher.groups(at: $0) }
  }

  private func capturing(_ text: String, steps: Int) -> RegexMatcher {
    RegexMatcher(program, Array(text.utf8), slotCount: 2 * (groupCount + 1), steps: steps)
  }

  /// The text with every match replaced; `$0` to `$9` in the template stand for the match and its
  /// groups, `$$` for a dollar sign.
  package func replacing(
    in text: String, with template: String, steps: Int = Self.budget
  ) throws(RegexLimitError) -> String {
    var matcher = capturing(text, steps: steps)
    var result: [UInt8] = []
    var position = 0
    while position <= matcher.bytes.count, let slots = try matcher.match(from: position) {
      let (start, end) = (slots[0], slots[1])
      guard result.count <= Self.longestReplacement else { throw RegexLimitError() }
      result += matcher.bytes[position..<start]
      Self.expand(template, matcher.groups(at: slots), into: &result)
      position = end
      if start == end {
        // An empty match is left behind by one scalar, else it would be found for ever.
        let next = matcher.end(ofScalarAt: end)
        result += matcher.bytes[end..<min(next, matcher.bytes.count)]
        position = next
      }
    }
    if position < matcher.bytes.count { result += matcher.bytes[position...] }
    return String(decoding: result, as: UTF8.self)
  }

  private static func expand(_ template: String, _ groups: [String?], into result: inout [UInt8]) {
    var isEscaped = false
    for byte in template.utf8 {
      if isEscaped {
        isEscaped = false
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          let group = Int(byte - UInt8(ascii: "0"))
          if group < groups.count, let text = groups[group] { result += text.utf8 }
        case UInt8(ascii: "$"): result.append(byte)
        default: result += [UInt8(ascii: "$"), byte]
        }
      } else if byte == UInt8(ascii: "$") {
        isEscaped = true
      } else {
        result.append(byte)
      }
    }
    if isEscaped { result.append(UInt8(ascii: "$")) }
  }
}

extension LinearRegex: Hashable {
  package static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.syntax == rhs.syntax && lhs.pattern.utf8.elementsEqual(rhs.pattern.utf8)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(pattern) }
}
