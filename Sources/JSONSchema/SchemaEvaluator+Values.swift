import JSONTree
import Regexes

extension SchemaEvaluator {
  mutating func assertAny(
    _ keyword: SchemaKeyword, of node: SchemaNode, _ value: JSONValue
  ) -> Bool {
    switch keyword {
    case .type(let types):
      if types.contains(where: { $0.holds(for: value) }) { return true }
      let names = types.map(\.rawValue).joined(separator: " or ")
      return refuse(node, "type", "must be \(names), is \(value.excerpt)")
    case .enumeration(let values, let summary):
      return values.contains(value)
        || refuse(node, "enum", "must be one of \(summary), is \(value.excerpt)")
    case .const(let expected):
      return value == expected
        || refuse(node, "const", "must be \(expected.excerpt), is \(value.excerpt)")
    default: return true
    }
  }

  mutating func assertNumber(
    _ keyword: SchemaKeyword, of node: SchemaNode, _ number: JSONNumber
  ) -> Bool {
    let found = JSONValue.number(number).excerpt
    switch keyword {
    case .multipleOf(let divisor):
      return JSONDecimal(number).isMultiple(of: JSONDecimal(divisor))
        || refuse(node, "multipleOf", "must be a multiple of \(divisor.literal), is \(found)")
    case .maximum(let bound):
      return number <= bound
        || refuse(node, "maximum", "must be at most \(bound.literal), is \(found)")
    case .exclusiveMaximum(let bound):
      return number < bound
        || refuse(node, "exclusiveMaximum", "must be less than \(bound.literal), is \(found)")
    case .minimum(let bound):
      return number >= bound
        || refuse(node, "minimum", "must be at least \(bound.literal), is \(found)")
    case .exclusiveMinimum(let bound):
      return number > bound
        || refuse(node, "exclusiveMinimum", "must be greater than \(bound.literal), is \(found)")
    default: return true
    }
  }

  mutating func assertText(
    _ keyword: SchemaKeyword, of node: SchemaNode, _ text: String
  ) throws(SchemaLimitError) -> Bool {
    let excerpt = { JSONValue.string(text).excerpt }
    switch keyword {
    case .maxLength(let limit):
      let count = text.unicodeScalars.count
      return count <= limit
        || refuse(node, "maxLength", "must have at most \(limit) characters, has \(count)")
    case .minLength(let limit):
      let count = text.unicodeScalars.count
      return count >= limit
        || refuse(node, "minLength", "must have at least \(limit) characters, has \(count)")
    case .pattern(let regex):
      return try isFound(regex, in: text)
        || refuse(node, "pattern", "must match /\(regex.pattern)/, is \(excerpt())")
    case .format(let format):
      return format.accepts(text)
        || refuse(node, "format", "must be a \(format.rawValue), is \(excerpt())")
    default: return true
    }
  }

  mutating func isFound(_ regex: LinearRegex, in text: String) throws(SchemaLimitError) -> Bool {
    try spend(text.utf8.count / 64)
    do {
      return try regex.isFound(in: text, steps: &regexSteps)
    } catch {
      throw SchemaLimitError(message: "the schema's patterns take too long on this value")
    }
  }
}
