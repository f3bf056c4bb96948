extension RegexParser {
  private typealias Ranges = [ClosedRange<UInt32>]

  /// What an escape or an element of a class stands for.
  private enum Element {
    case scalar(Unicode.Scalar)
    case ranges([ClosedRange<UInt32>])
    case categories(CategoryMask)
    case assertion(RegexAssertion)
  }

  /// Reads an escape outside of classes.
  mutating func escape() throws(RegexSyntaxError) -> RegexNode {
    switch try element(inClass: false) {
    case .scalar(let scalar): .set(literal(scalar))
    case .ranges(let ranges): .set(ScalarSet(ranges, ignoresCase: flags.ignoresCase))
    case .categories(let categories):
      .set(ScalarSet([], categories: categories, ignoresCase: flags.ignoresCase))
    case .assertion(let assertion): .assertion(assertion)
    }
  }

  /// Reads a class from its opening bracket.
  mutating func characterClass() throws(RegexSyntaxError) -> ScalarSet {
    let start = position
    position += 1
    var isInverted = false
    if current == "^" {
      isInverted = true
      position += 1
    }
    if current == "]" {
      throw error("the class is empty; a bracket itself is written \\]", from: start)
    }
    var ranges: Ranges = []
    var categories: CategoryMask = []
    let first = position
    while let scalar = current, scalar != "]" {
      let from = position
      if scalar == "[", syntax == .iRegexp { throw error("“[” itself is written \\[") }
      if scalar == "[", peek(1) == ":" { throw error("POSIX classes are not supported") }
      if scalar == "-", syntax == .iRegexp, position != first, peek(1) != "]" {
        throw error("“-” itself stands first or last in a class, or is written \\-")
      }
      switch try element(inClass: true) {
      case .categories(let mask): categories.formUnion(mask)
      case .ranges(let listed): ranges += listed
      case .assertion: throw error("an anchor cannot stand in a class", from: from)
      case .scalar(let low):
        let isLiteralHyphen = scalar == "-" && syntax == .iRegexp
        guard !isLiteralHyphen, current == "-", let next = peek(1), next != "]" else {
          ranges.append(low.value...low.value)
          continue
        }
        position += 1
        if next == "-" || next == "[", syntax == .iRegexp {
          throw error("“\(next)” itself is written \\\(next)")
        }
        guard case .scalar(let high) = try element(inClass: true), low.value <= high.value else {
          throw error("the range is not one from a lower to a higher character", from: from)
        }
        ranges.append(low.value...high.value)
      }
    }
    guard current == "]" else { throw error("the class is not closed", from: start) }
    position += 1
    return ScalarSet(
      ranges, categories: categories, isInverted: isInverted, ignoresCase: flags.ignoresCase)
  }

  private mutating func element(inClass: Bool) throws(RegexSyntaxError) -> Element {
    let start = position
    guard let scalar = current else { throw error("the pattern ends too early") }
    position += 1
    guard scalar == "\\" else { return .scalar(scalar) }
    guard let escaped = current else {
      throw error("the pattern ends after a backslash", from: start)
    }
    position += 1
    switch escaped {
    case "n": return .scalar("\n")
    case "r": return .scalar("\r")
    case "t": return .scalar("\t")
    case "p", "P":
      let mask = try categories(from: start)
      return .categories(escaped == "p" ? mask : mask.inverted)
    default: break
    }
    guard syntax == .common else {
      if "()*+-.?[\\]^{|}".unicodeScalars.contains(escaped) { return .scalar(escaped) }
      throw error("“\\\(escaped)” is no escape of RFC 9485", from: start)
    }
    if let element = commonClass(escaped, inClass: inClass) { return element }
    switch escaped {
    case "f": return .scalar("\u{C}")
    case "v": return .scalar("\u{B}")
    case "0" where current.map { !("0"..."9").contains($0) } ?? true: return .scalar("\0")
    case "x": return .scalar(try hexadecimal(digits: 2, from: start))
    case "u": return .scalar(try unicodeEscape(from: start))
    case "c":
      guard let letter = current, letter.isASCII, letter.properties.isAlphabetic else {
        throw error("after “\\c” a letter was expected", from: start)
      }
      position += 1
      return .scalar(Unicode.Scalar(UInt8(letter.value & 0x1F)))
    case "0"..."9", "k", "g":
      throw error(
        "back-references cannot be matched in linear time and are not supported", from: start)
    default:
      if escaped.isASCII, !escaped.properties.isAlphabetic { return .scalar(escaped) }
      throw error("“\\\(escaped)” is no escape", from: start)
    }
  }

  private func commonClass(_ escaped: Unicode.Scalar, inClass: Bool) -> Element? {
    switch escaped {
    case "d": .ranges(ScalarRanges.digits)
    case "D": .ranges(ScalarRanges.complement(of: ScalarRanges.digits))
    case "w": .ranges(ScalarRanges.word)
    case "W": .ranges(ScalarRanges.complement(of: ScalarRanges.word))
    case "s": .ranges(ScalarRanges.space)
    case "S": .ranges(ScalarRanges.complement(of: ScalarRanges.space))
    case "b": inClass ? .scalar("\u{8}") : .assertion(.wordBoundary)
    case "B": .assertion(.noWordBoundary)
    case "A": .assertion(.startOfText)
    case "z": .assertion(.endOfText)
    default: nil
    }
  }

  private mutating func hexadecimal(
    digits: Int, from start: Int
  ) throws(RegexSyntaxError) -> Unicode.Scalar {
    let value = try hexadecimalValue(digits: digits, from: start)
    guard let scalar = Unicode.Scalar(value) else {
      throw error("the escape is half a surrogate pair", from: start)
    }
    return scalar
  }

  private mutating func hexadecimalValue(
    digits: Int, from start: Int
  ) throws(RegexSyntaxError) -> UInt32 {
    let text = String(String.UnicodeScalarView(scalars[position...].prefix(digits)))
    position = min(position + digits, scalars.count)
    guard text.utf8.count == digits, let value = UInt32(text, radix: 16), !text.hasPrefix("+")
    else {
      throw error("\(digits) hexadecimal digits were expected", from: start)
    }
    return value
  }

  private mutating func unicodeEscape(from start: Int) throws(RegexSyntaxError) -> Unicode.Scalar {
    guard current == "{" else {
      let unit = try hexadecimalValue(digits: 4, from: start)
      if (0xD800..<0xDC00).contains(unit), current == "\\", peek(1) == "u" {
        position += 2
        let low = try hexadecimalValue(digits: 4, from: start)
        if (0xDC00..<0xE000).contains(low),
          let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        {
          return scalar
        }
      } else if let scalar = Unicode.Scalar(unit) {
        return scalar
      }
      throw error("the escape is half a surrogate pair", from: start)
    }
    position += 1
    let digits = scalars[position...].prefix { $0 != "}" }
    position = min(digits.endIndex + 1, scalars.count)
    let text = String(String.UnicodeScalarView(digits))
    guard digits.endIndex < scalars.count, digits.count <= 8, !text.hasPrefix("+"),
      let scalar = UInt32(text, radix: 16).flatMap(Unicode.Scalar.init)
    else { throw error("“\\u{…}” names no character", from: start) }
    return scalar
  }

  /// Reads `{Name}` after `\p`.
  private mutating func categories(from start: Int) throws(RegexSyntaxError) -> CategoryMask {
    guard current == "{" else { throw error("after “\\p” a “{” was expected", from: start) }
    position += 1
    let content = scalars[position...].prefix { $0 != "}" }
    position = min(content.endIndex + 1, scalars.count)
    var name = String(String.UnicodeScalarView(content))
    if syntax == .common {
      for prefix in ["gc=", "General_Category="] where name.hasPrefix(prefix) {
        name.removeFirst(prefix.count)
      }
    }
    let isLong = name.utf8.count > 2
    guard content.endIndex < scalars.count, !isLong || syntax == .common,
      let mask = CategoryMask(name: name), !(syntax == .iRegexp && name == "Cs")
    else { throw error("“\(name)” is no general category, such as L, Lu or Nd", from: start) }
    return mask
  }
}
