/// A place in a text file as people and editors count it.
///
/// Lines and columns are 1-based; a column counts Unicode scalars of the original file, front
/// matter and byte order mark included, as `dialect.md` asks.
package struct SourcePosition: Hashable, Sendable, Comparable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.line, lhs.column) < (rhs.line, rhs.column)
  }
}

/// A stretch of a text file; `end` is exclusive.
package struct SourceRange: Hashable, Sendable {
  package var start: SourcePosition
  package var end: SourcePosition

  package init(start: SourcePosition, end: SourcePosition) {
    self.start = start
    self.end = end
  }

  /// An empty range, for what has a place but no extent.
  package init(at position: SourcePosition) {
    self.init(start: position, end: position)
  }
}
