package import SourceText

/// Where something stands in a binding file.
package struct BindingLocation: Sendable, Hashable {
  package let path: String
  package let range: SourceRange

  package init(path: String, range: SourceRange) {
    self.path = path
    self.range = range
  }

  package var line: Int { range.start.line }
  package var column: Int { range.start.column }
}

/// A check as written: who does what, and which obligations that verifies.
package struct CheckBinding: Sendable {
  /// Unique in the journey.
  package var id: String
  package var journey: String
  package var title: String
  package var verifies: [ObligationReference]
  package var actor: String
  package var tags: [String]
  package var owner: String?
  package var testKey: String?
  /// Environments that it runs on; `nil` for all.
  package var only: [String]?
  package var except: [String]
  /// Variables without which the target cannot be asked.
  package var requires: [String]
  /// Whether it runs on a fresh instance of the reference system.
  package var isIsolated: Bool
  /// Whether its actors sign in anew for it.
  package var isFresh: Bool
  /// Whether it changes the target.
  package var writes: Bool
  /// The page drivers that it runs on; `nil` for all.
  package var drivers: [String]?
  package var browser: BrowserBinding
  /// Why it is not run; `nil` for a live check.
  package var pendingReason: String?
  package var retry: Retry?
  package var timeout: Duration
  package var variables: [Assignment]
  package var examples: [Example]
  package var steps: [Step]
  package var cleanup: [Step]
  /// Names of other suites' tests that it stands for; `nil` for a check of its own.
  package var external: External?
  /// Of what it says of judging; see ``BindingSet/digest(of:)-(CheckBinding)``.
  var digest: String
  package var location: BindingLocation
  /// Where its keys have their values, for those that name something declared elsewhere.
  package var places: [String: BindingLocation]
  /// The mistakes in it; a check that has any is undecided.
  package var problems: [Diagnostic]
}

/// Tests of other suites whose results count.
package struct External: Sendable, Hashable {
  /// Names with `*` for any characters.
  package var tests: [String]
  /// How old a result may be, as written; `nil` for what was said when it was imported.
  package var maxAge: String?
}

/// An obligation that a check verifies, as written.
package struct ObligationReference: Sendable, Hashable {
  /// A path or a name within the journey, such as `must-not.2.1`.
  package var path: String
  /// The sentence that it means, where one is given.
  package var sentence: String?
  package var location: BindingLocation
  /// Where the sentence is written.
  package var sentenceLocation: BindingLocation?
}

/// Obligations that nothing verifies yet.
package struct PendingBinding: Sendable {
  package var obligations: [ObligationReference]
  package var reason: String
}

/// A variable and its value.
package struct Assignment: Sendable, Hashable {
  package var name: String
  package var value: JSONTemplate
  package var location: BindingLocation
}

/// A row of an examples table.
package struct Example: Sendable, Hashable {
  /// What stands in brackets behind the check's id.
  package var name: String
  package var variables: [Assignment]
}

/// How often and how long something is tried again.
package struct Retry: Sendable, Hashable {
  /// The number of further tries; `nil` where only time bounds them.
  package var times: Int?
  package var limit: Duration?
  package var interval: Duration

  package init(times: Int?, limit: Duration?, interval: Duration) {
    self.times = times
    self.limit = limit
    self.interval = interval
  }
}

/// Named steps that checks of any file can call.
package struct SequenceBinding: Sendable {
  package var name: String
  package var parameters: [Parameter]
  package var steps: [Step]
  /// Of what it says.
  var digest: String
  package var location: BindingLocation

  package struct Parameter: Sendable, Hashable {
    package var name: String
    /// `nil` where the caller must give one.
    package var fallback: JSONTemplate?
  }
}
