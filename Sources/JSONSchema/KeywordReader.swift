import JSONTree
import Regexes

/// Reads the values of keywords in the forms that the specification demands.
struct KeywordReader {
  let object: JSONObject
  let location: String

  func place(_ key: String) -> String { location + "/" + SchemaIndex.escaped(key) }

  func error(_ key: String, _ message: String) -> SchemaSyntaxError {
    SchemaSyntaxError(message: "\(key) \(message)", location: place(key))
  }

  func string(_ key: String) throws(SchemaSyntaxError) -> String? {
    guard let value = object[key] else { return nil }
    guard let text = value.stringValue else { throw error(key, "must be a string") }
    return text
  }

  func number(_ key: String) throws(SchemaSyntaxError) -> JSONNumber? {
    guard let value = object[key] else { return nil }
    guard case .number(let number) = value else { throw error(key, "must be a number") }
    return number
  }

  /// A whole number that is not negative.
  func count(_ key: String) throws(SchemaSyntaxError) -> Int? {
    guard let number = try number(key) else { return nil }
    guard number.isWhole, !JSONDecimal(number).isNegative else {
      throw error(key, "must be a whole number that is not negative")
    }
    return number.int ?? Int.max
  }

  func strings(_ key: String) throws(SchemaSyntaxError) -> [String]? {
    guard let value = object[key] else { return nil }
    let strings = value.arrayValue?.compactMap(\.stringValue)
    guard let strings, strings.count == value.arrayValue?.count else {
      throw error(key, "must be a list of strings")
    }
    return strings
  }

  static func regex(
    _ pattern: String, at place: String
  ) throws(SchemaSyntaxError) -> LinearRegex {
    do {
      return try LinearRegex.parse(pattern)
    } catch {
      throw SchemaSyntaxError(
        message: "the pattern cannot be used: \(error.message)", location: place)
    }
  }
}

extension SchemaCompiler {
  /// The keywords that look at one value only.
  static func assertions(
    of members: KeywordReader, _ options: Schema.Options
  ) throws(SchemaSyntaxError) -> [SchemaKeyword] {
    var keywords: [SchemaKeyword?] = [try types(of: members)]
    if let value = members.object["enum"] {
      guard let values = value.arrayValue else { throw members.error("enum", "must be a list") }
      keywords.append(.enumeration(Set(values), summary: value.excerpt))
    }
    keywords.append(members.object["const"].map(SchemaKeyword.const))
    if let divisor = try members.number("multipleOf") {
      guard divisor > JSONNumber(0) else {
        throw members.error("multipleOf", "must be greater than 0")
      }
      keywords.append(.multipleOf(divisor))
    }
    keywords += [
      try members.number("maximum").map(SchemaKeyword.maximum),
      try members.number("exclusiveMaximum").map(SchemaKeyword.exclusiveMaximum),
      try members.number("minimum").map(SchemaKeyword.minimum),
      try members.number("exclusiveMinimum").map(SchemaKeyword.exclusiveMinimum),
      try members.count("maxLength").map(SchemaKeyword.maxLength),
      try members.count("minLength").map(SchemaKeyword.minLength),
      try members.count("maxItems").map(SchemaKeyword.maxItems),
      try members.count("minItems").map(SchemaKeyword.minItems),
      try members.count("maxProperties").map(SchemaKeyword.maxProperties),
      try members.count("minProperties").map(SchemaKeyword.minProperties),
      try members.strings("required").map(SchemaKeyword.required),
    ]
    if let pattern = try members.string("pattern") {
      keywords.append(.pattern(try KeywordReader.regex(pattern, at: members.place("pattern"))))
    }
    if let name = try members.string("format"), options.assertsFormats {
      keywords.append(TextFormat(rawValue: name).map(SchemaKeyword.format))
    }
    if let value = members.object["uniqueItems"] {
      guard let isUnique = value.boolValue else {
        throw members.error("uniqueItems", "must be a boolean")
      }
      if isUnique { keywords.append(.uniqueItems) }
    }
    keywords.append(try dependencies(of: members))
    return keywords.compactMap(\.self)
  }

  private static func types(of members: KeywordReader) throws(SchemaSyntaxError) -> SchemaKeyword? {
    guard let value = members.object["type"] else { return nil }
    let names = value.arrayValue ?? [value]
    let types = names.compactMap { $0.stringValue.flatMap(SchemaType.init) }
    guard types.count == names.count, !types.isEmpty else {
      let known = SchemaType.allCases.map(\.rawValue).joined(separator: ", ")
      throw members.error("type", "must be one of \(known), or a list of them")
    }
    return .type(types)
  }

  private static func dependencies(
    of members: KeywordReader
  ) throws(SchemaSyntaxError) -> SchemaKeyword? {
    guard let value = members.object["dependentRequired"] else { return nil }
    guard case .object(let object) = value else {
      throw members.error("dependentRequired", "must be an object of lists of strings")
    }
    let reader = KeywordReader(object: object, location: members.place("dependentRequired"))
    var dependencies: [(String, [String])] = []
    for key in object.keys { dependencies.append((key, try reader.strings(key) ?? [])) }
    return .dependentRequired(dependencies)
  }
}
