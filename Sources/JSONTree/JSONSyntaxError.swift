/// What is wrong with a JSON text, and where.
package struct JSONSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One sentence without a final full stop.
  package var message: String
  /// The byte that cannot be read on, counted from 0; the length of the text where it ends early.
  package var offset: Int

  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }

  package var description: String { "\(message) (at byte \(offset))" }
}

/// How much of a JSON text is read before it is refused.
package struct JSONLimits: Sendable, Hashable {
  /// How many arrays and objects may stand inside each other.
  package var depth: Int
  /// The length of the whole text in bytes.
  package var bytes: Int

  package init(depth: Int = 512, bytes: Int = 64 << 20) {
    self.depth = depth
    self.bytes = bytes
  }

  /// 512 levels and 64 MiB.
  package static let standard = JSONLimits()
}
