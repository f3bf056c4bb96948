/// Why an expression, or the operand of a filter or predicate, cannot be used, and where.
package struct QuerySyntaxError: Error, Sendable, Hashable {
  /// One sentence without a final full stop.
  package var message: String
  /// The first Unicode scalar of the expression that is meant, counted from 0.
  package var offset: Int
  /// How many Unicode scalars are meant, at least 1.
  package var length: Int

  package init(message: String, offset: Int = 0, length: Int = 1) {
    self.message = message
    self.offset = offset
    self.length = max(1, length)
  }
}

/// An evaluation was given up because expression and document together ask for too much.
package struct QueryLimitError: Error, Sendable, Hashable {
  /// One sentence without a final full stop.
  package var message: String

  package init(message: String) { self.message = message }
}
