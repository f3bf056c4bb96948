extension CSSSelector {
  /// An XPath 1.0 expression for the elements that the selector matches.
  ///
  /// Each selector is read from its end: an element is tested, then what stands before it is
  /// sought among ancestors and siblings.
  package func xpath(for language: MarkupLanguage) -> String {
    let translator = Translator(isHTML: language == .html)
    return alternatives.map { translator.path($0) }.joined(separator: " | ")
  }

  private struct Translator {
    let isHTML: Bool

    func path(_ complex: Complex) -> String {
      guard var last = complex.parts.last?.compound else { return "//*" }
      var step = "*"
      if isHTML, let type = last.type, Self.isPlainName(type) {
        step = type.lowercased()
        last.type = nil
      }
      // The type has become the step's, but what counts by type must still know it.
      let type = complex.parts.last?.compound.type
      let conditions =
        tests(last, type: type) + before(complex.parts.count - 1, of: complex.parts)
      return "//\(step)" + conditions.map { "[\($0)]" }.joined()
    }

    /// Whether a name can stand in XPath as it is.
    private static func isPlainName(_ name: String) -> Bool {
      guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
      return name.utf8.allSatisfy(isPlain)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
      default: false
      }
    }

    /// Whether the context node matches, as a boolean expression.
    private func test(_ complex: Complex) -> String {
      guard let last = complex.parts.last?.compound else { return "true()" }
      let all =
        tests(last, type: last.type) + before(complex.parts.count - 1, of: complex.parts)
      return all.isEmpty ? "true()" : all.map { "(\($0))" }.joined(separator: " and ")
    }

    private func anyTest(_ list: [Complex]) -> String {
      list.map { "(\(test($0)))" }.joined(separator: " or ")
    }

    /// What must hold of the surroundings of the part at `index`.
    private func before(
      _ index: Int, of parts: [(combinator: Combinator, compound: Compound)]
    ) -> [String] {
      guard index > 0 else { return [] }
      let axis =
        switch parts[index].combinator {
        case .descendant: "ancestor::*"
        case .child: "parent::*"
        case .next: "preceding-sibling::*[1]"
        case .subsequent: "preceding-sibling::*"
        }
      let left = parts[index - 1].compound
      let inner = tests(left, type: left.type) + before(index - 1, of: parts)
      return [axis + inner.map { "[\($0)]" }.joined()]
    }

    /// What must exist within or beside the context node.
    private func forward(_ complex: Complex) -> String {
      complex.parts.map { part in
        let axis =
          switch part.combinator {
          case .descendant: "descendant::*"
          case .child: "child::*"
          case .next: "following-sibling::*[1]"
          case .subsequent: "following-sibling::*"
          }
        return axis + tests(part.compound, type: part.compound.type).map { "[\($0)]" }.joined()
      }.joined(separator: "/")
    }

    private func tests(_ compound: Compound, type: String?) -> [String] {
      var tests: [String] = []
      if let type = compound.type { tests.append(typeTest(type)) }
      return tests + compound.conditions.map { test($0, type: type) }
    }

    private func typeTest(_ type: String) -> String {
      "local-name()=" + literal(isHTML ? type.lowercased() : type)
    }

    private func test(_ condition: Condition, type: String?) -> String {
      switch condition {
      case .id(let id): "@id=" + literal(id)
      case .class(let name): word(name, in: "@class")
      case .attribute(let name, let operation, let value, let ignoresCase):
        attribute(name, operation, value, ignoresCase: ignoresCase)
      case .nth(let nth, let ofType, let fromEnd):
        position(nth, siblings(fromEnd ? "following" : "preceding", ofType ? type : nil))
      case .onlyChild(let ofType):
        siblings("preceding", ofType ? type : nil) + "=0 and "
          + siblings("following", ofType ? type : nil) + "=0"
      case .root: "not(parent::*)"
      case .empty: "not(*) and not(text())"
      case .link: "(self::a or self::area) and @href"
      case .checked: Self.checked
      case .disabled: Self.disabled
      case .enabled: "(\(Self.canBeDisabled)) and not(\(Self.disabled))"
      case .required: "(self::input or self::select or self::textarea) and @required"
      case .not(let list): "not(\(anyTest(list)))"
      case .matches(let list): anyTest(list)
      case .has(let list): list.map(forward).joined(separator: " or ")
      }
    }

    /// How many siblings stand on a side, of the type or of all.
    ///
    /// HTML has one namespace; in XML the type is a name in a namespace, and XPath 1.0 cannot
    /// compare that of a sibling with that of the context node.
    private func siblings(_ side: String, _ type: String?) -> String {
      guard let type else { return "count(\(side)-sibling::*)" }
      guard isHTML else { return SiblingCount.call(isPreceding: side == "preceding") }
      return "count(\(side)-sibling::*[\(typeTest(type))])"
    }

    private func position(_ nth: Nth, _ siblings: String) -> String {
      let place = "\(siblings)+1"
      if nth.step == 0 { return "\(place)=\(nth.offset)" }
      if nth.step > 0 {
        return "\(place)>=\(nth.offset) and (\(place)-(\(nth.offset))) mod \(nth.step)=0"
      }
      return "\(place)<=\(nth.offset) and (\(nth.offset)-(\(place))) mod \(-nth.step)=0"
    }

    private func attribute(
      _ name: String, _ operation: AttributeOperation, _ value: String, ignoresCase: Bool?
    ) -> String {
      let name = isHTML ? name.lowercased() : name
      let attribute =
        Self.isPlainName(name) ? "@\(name)" : "@*[name()=\(literal(name))]"
      guard operation != .exists else { return attribute }
      let folds = ignoresCase ?? (isHTML && Self.caseless.contains(name))
      let text = folds ? Self.lower(attribute) : attribute
      let value = folds ? String(value.unicodeScalars.map(Self.asciiLower)) : value
      return switch operation {
      case .exists: attribute
      case .equals: "\(attribute) and \(text)=\(literal(value))"
      case .includesWord:
        value.isEmpty || value.unicodeScalars.contains(where: Self.isBlank)
          ? "false()" : word(value, in: text)
      case .dashMatch:
        "(\(text)=\(literal(value)) or starts-with(\(text),\(literal(value + "-"))))"
      case .prefix: value.isEmpty ? "false()" : "starts-with(\(text),\(literal(value)))"
      case .suffix:
        value.isEmpty
          ? "false()"
          : "substring(\(text),string-length(\(text))-\(value.unicodeScalars.count - 1))"
            + "=\(literal(value)) and string-length(\(text))>=\(value.unicodeScalars.count)"
      case .substring: value.isEmpty ? "false()" : "contains(\(text),\(literal(value)))"
      }
    }

    private func word(_ word: String, in text: String) -> String {
      "contains(concat(' ',normalize-space(\(text)),' '),\(literal(" \(word) ")))"
    }

    /// White space of selectors (Selectors 4, section 3.1.1), which is less than Unicode's.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      " \t\n\r\u{C}".unicodeScalars.contains(scalar)
    }

    private static func lower(_ text: String) -> String {
      "translate(\(text),'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz')"
    }

    private static func asciiLower(_ scalar: Unicode.Scalar) -> Character {
      Character("A"..."Z" ~= scalar ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
    }

    /// A string literal; XPath 1.0 has no escapes, so both quotes together take a `concat`.
    private func literal(_ text: String) -> String {
      // Scalar by scalar: a quote with a combining mark is a quote to XPath.
      let scalars = text.unicodeScalars
      if !scalars.contains("'") { return "'\(Self.readable(scalars[...]))'" }
      if !scalars.contains("\"") { return "\"\(Self.readable(scalars[...]))\"" }
      let pieces = scalars.split(separator: "'", omittingEmptySubsequences: false)
      return "concat(" + pieces.map { "'\(Self.readable($0))'" }.joined(separator: ",\"'\",") + ")"
    }

    /// Control characters stand in no document; a noncharacter in their place matches as little.
    private static func readable(_ text: Substring.UnicodeScalarView) -> String {
      var result = String.UnicodeScalarView()
      for scalar in text {
        let isReadable = scalar.value >= 0x20 || "\t\n\r".unicodeScalars.contains(scalar)
        result.append(isReadable ? scalar : "\u{FFFD}")
      }
      return String(result)
    }

    private static let checked =
      "(self::input and @checked and (\(lower("@type"))='checkbox' or \(lower("@type"))='radio'))"
      + " or (self::option and @selected)"

    private static let canBeDisabled =
      "self::button or self::input or self::select or self::textarea or self::optgroup"
      + " or self::option or self::fieldset"

    /// HTML, sections 4.10.15.1 and 4.10.19.5: its own attribute, its group's, or its fieldset's.
    private static let disabled =
      "((\(canBeDisabled)) and @disabled) or (self::option and parent::optgroup[@disabled])"
      + " or ((self::button or self::input or self::select or self::textarea or self::fieldset)"
      + " and ancestor::fieldset[@disabled] and not(ancestor::legend[parent::fieldset[@disabled]]))"

    /// Attributes whose values HTML compares without case (HTML, section 4.16.2).
    private static let caseless: Set<String> = [
      "accept", "accept-charset", "align", "alink", "axis", "bgcolor", "charset", "checked",
      "clear", "codetype", "color", "compact", "declare", "defer", "dir", "direction", "disabled",
      "enctype", "face", "frame", "hreflang", "http-equiv", "lang", "language", "link", "media",
      "method", "multiple", "nohref", "noresize", "noshade", "nowrap", "readonly", "rel", "rev",
      "rules", "scope", "scrolling", "selected", "shape", "target", "text", "type", "valign",
      "valuetype", "vlink",
    ]
  }
}
