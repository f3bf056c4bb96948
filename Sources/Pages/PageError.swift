/// Why an action or a look did not succeed; messages are one sentence without a full stop.
package enum PageError: Error, Sendable, Hashable {
  /// The page lacks what a person would need: no such element, or one that is disabled, hidden or
  /// covered. The promise is broken.
  case unable(String)
  /// Nothing can be judged: the target does not answer, the locator is ambiguous or malformed, the
  /// driver cannot do this, a time limit passed.
  case undecided(String)
  /// The browser or its driver is gone; the session is of no further use.
  case lost(String)

  package var message: String {
    switch self {
    case .unable(let message), .undecided(let message), .lost(let message): message
    }
  }
}
