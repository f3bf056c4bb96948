extension CSSSelectorParser {
  typealias Condition = CSSSelector.Condition
  typealias Nth = CSSSelector.Nth

  /// A pseudo-class; the scanner stands at its colon.
  mutating func pseudoClass(type: String?) throws(MarkupSyntaxError) -> Condition {
    let start = scanner.offset
    scanner.advance()
    if scanner.peek == ":" {
      throw scanner.error("a pseudo-element is no element of the document", at: start)
    }
    let name = try scanner.identifier().lowercased()
    if name.hasSuffix("of-type"), type == nil {
      throw scanner.error(":\(name) needs an element name before it (p:\(name))", at: start)
    }
    guard scanner.peek == "(" else { return try plain(name, at: start) }
    scanner.advance()
    let condition = try functional(name, at: start)
    scanner.skipBlanks()
    guard scanner.take(")") else { throw scanner.error(") is expected") }
    return condition
  }

  private func plain(_ name: String, at start: Int) throws(MarkupSyntaxError) -> Condition {
    let first = Nth(step: 0, offset: 1)
    return switch name {
    case "first-child": .nth(first, ofType: false, fromEnd: false)
    case "last-child": .nth(first, ofType: false, fromEnd: true)
    case "first-of-type": .nth(first, ofType: true, fromEnd: false)
    case "last-of-type": .nth(first, ofType: true, fromEnd: true)
    case "only-child": .onlyChild(ofType: false)
    case "only-of-type": .onlyChild(ofType: true)
    case "root": .root
    case "empty": .empty
    case "link", "any-link": .link
    case "checked": .checked
    case "disabled": .disabled
    case "enabled": .enabled
    case "required": .required
    case "hover", "focus", "active", "visited", "target", "focus-within", "focus-visible":
      throw scanner.error(":\(name) depends on what a person does with the page", at: start)
    case "not", "is", "where", "has", "nth-child", "nth-last-child", "nth-of-type",
      "nth-last-of-type":
      throw scanner.error(":\(name) needs an argument in parentheses", at: start)
    default: throw scanner.error("the pseudo-class :\(name) is not known", at: start)
    }
  }

  private mutating func functional(
    _ name: String, at start: Int
  ) throws(MarkupSyntaxError) -> Condition {
    switch name {
    case "not": return .not(try alternatives(isRelative: false))
    case "is", "where", "matches": return .matches(try alternatives(isRelative: false))
    case "has": return .has(try alternatives(isRelative: true))
    case "nth-child": return .nth(try nth(), ofType: false, fromEnd: false)
    case "nth-last-child": return .nth(try nth(), ofType: false, fromEnd: true)
    case "nth-of-type": return .nth(try nth(), ofType: true, fromEnd: false)
    case "nth-last-of-type": return .nth(try nth(), ofType: true, fromEnd: true)
    case "contains":
      throw scanner.error("CSS has no :contains(); XPath's contains() does this", at: start)
    default: throw scanner.error("the pseudo-class :\(name)() is not known", at: start)
    }
  }

  /// `odd`, `even`, `5`, `2n+1`, `-n + 3` (CSS Syntax Level 3, section 6).
  private mutating func nth() throws(MarkupSyntaxError) -> Nth {
    scanner.skipBlanks()
    let start = scanner.offset
    if scanner.takeWord("odd") { return Nth(step: 2, offset: 1) }
    if scanner.takeWord("even") { return Nth(step: 2, offset: 0) }
    let sign = scanner.sign() ?? 1
    let number = scanner.digits()
    guard scanner.take("n") || scanner.take("N") else {
      guard let number else {
        throw scanner.error("odd, even, a number or an+b is expected", at: start)
      }
      return Nth(step: 0, offset: sign * number)
    }
    let step = sign * (number ?? 1)
    scanner.skipBlanks()
    guard let offsetSign = scanner.sign() else { return Nth(step: step, offset: 0) }
    scanner.skipBlanks()
    guard let offset = scanner.digits() else { throw scanner.error("a number is expected") }
    return Nth(step: step, offset: offsetSign * offset)
  }
}
