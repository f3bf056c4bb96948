/// Reads a selector by recursive descent (Selectors Level 3, section 10.1).
struct CSSSelectorParser {
  typealias Complex = CSSSelector.Complex
  typealias Compound = CSSSelector.Compound
  typealias Combinator = CSSSelector.Combinator

  var scanner: CSSScanner
  private var depth = 0
  private let deepest = 16

  init(_ text: String) { scanner = CSSScanner(text) }

  /// The whole text as a list.
  mutating func selectorList() throws(MarkupSyntaxError) -> [Complex] {
    let list: [Complex]
    do throws(MarkupSyntaxError) {
      list = try alternatives(isRelative: false)
    } catch {
      throw openComment ?? error
    }
    if let openComment { throw openComment }
    guard scanner.isAtEnd else { throw scanner.error("\(scanner.shown) is not expected here") }
    return list
  }

  /// What follows an open comment is missing for its sake.
  private var openComment: MarkupSyntaxError? {
    scanner.openComment.map { scanner.error("the comment has no end", at: $0) }
  }

  /// Selectors with commas between them, up to `)` or the end.
  mutating func alternatives(isRelative: Bool) throws(MarkupSyntaxError) -> [Complex] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= deepest else { throw scanner.error("the selector is nested too deeply") }
    var list: [Complex] = []
    repeat {
      scanner.skipBlanks()
      list.append(try complex(isRelative: isRelative))
      scanner.skipBlanks()
    } while scanner.take(",")
    return list
  }

  private mutating func complex(isRelative: Bool) throws(MarkupSyntaxError) -> Complex {
    var parts: [(combinator: Combinator, compound: Compound)] = []
    var combinator = (isRelative ? explicitCombinator() : nil) ?? .descendant
    while true {
      scanner.skipBlanks()
      parts.append((combinator, try compound()))
      let hadBlank = scanner.skipBlanks()
      if let explicit = explicitCombinator() {
        combinator = explicit
      } else if hadBlank, let next = scanner.peek, next != ",", next != ")" {
        combinator = .descendant
      } else {
        return Complex(parts: parts)
      }
    }
  }

  private mutating func explicitCombinator() -> Combinator? {
    if scanner.take(">") { return .child }
    if scanner.take("+") { return .next }
    if scanner.take("~") { return .subsequent }
    return nil
  }

  private mutating func compound() throws(MarkupSyntaxError) -> Compound {
    var compound = Compound()
    var isBegun = true
    if scanner.take("*") {
      try refuseNamespace()
    } else if scanner.isAtIdentifier {
      compound.type = try scanner.identifier()
      try refuseNamespace()
    } else {
      isBegun = false
    }
    while true {
      scanner.skipComments()
      guard let next = scanner.peek else { break }
      switch next {
      case "#":
        scanner.advance()
        compound.conditions.append(.id(try scanner.name("an id is expected after #")))
      case ".":
        scanner.advance()
        compound.conditions.append(.class(try scanner.identifier()))
      case "[":
        compound.conditions.append(try attribute())
      case ":":
        compound.conditions.append(try pseudoClass(type: compound.type))
      default:
        guard isBegun || !compound.conditions.isEmpty else {
          throw scanner.error("a selector is expected, not \(scanner.shown)")
        }
        return compound
      }
    }
    guard isBegun || !compound.conditions.isEmpty else {
      throw scanner.error("a selector is expected")
    }
    return compound
  }

  private func refuseNamespace() throws(MarkupSyntaxError) {
    if scanner.peek == "|" { throw scanner.error("namespaces in selectors are not supported") }
  }

  private mutating func attribute() throws(MarkupSyntaxError) -> CSSSelector.Condition {
    scanner.advance()
    scanner.skipBlanks()
    let name = try scanner.identifier()
    scanner.skipBlanks()
    if scanner.take("]") {
      return .attribute(name: name, operation: .exists, value: "", ignoresCase: nil)
    }
    let start = scanner.offset
    var written = ""
    if let next = scanner.peek, "~|^$*".unicodeScalars.contains(next) {
      written.unicodeScalars.append(next)
      scanner.advance()
    }
    guard scanner.take("="), let operation = CSSSelector.AttributeOperation(rawValue: written + "=")
    else {
      throw scanner.error("=, ~=, |=, ^=, $=, *= or ] is expected", at: start)
    }
    scanner.skipBlanks()
    let value = try scanner.isAtQuote ? scanner.string() : scanner.identifier()
    scanner.skipBlanks()
    var ignoresCase: Bool?
    if let flag = scanner.peek, flag != "]" {
      switch flag {
      case "i", "I": ignoresCase = true
      case "s", "S": ignoresCase = false
      default: throw scanner.error("i, s or ] is expected, not \(scanner.shown)")
      }
      scanner.advance()
      scanner.skipBlanks()
    }
    guard scanner.take("]") else { throw scanner.error("] is expected") }
    return .attribute(name: name, operation: operation, value: value, ignoresCase: ignoresCase)
  }
}
