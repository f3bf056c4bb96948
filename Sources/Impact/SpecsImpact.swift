package import Bindings
package import JourneyModel

/// What a change of journeys, bindings and linked documents touches.
///
/// A sentence is touched where it says something else, is new or gone, answers to other stories, or
/// where what shows it changed; a check, where it or anything that it rests on changed, or where a
/// sentence that it shows did. What merely moved, or was laid out otherwise, is not touched.
package struct SpecsImpact: Sendable {
  /// What became of it; the cases are in the order in which they are shown.
  package enum Change: String, Sendable, Hashable, CaseIterable {
    case added, removed, edited
    /// It is as it was, and something that it hangs on is not.
    case reached
  }

  package struct TouchedObligation: Sendable {
    package var id: String
    package var change: Change
    /// As it is now, or as it was where it was removed.
    package var obligation: Obligation
    /// The path of the journey's document.
    package var document: String
    /// What it said, where it says something else.
    package var before: Obligation?
    /// What it names, what it named, and what its journey is mapped to.
    package var stories: [String]
    /// Why it is touched, each half a sentence; empty where the change says it all.
    package var reasons: [String]
  }

  /// A check or a monitor.
  package struct TouchedBinding: Sendable {
    /// `journey/check`, or the id of a monitor.
    package var id: String
    package var change: Change
    package var location: BindingLocation
    /// Full ids of what it shows, in order.
    package var verifies: [String]
    package var reasons: [String]
    /// Whether something that it is made of is another, such as a sequence that it calls.
    var restsOnChange = false
  }

  package struct TouchedStory: Sendable {
    package var id: String
    /// Full ids.
    package var obligations: [String]
    package var checks: [String]
  }

  /// A document that journeys link.
  package struct TouchedDocument: Sendable {
    /// Relative to the project.
    package var path: String
    /// `reached` for one that is as it was and that a journey with touched sentences names.
    package var change: Change
    /// The journeys that link it and are touched, or all that do where it changed itself.
    package var journeys: [String]
  }

  /// In the order of journeys and of sentences in them; removed ones at the end.
  package internal(set) var obligations: [TouchedObligation] = []
  package internal(set) var checks: [TouchedBinding] = []
  package internal(set) var monitors: [TouchedBinding] = []
  package internal(set) var stories: [TouchedStory] = []
  package internal(set) var documents: [TouchedDocument] = []
  /// Keys of `waymark.yaml` that every run follows and that changed.
  package internal(set) var settings: [String] = []

  package var isEmpty: Bool {
    obligations.isEmpty && checks.isEmpty && monitors.isEmpty && stories.isEmpty
      && documents.isEmpty && settings.isEmpty
  }

  /// Whether a monitor is touched: it watches every exchange of a run.
  package var touchesEveryExchange: Bool { monitors.contains { $0.change != .removed } }

  /// The touched checks that are still there, as selections name them.
  package var remainingChecks: Set<String> {
    Set(checks.lazy.filter { $0.change != .removed }.map(\.id))
  }

  /// The touched obligations that are still there.
  package var remainingObligations: Set<String> {
    Set(obligations.lazy.filter { $0.change != .removed }.map(\.id))
  }
}
