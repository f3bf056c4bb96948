package import RunEvents

/// What is remembered of a run: verdicts by promise and check, as `summary.json` holds them.
@dynamicMemberLookup
package struct RunSnapshot: Sendable, Hashable {
  package var header: RunHeader
  /// In the order of the documents; each id once.
  package var promises: [Promise]
  /// Each key once.
  package var checks: [Check]

  /// An obligation and what was known of it.
  package struct Promise: Sendable, Hashable {
    package var id: String
    package var fingerprint: String
    /// Empty where a summary of an older version does not say.
    package var text: String
    package var verdict: Verdict
    package var marks: [ObligationResult.Mark]
    package var stories: [String]
    package var checks: [String]

    /// Whether a check or a person's word stood behind it, whatever came of it.
    package var isCovered: Bool { !checks.isEmpty || verdict == .manual }
    /// What stands before the `#`.
    package var journey: Substring { id.prefix { $0 != "#" } }
  }

  package struct Check: Sendable, Hashable {
    package var key: String
    package var verdict: Verdict
    package var isFlaky: Bool
  }

  package subscript<Value>(dynamicMember path: KeyPath<RunHeader, Value>) -> Value {
    header[keyPath: path]
  }
}

extension RunSnapshot {
  /// What a summary of the run would hold.
  package init(_ model: ReportModel) {
    let run = model.run
    self.init(
      header: RunHeader(
        id: run.id, startedAt: run.startedAt, target: run.target, commit: run.commit,
        branch: run.branch, isDirty: run.isDirty, deselected: model.totals.deselected,
        isComplete: model.end.map { !$0.isInterrupted } ?? false,
        exitStatus: model.end?.exitStatus),
      promises: model.obligations.lazy.filter { !$0.isDeselected }.map { obligation in
        Promise(
          id: obligation.record.id, fingerprint: obligation.record.fingerprint,
          text: obligation.record.text, verdict: obligation.verdict, marks: obligation.marks,
          stories: obligation.record.stories,
          checks: obligation.checks.map { model.checks[$0].record.key })
      },
      checks: model.checks.lazy.filter { !$0.isDeselected }.map {
        Check(key: $0.record.key, verdict: $0.verdict, isFlaky: $0.isFlaky)
      })
  }
}
