package import JSONTree

/// What a person says about a promise and answers for: that it is excused for a time, or that it
/// was seen to be kept.
package struct OwnedStatement: Sendable, Hashable {
  package var reason: String
  package var owner: String
  /// The last day on which it holds, in UTC, as ISO 8601.
  package var expires: String
  /// What an attestation rests on; `nil` for a waiver.
  package var evidence: String?

  package init(reason: String, owner: String, expires: String, evidence: String? = nil) {
    self.reason = reason
    self.owner = owner
    self.expires = expires
    self.evidence = evidence
  }

  /// Whether it holds on a day; without a day, or with a date that is none, it does not.
  package func holds(on day: CalendarDay?) -> Bool {
    guard let day, let last = CalendarDay(expires) else { return false }
    return day <= last
  }
}

extension OwnedStatement {
  package var json: JSONValue {
    var members = JSONObject([
      ("reason", .string(reason)), ("owner", .string(owner)), ("expires", .string(expires)),
    ])
    if let evidence { members["evidence"] = .string(evidence) }
    return .object(members)
  }

  init?(json: JSONValue?) {
    guard let json, json.objectValue != nil else { return nil }
    self.init(
      reason: json.text("reason"), owner: json.text("owner"), expires: json.text("expires"),
      evidence: json["evidence"]?.stringValue)
  }
}

/// What the gate said of a run, in the last line of its log.
package struct GateRecord: Sendable, Hashable {
  /// The exit status; 0 when it let the run pass.
  package var exitStatus: Int
  /// One line.
  package var headline: String
  /// The path of the policy; `nil` without one.
  package var policy: String?
  /// The run that it was compared with; `nil` without one.
  package var baseline: String?

  package init(exitStatus: Int, headline: String, policy: String?, baseline: String?) {
    self.exitStatus = exitStatus
    self.headline = headline
    self.policy = policy
    self.baseline = baseline
  }
}

extension GateRecord {
  package var json: JSONValue {
    [
      "exitStatus": .init(exitStatus), "headline": .string(headline), "policy": .init(policy),
      "baseline": .init(baseline),
    ]
  }

  init?(json: JSONValue?) {
    guard let json, json.objectValue != nil else { return nil }
    self.init(
      exitStatus: json.integer("exitStatus"), headline: json.text("headline"),
      policy: json["policy"]?.stringValue, baseline: json["baseline"]?.stringValue)
  }
}
