package import Bindings
package import JourneyModel

/// What the project says of the proof of one guardrail, or of another promise that must be proven.
package struct GuardrailProof: Sendable {
  /// The obligation's full id.
  package var obligation: String
  package var kind: ObligationKind
  /// Of its wording.
  package var fingerprint: String
  /// Kinds of the operators that violate it.
  package var kinds: [String]
  /// Parts of paths, one of which must stand in a changed request's; empty for all.
  package var routes: [String]
  /// Faults of the reference system that violate it.
  package var faults: [String]
  /// Operators that the mutating proxy violates it with.
  package var live: [String]
  /// Why nothing can prove it.
  package var unprovable: String?
  package var equivalents: [Equivalent]
  package var location: BindingLocation

  /// Mutants that change nothing that matters to the guardrail.
  package struct Equivalent: Sendable {
    package var operatorID: String
    /// A part of the route; `nil` for all.
    package var route: String?
    package var reason: String
  }

  package init(
    obligation: String, kind: ObligationKind = .guardrail, fingerprint: String = "",
    kinds: [String], routes: [String] = [], faults: [String] = [],
    live: [String] = [], unprovable: String? = nil, equivalents: [Equivalent] = [],
    location: BindingLocation
  ) {
    self.obligation = obligation
    self.kind = kind
    self.fingerprint = fingerprint
    self.kinds = kinds
    self.routes = routes
    self.faults = faults
    self.live = live
    self.unprovable = unprovable
    self.equivalents = equivalents
    self.location = location
  }
}
