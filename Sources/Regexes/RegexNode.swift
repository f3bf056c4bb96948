/// A part of a pattern.
indirect enum RegexNode: Sendable {
  case empty
  case set(ScalarSet)
  case assertion(RegexAssertion)
  case concatenation([RegexNode])
  /// Earlier alternatives are preferred.
  case alternation([RegexNode])
  case repetition(RegexNode, minimum: Int, maximum: Int?, isGreedy: Bool)
  /// `number` is `nil` for a group that cannot be asked for.
  case group(RegexNode, number: Int?)
}

/// A condition on a place between two scalars.
enum RegexAssertion: Sendable {
  case startOfText, endOfText, startOfLine, endOfLine, wordBoundary, noWordBoundary
}
