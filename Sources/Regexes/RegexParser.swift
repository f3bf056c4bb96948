/// Reads a pattern of either syntax into a tree.
struct RegexParser {
  struct Flags {
    var ignoresCase = false
    var hasLines = false
    var dotTakesAll = false
  }

  let scalars: [Unicode.Scalar]
  let syntax: LinearRegex.Syntax
  var position = 0
  var flags = Flags()
  private var groups = 0
  private var depth = 0

  private static let maximumDepth = 100
  static let maximumRepetition = 1000

  init(_ pattern: String, syntax: LinearRegex.Syntax) throws(RegexSyntaxError) {
    scalars = Array(pattern.unicodeScalars.prefix(LinearRegex.maximumLength + 1))
    self.syntax = syntax
    guard scalars.count <= LinearRegex.maximumLength else {
      throw RegexSyntaxError(
        message: "the pattern is longer than \(LinearRegex.maximumLength) characters", offset: 0)
    }
  }

  var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  func peek(_ distance: Int) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  func error(_ message: String, from start: Int? = nil) -> RegexSyntaxError {
    let start = start ?? position
    return RegexSyntaxError(message: message, offset: start, length: position - start)
  }

  mutating func wholePattern() throws(RegexSyntaxError) -> RegexNode {
    let node = try alternation()
    if current == ")" { throw error("“)” closes no group") }
    return node
  }

  private mutating func alternation() throws(RegexSyntaxError) -> RegexNode {
    var branches = [try branch()]
    while current == "|" {
      position += 1
      branches.append(try branch())
    }
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  private mutating func branch() throws(RegexSyntaxError) -> RegexNode {
    var pieces: [RegexNode] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      let start = position
      let atom = try atom(scalar)
      pieces.append(try quantified(atom, from: start))
    }
    return pieces.count == 1 ? pieces[0] : .concatenation(pieces)
  }

  private mutating func atom(_ scalar: Unicode.Scalar) throws(RegexSyntaxError) -> RegexNode {
    switch scalar {
    case "(": return try group()
    case "[": return .set(try characterClass())
    case "\\": return try escape()
    case "*", "+", "?": throw error("“\(scalar)” repeats nothing")
    case "{" where syntax == .iRegexp || isQuantifier:
      throw error("“{” repeats nothing; a brace itself is written \\{")
    case "}" where syntax == .iRegexp, "]" where syntax == .iRegexp:
      throw error("“\(scalar)” itself is written \\\(scalar)")
    default: position += 1
    }
    switch scalar {
    case ".": return .set(dot)
    case "^": return .assertion(flags.hasLines ? .startOfLine : .startOfText)
    case "$": return .assertion(flags.hasLines ? .endOfLine : .endOfText)
    default: return .set(literal(scalar))
    }
  }

  private var dot: ScalarSet {
    if flags.dotTakesAll { return ScalarSet([0...0x10_FFFF]) }
    let others: [ClosedRange<UInt32>] = syntax == .iRegexp ? [] : [0x2028...0x2029]
    return ScalarSet(ScalarRanges.lineEnds + others, isInverted: true)
  }

  func literal(_ scalar: Unicode.Scalar) -> ScalarSet {
    ScalarSet([scalar.value...scalar.value], ignoresCase: flags.ignoresCase)
  }

  // MARK: Groups

  private mutating func group() throws(RegexSyntaxError) -> RegexNode {
    let start = position
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw error("groups nest deeper than \(Self.maximumDepth)")
    }
    position += 1
    let outside = flags
    var number: Int?
    if current == "?", syntax == .common {
      position += 1
      switch try groupKind(from: start) {
      case .flagsForTheRest: return .empty
      case .plain: break
      case .named: number = nextGroup()
      }
    } else if syntax == .common {
      number = nextGroup()
    }
    let content = try alternation()
    guard current == ")" else { throw error("the group is not closed", from: start) }
    position += 1
    flags = outside
    return .group(content, number: number)
  }

  private mutating func nextGroup() -> Int? {
    groups += 1
    return groups <= 9 ? groups : nil
  }

  private enum GroupKind { case plain, named, flagsForTheRest }

  private mutating func groupKind(from start: Int) throws(RegexSyntaxError) -> GroupKind {
    switch (current, peek(1)) {
    case ("=", _), ("!", _), ("<", "="), ("<", "!"):
      position += 1
      throw error("lookaround cannot be matched in linear time and is not supported", from: start)
    case (">", _):
      position += 1
      throw error("atomic groups are not supported", from: start)
    case ("P", "<"), ("<", _):
      while let scalar = current, scalar != ">" { position += scalar == ")" ? scalars.count : 1 }
      guard current == ">" else {
        throw error("the group's name is not closed by “>”", from: start)
      }
      position += 1
      return .named
    default: return try groupFlags(from: start)
    }
  }

  private mutating func groupFlags(from start: Int) throws(RegexSyntaxError) -> GroupKind {
    var isOn = true
    while let scalar = current {
      position += 1
      switch scalar {
      case "-" where isOn: isOn = false
      case "i": flags.ignoresCase = isOn
      case "m": flags.hasLines = isOn
      case "s": flags.dotTakesAll = isOn
      case ":": return .plain
      case ")": return .flagsForTheRest
      default: throw error("after “(?” one of : i m s - < was expected", from: start)
      }
    }
    throw error("the group is not closed", from: start)
  }

  // MARK: Quantifiers

  /// Whether a well-formed `{n}`, `{n,}` or `{n,m}` stands here; other braces are themselves.
  private var isQuantifier: Bool {
    var copy = self
    return copy.braces() != nil
  }

  private mutating func braces() -> (minimum: Int, maximum: Int?)? {
    position += 1
    guard let minimum = integer() else { return nil }
    var maximum: Int? = minimum
    if current == "," {
      position += 1
      maximum = integer()
    }
    guard current == "}" else { return nil }
    position += 1
    return (minimum, maximum)
  }

  private mutating func integer() -> Int? {
    var value: Int?
    while let digit = current.flatMap({ Int(String($0)) }), current?.isASCII == true {
      value = min((value ?? 0) * 10 + digit, 1_000_000)
      position += 1
    }
    return value
  }

  private mutating func quantified(
    _ atom: RegexNode, from start: Int
  ) throws(RegexSyntaxError) -> RegexNode {
    let bounds: (minimum: Int, maximum: Int?)
    let quantifier = position
    switch current {
    case "*": bounds = (0, nil)
    case "+": bounds = (1, nil)
    case "?": bounds = (0, 1)
    case "{":
      guard let counted = braces() else {
        guard syntax == .common else {
          throw error("a quantifier is {n}, {n,} or {n,m}; a brace itself is written \\{")
        }
        position = quantifier
        return atom
      }
      bounds = counted
    default: return atom
    }
    if position == quantifier { position += 1 }
    if let maximum = bounds.maximum, maximum < bounds.minimum {
      throw error("the quantifier's numbers are in the wrong order", from: quantifier)
    }
    guard max(bounds.minimum, bounds.maximum ?? 0) <= Self.maximumRepetition else {
      throw error(
        "more than \(Self.maximumRepetition) repetitions are not supported", from: quantifier)
    }
    if case .assertion = atom {
      throw error("an anchor cannot be repeated", from: start)
    }
    var isGreedy = true
    if current == "?", syntax == .common {
      isGreedy = false
      position += 1
    }
    if current == "+", syntax == .common {
      position += 1
      throw error("possessive quantifiers are not supported", from: quantifier)
    }
    if let next = current, "*+?".unicodeScalars.contains(next) {
      throw error("“\(next)” repeats a quantifier")
    }
    return .repetition(
      atom, minimum: bounds.minimum, maximum: bounds.maximum, isGreedy: isGreedy)
  }
}
