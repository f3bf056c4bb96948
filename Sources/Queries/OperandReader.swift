import JSONTree
import Regexes

/// Reads the operands that filters and predicates share.
enum OperandReader {
  static func text(_ name: String, _ operand: JSONValue?) throws(QuerySyntaxError) -> String {
    guard case .string(let text)? = operand else {
      throw QuerySyntaxError(message: "\(name) takes a text")
    }
    return text
  }

  static func regex(_ name: String, _ operand: JSONValue?) throws(QuerySyntaxError) -> LinearRegex {
    let text = try text(name, operand)
    do {
      return try LinearRegex.parse(text)
    } catch {
      throw QuerySyntaxError(message: error.message, offset: error.offset, length: error.length)
    }
  }
}
