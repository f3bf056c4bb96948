/// A set of Unicode general categories.
struct CategoryMask: OptionSet, Sendable, Hashable {
  let rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ category: Unicode.GeneralCategory) {
    let place = Self.order.firstIndex { $0.category == category } ?? 29
    rawValue = 1 << UInt32(place)
  }

  /// The categories of a short or long name, such as `Lu`, `L` or `Letter`; `nil` where there is none.
  init?(name: String) {
    if name.count <= 2, let first = name.first, first.isUppercase {
      let places = Self.order.indices.filter { Self.order[$0].short.hasPrefix(name) }
      guard !places.isEmpty else { return nil }
      self.init(rawValue: places.reduce(0) { $0 | 1 << UInt32($1) })
    } else if let short = Self.longGroups[name] {
      self.init(name: short)
    } else if let place = Self.order.firstIndex(where: { $0.long == name }) {
      self.init(rawValue: 1 << UInt32(place))
    } else {
      return nil
    }
  }

  /// The category of each ASCII scalar, so that sets need not ask for it one by one.
  static let ofASCII = (0..<128 as Range<UInt8>).map {
    CategoryMask(Unicode.Scalar($0).properties.generalCategory)
  }

  /// All categories that are not in this set.
  var inverted: Self { Self(rawValue: ~rawValue & (1 << 30 - 1)) }

  private static let longGroups = [
    "Letter": "L", "Mark": "M", "Number": "N", "Punctuation": "P", "Separator": "Z", "Symbol": "S",
    "Other": "C",
  ]

  private static let order: [(short: String, long: String, category: Unicode.GeneralCategory)] = [
    ("Lu", "Uppercase_Letter", .uppercaseLetter), ("Ll", "Lowercase_Letter", .lowercaseLetter),
    ("Lt", "Titlecase_Letter", .titlecaseLetter), ("Lm", "Modifier_Letter", .modifierLetter),
    ("Lo", "Other_Letter", .otherLetter), ("Mn", "Nonspacing_Mark", .nonspacingMark),
    ("Mc", "Spacing_Mark", .spacingMark), ("Me", "Enclosing_Mark", .enclosingMark),
    ("Nd", "Decimal_Number", .decimalNumber), ("Nl", "Letter_Number", .letterNumber),
    ("No", "Other_Number", .otherNumber), ("Pc", "Connector_Punctuation", .connectorPunctuation),
    ("Pd", "Dash_Punctuation", .dashPunctuation), ("Ps", "Open_Punctuation", .openPunctuation),
    ("Pe", "Close_Punctuation", .closePunctuation),
    ("Pi", "Initial_Punctuation", .initialPunctuation),
    ("Pf", "Final_Punctuation", .finalPunctuation), ("Po", "Other_Punctuation", .otherPunctuation),
    ("Zs", "Space_Separator", .spaceSeparator), ("Zl", "Line_Separator", .lineSeparator),
    ("Zp", "Paragraph_Separator", .paragraphSeparator), ("Sm", "Math_Symbol", .mathSymbol),
    ("Sc", "Currency_Symbol", .currencySymbol), ("Sk", "Modifier_Symbol", .modifierSymbol),
    ("So", "Other_Symbol", .otherSymbol), ("Cc", "Control", .control), ("Cf", "Format", .format),
    ("Cs", "Surrogate", .surrogate), ("Co", "Private_Use", .privateUse),
    ("Cn", "Unassigned", .unassigned),
  ]
}
