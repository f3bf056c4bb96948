/// A list of CSS selectors (Selectors Level 3, and the common part of Level 4).
///
/// Understood are types, `*`, ids, classes, attributes with all operators and the `i` and `s`
/// flags, the four combinators, the tree-structural pseudo-classes, `:not()`, `:is()`, `:where()`,
/// `:has()`, `:empty`, `:root`, `:link`, `:checked`, `:disabled`, `:enabled` and `:required`.
package struct CSSSelector: Sendable, Hashable {
  /// The selector as it was written.
  package let text: String
  let alternatives: [Complex]

  /// Checks a selector without a document.
  package static func parse(_ text: String) throws(MarkupSyntaxError) -> CSSSelector {
    var parser = CSSSelectorParser(text)
    return CSSSelector(text: text, alternatives: try parser.selectorList())
  }

  /// Compound selectors with what stands before each: `a > b c`.
  struct Complex: Sendable, Hashable {
    /// The combinator of the first is what ties it to the scope, where there is one.
    var parts: [(combinator: Combinator, compound: Compound)]

    static func == (lhs: Self, rhs: Self) -> Bool {
      lhs.parts.elementsEqual(rhs.parts) { $0 == $1 }
    }

    func hash(into hasher: inout Hasher) {
      for part in parts {
        hasher.combine(part.combinator)
        hasher.combine(part.compound)
      }
    }
  }

  enum Combinator: Sendable, Hashable { case descendant, child, next, subsequent }

  struct Compound: Sendable, Hashable {
    /// `nil` for `*` and where no type is given.
    var type: String?
    var conditions: [Condition] = []
  }

  indirect enum Condition: Sendable, Hashable {
    case id(String)
    case `class`(String)
    case attribute(name: String, operation: AttributeOperation, value: String, ignoresCase: Bool?)
    /// The element's place among its siblings, from the front or the back.
    case nth(Nth, ofType: Bool, fromEnd: Bool)
    case onlyChild(ofType: Bool)
    case root, empty, link, checked, disabled, enabled, required
    case not([Complex])
    case matches([Complex])
    /// Parts are relative to the element.
    case has([Complex])
  }

  enum AttributeOperation: String, Sendable, Hashable {
    case exists = ""
    case equals = "="
    case includesWord = "~="
    case dashMatch = "|="
    case prefix = "^="
    case suffix = "$="
    case substring = "*="
  }

  /// `an+b`.
  struct Nth: Sendable, Hashable {
    var step: Int
    var offset: Int
  }
}
