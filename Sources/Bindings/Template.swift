package import JSONTree

/// Text with `{{name}}` places that variables fill.
package struct Template: Sendable, Hashable {
  package enum Segment: Sendable, Hashable {
    case text(String)
    case variable(String)
  }

  package let segments: [Segment]

  /// Text that stands for itself.
  package init(literal: String) {
    segments = [.text(literal)]
  }

  /// Reads `{{name}}`; `{{{{` stands for two braces.
  ///
  /// - Throws: ``TemplateError`` where braces are not closed or a name is malformed.
  package init(parsing text: String) throws(TemplateError) {
    guard text.utf8.contains(UInt8(ascii: "{")) else {
      segments = [.text(text)]
      return
    }
    var segments: [Segment] = []
    var literal = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      literal += rest[..<open.lowerBound]
      rest = rest[open.upperBound...]
      if rest.hasPrefix("{{") {
        literal += "{{"
        rest = rest.dropFirst(2)
        continue
      }
      guard let close = rest.firstRange(of: "}}") else {
        throw TemplateError(message: "'{{' is not closed by '}}'")
      }
      let name = rest[..<close.lowerBound].filter { $0 != " " }
      guard Self.isName(name) else {
        throw TemplateError(message: "'\(name)' is not the name of a variable")
      }
      if !literal.isEmpty { segments.append(.text(literal)) }
      literal = ""
      segments.append(.variable(name))
      rest = rest[close.upperBound...]
    }
    literal += rest
    if !literal.isEmpty || segments.isEmpty { segments.append(.text(literal)) }
    self.segments = segments
  }

  /// Letters, digits, `_`, `-`, and dots between parts.
  package static func isName(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && !text.hasPrefix(".") && !text.hasSuffix(".")
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
          UInt8(ascii: "."):
          true
        default: false
        }
      }
  }

  package var variables: [String] {
    segments.compactMap { if case .variable(let name) = $0 { name } else { nil } }
  }

  /// The text itself when nothing is to be filled in.
  package var literal: String? {
    if segments.count == 1, case .text(let text) = segments[0] { text } else { nil }
  }

  /// The text with its variables filled in.
  ///
  /// - Throws: ``UndefinedVariable`` with the first name that `lookup` does not know.
  package func text(
    _ lookup: (String) -> JSONValue?
  ) throws(UndefinedVariable) -> String {
    if let literal { return literal }
    var result = ""
    for segment in segments {
      switch segment {
      case .text(let text): result += text
      case .variable(let name):
        result += try Self.value(of: name, lookup).plainText
      }
    }
    return result
  }

  /// The value: a text that is nothing but one variable keeps the variable's type.
  package func value(
    _ lookup: (String) -> JSONValue?
  ) throws(UndefinedVariable) -> JSONValue {
    if segments.count == 1, case .variable(let name) = segments[0] {
      return try Self.value(of: name, lookup)
    }
    return .string(try text(lookup))
  }

  /// A variable, or a member of one: `item.owner.name`.
  private static func value(
    of name: String, _ lookup: (String) -> JSONValue?
  ) throws(UndefinedVariable) -> JSONValue {
    if let value = lookup(name) { return value }
    let parts = name.split(separator: ".").map(String.init)
    guard parts.count > 1, var value = lookup(parts[0]) else { throw UndefinedVariable(name: name) }
    for part in parts.dropFirst() {
      guard let member = value[part] else { throw UndefinedVariable(name: name) }
      value = member
    }
    return value
  }
}

/// A template that cannot be read.
package struct TemplateError: Error, Sendable {
  /// One sentence without a full stop.
  package let message: String
}

/// A variable that nothing has set.
package struct UndefinedVariable: Error, Sendable {
  package let name: String
}

extension JSONValue {
  /// The value as it stands in running text: strings bare, the rest as JSON.
  package var plainText: String {
    if case .string(let text) = self { text } else { serialized() }
  }
}

/// A JSON value in whose strings variables are filled in.
package indirect enum JSONTemplate: Sendable, Hashable {
  case literal(JSONValue)
  case text(Template)
  case array([JSONTemplate])
  case object([Member])

  package struct Member: Sendable, Hashable {
    package let key: String
    package let value: JSONTemplate

    package init(key: String, value: JSONTemplate) {
      self.key = key
      self.value = value
    }
  }

  /// Reads the strings of a value as templates; a value without any stays literal.
  package init(parsing value: JSONValue) throws(TemplateError) {
    switch value {
    case .string(let text):
      self.init(try Template(parsing: text))
    case .array(let elements):
      var templates: [JSONTemplate] = []
      for element in elements { templates.append(try JSONTemplate(parsing: element)) }
      let literals = templates.compactMap(\.literal)
      self = literals.count == templates.count ? .literal(.array(literals)) : .array(templates)
    case .object(let object):
      var members: [Member] = []
      for (key, value) in object.pairs {
        members.append(Member(key: key, value: try JSONTemplate(parsing: value)))
      }
      let literals = members.compactMap { member in
        member.value.literal.map { (member.key, $0) }
      }
      self =
        literals.count == members.count
        ? .literal(.object(JSONObject(literals))) : .object(members)
    default: self = .literal(value)
    }
  }

  /// The value of a text.
  package init(_ template: Template) {
    self = template.literal.map { .literal(.string($0)) } ?? .text(template)
  }

  package var literal: JSONValue? {
    if case .literal(let value) = self { value } else { nil }
  }

  package var variables: [String] {
    switch self {
    case .literal: []
    case .text(let template): template.variables
    case .array(let elements): elements.flatMap(\.variables)
    case .object(let members): members.flatMap(\.value.variables)
    }
  }

  /// The value with its variables filled in.
  package func value(
    _ lookup: (String) -> JSONValue?
  ) throws(UndefinedVariable) -> JSONValue {
    switch self {
    case .literal(let value): return value
    case .text(let template): return try template.value(lookup)
    case .array(let elements):
      var values: [JSONValue] = []
      for element in elements { values.append(try element.value(lookup)) }
      return .array(values)
    case .object(let members):
      var object = JSONObject()
      for member in members { object[member.key] = try member.value.value(lookup) }
      return .object(object)
    }
  }
}
