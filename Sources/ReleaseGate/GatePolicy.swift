package import RunEvents

/// What `gate.yaml` says (`docs/gate.md`, `Reports/schemas/gate-1.schema.json`).
package struct GatePolicy: Sendable {
  /// The file as it is shown.
  package var path: String
  package var requirements: [Requirement] = []
  /// In the order of ``Limit/Subject``.
  package var limits: [Limit] = []
  package var ratchet = Ratchet()
  package var waivers: [Entry] = []
  package var attestations: [Entry] = []

  package init(path: String) { self.path = path }

  /// A threshold that promises have to reach.
  package struct Requirement: Sendable {
    /// Families or ids; empty for all promises.
    package var stories: [String] = []
    /// Only guardrails of these modalities; empty for all promises.
    package var modalities: [String] = []
    /// How many of a hundred must be kept; `nil` where nothing is asked.
    package var kept: Int?
    package var proven: Int?
    package var because: String?
    package var line: Int
  }

  /// How many promises of a kind there may be.
  package struct Limit: Sendable {
    package enum Subject: String, Sendable, CaseIterable {
      case pending
      case notExercised = "not-exercised"
      case manual, waived, suspect, flaky
    }

    package var subject: Subject
    package var most: Int
    package var line: Int
  }

  /// What is held against the baseline.
  package struct Ratchet: Sendable {
    package var keepsKept = true
    package var wantsNewChecksPassed = true
    package var keepsStoryCoverage = false
  }

  /// A waiver or an attestation with the promises that it is about.
  package struct Entry: Sendable {
    /// Full ids.
    package var obligations: [String]
    package var statement: OwnedStatement
    package var line: Int
  }

  /// Whether anything has to be proven.
  package var asksForProof: Bool { requirements.contains { $0.proven != nil } }

  /// Puts what the policy says of a promise in place of what is there.
  package var amendment: @Sendable (inout ObligationRecord) -> Void {
    let waivers = Self.statements(waivers)
    let attestations = Self.statements(attestations)
    return { record in
      record.waiver = waivers[record.id]
      record.attestation = attestations[record.id]
    }
  }

  private static func statements(_ entries: [Entry]) -> [String: OwnedStatement] {
    var found: [String: OwnedStatement] = [:]
    for entry in entries {
      for id in entry.obligations { found[id] = entry.statement }
    }
    return found
  }
}
