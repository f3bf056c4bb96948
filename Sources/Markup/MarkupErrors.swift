/// Why a document could not be read, with the place where reading stopped.
package struct MarkupParseError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One sentence without a final full stop.
  package var message: String
  /// 1-based; 0 where the whole document is meant.
  package var line: Int
  /// 1-based, in bytes of the line; 0 where it is not known.
  package var column: Int

  package init(message: String, line: Int = 0, column: Int = 0) {
    self.message = message
    self.line = line
    self.column = column
  }

  package var description: String {
    line == 0 ? message : "\(message) (line \(line), column \(column))"
  }
}

/// Why an XPath expression or a CSS selector is malformed.
package struct MarkupSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One sentence without a final full stop.
  package var message: String
  /// 0-based byte offset in the UTF-8 text of the expression.
  package var offset: Int

  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }

  package var description: String { "\(message) (at byte \(offset))" }
}

/// Why a well-formed expression gave no result on a document.
package struct MarkupEvaluationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One sentence without a final full stop.
  package var message: String
  /// Whether a value has a type that its place cannot have, whatever the document.
  package var isMistyped = false

  package var description: String { message }
}

/// Bounds on what is read from outside.
package struct MarkupLimits: Sendable, Hashable {
  /// The largest document, in bytes.
  package var bytes: Int
  /// How deep elements may be nested.
  package var depth: Int
  /// The most attributes that one element may have.
  package var attributes: Int
  /// The most elements and comments of an HTML document; each takes some hundred bytes of memory.
  package var nodes: Int

  package init(
    bytes: Int = 64 << 20, depth: Int = 512, attributes: Int = 4096, nodes: Int = 8_000_000
  ) {
    self.bytes = bytes
    self.depth = depth
    self.attributes = attributes
    self.nodes = nodes
  }

  package static let standard = Self()
}
