/// Why a pattern cannot be used, and where.
package struct RegexSyntaxError: Error, Sendable, Hashable {
  /// One sentence without a final full stop.
  package var message: String
  /// The first Unicode scalar of the pattern that is meant, counted from 0.
  package var offset: Int
  /// How many Unicode scalars are meant, at least 1.
  package var length: Int

  package init(message: String, offset: Int, length: Int = 1) {
    self.message = message
    self.offset = offset
    self.length = max(1, length)
  }
}

/// A match was given up because it would have taken more than ``LinearRegex/budget`` steps.
package struct RegexLimitError: Error, Sendable, Hashable {
  package init() {}
}
