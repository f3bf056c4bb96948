package import JourneyModel
package import SourceText

/// What a bound obligation said when its checks were last confirmed: a line of `waymark.lock`.
package struct LockEntry: Sendable, Hashable {
  /// Stands among ``checks`` for an entry under `pending:` of the bindings.
  package static let pending = "(pending)"
  /// Stands among ``checks`` for an entry under `guardrails:` of the bindings.
  package static let guardrail = "(guardrails)"
  /// Stands among ``checks`` for an entry under `prove:` of the bindings.
  package static let proof = "(prove)"
  /// What stands for bindings that are neither checks nor monitors.
  static let others: Set = [pending, guardrail, proof]
  /// Stands among ``checks`` before the id of a monitor.
  package static let monitorPrefix = "monitor:"

  package var journey: String
  /// Where the obligation stood, such as `must-not.2.1`.
  package var path: String
  /// The author's name for it.
  package var name: String?
  package var fingerprint: String
  /// The ids of the checks that were bound to it, and what stands for other bindings; sorted, each
  /// once.
  package var checks: [String]
  /// Outermost first, white space folded.
  package var context: [String]
  /// White space folded.
  package var text: String
  /// Where the line stands in the lock; `nil` for one that is not read from it.
  package var range: SourceRange?

  package init(
    journey: String, path: String, name: String? = nil, fingerprint: String, checks: [String],
    context: [String], text: String, range: SourceRange? = nil
  ) {
    self.journey = journey
    self.path = path
    self.name = name
    self.fingerprint = fingerprint
    self.checks = checks
    self.context = context
    self.text = text
    self.range = range
  }

  /// What an obligation says now.
  ///
  /// - Parameter checks: The ids of what is bound to it, in any order.
  package init(confirming obligation: Obligation, of journey: String, checks: [String]) {
    self.init(
      journey: journey, path: String(obligation.pathInJourney), name: obligation.name,
      fingerprint: obligation.fingerprint,
      checks: Set(checks.filter(Self.isPlain)).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      },
      context: obligation.foldedContext, text: obligation.text.folded)
  }

  /// Whether an id is one that bindings may have; others are told as WM510 and not kept.
  static func isPlain(_ check: String) -> Bool {
    if others.contains(check) { return true }
    let id = check.hasPrefix(monitorPrefix) ? check.dropFirst(monitorPrefix.count) : check[...]
    return check != "-" && !id.isEmpty
      && id.utf8.allSatisfy { $0.isASCIIWord || "-_.".utf8.contains($0) }
  }

  /// Whether a check was bound to it when it was confirmed.
  func confirms(_ check: String) -> Bool {
    !Self.isPlain(check) || checks.contains(check)
  }

  package var id: String { "\(journey)#\(path)" }
}

extension Obligation {
  /// The context without what numbering changes: folded, and no number before a sub-flow's title.
  var foldedContext: [String] {
    var context = context.map(\.folded)
    if pathInJourney.hasPrefix("flow-"), let title = context.first {
      let number = title.utf8.prefix { $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == 0x29 }
      let rest = title.dropFirst(number.count)
      if number.first?.isASCIIDigit == true, rest.first == " " {
        context[0] = String(rest.dropFirst())
      }
    }
    return context
  }
}

extension String {
  /// The text with each run of white space as one blank, and none at its ends.
  package var folded: String {
    if utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return self }
    return split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
