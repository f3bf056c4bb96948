import JSONTree
package import RunEvents

/// What is kept of a test of another suite: what it verifies, how it ended and since when.
package struct EvidenceItem: Sendable, Hashable {
  /// The check of a binding that names the test (`journey/check`); `nil` where the test has marks.
  package var binding: String?
  package var journey: String
  /// Full ids of promises, with the fingerprints that they had when the report was read.
  package var verifies: [Promise]
  /// What the suite calls it, and what it ran on.
  package var test: String
  package var suffix: String
  /// The report that it was read from, as it was named.
  package var source: String
  /// Where the test stands, if the report says.
  package var path: String?
  package var line: Int?
  package var ranAt: EvidenceTime
  /// From then on it counts no more.
  package var expires: EvidenceTime
  package var commit: String?
  package var verdict: Verdict
  package var reason: String
  /// Microseconds.
  package var duration: Int
  package var attempts: Int

  package struct Promise: Sendable, Hashable {
    package var id: String
    package var fingerprint: String

    package init(id: String, fingerprint: String) {
      self.id = id
      self.fingerprint = fingerprint
    }
  }

  package init(
    _ result: SuiteResult, binding: String?, journey: String, verifies: [Promise], source: String,
    ranAt: EvidenceTime, expires: EvidenceTime, commit: String?
  ) {
    self.binding = binding
    self.journey = journey
    self.verifies = verifies
    test = result.name
    suffix = result.suffix
    self.source = source
    path = result.path
    line = result.line
    self.ranAt = ranAt
    self.expires = expires
    self.commit = commit
    verdict = result.verdict
    reason = result.reason
    duration = result.duration
    attempts = result.attempts
  }

  /// What it is called as a check, within its journey.
  package var id: String { "external:" + test }

  /// What tells it from every other item.
  var identity: [String] { [binding ?? "", journey, test, suffix] }
}

extension EvidenceItem {
  var json: JSONValue {
    [
      "test": .string(test), "suffix": .string(suffix), "binding": .init(binding),
      "journey": .string(journey),
      "verifies": .array(verifies.map { [.string($0.id), .string($0.fingerprint)] }),
      "source": .string(source), "path": .init(path), "line": .init(line),
      "ranAt": .string(ranAt.text), "expires": .string(expires.text), "commit": .init(commit),
      "verdict": .string(verdict.rawValue), "reason": .string(reason),
      "duration": .init(duration), "attempts": .init(attempts),
    ]
  }

  /// `nil` where something is missing that nobody can guess.
  init?(json: JSONValue) {
    guard let test = json["test"]?.stringValue, let journey = json["journey"]?.stringValue,
      let source = json["source"]?.stringValue,
      let ranAt = (json["ranAt"]?.stringValue).flatMap(EvidenceTime.init),
      let expires = (json["expires"]?.stringValue).flatMap(EvidenceTime.init),
      let verdict = (json["verdict"]?.stringValue).flatMap(Verdict.init(rawValue:))
    else { return nil }
    let verifies = (json["verifies"]?.arrayValue ?? []).compactMap { pair -> Promise? in
      guard let pair = pair.arrayValue, pair.count == 2, let id = pair[0].stringValue else {
        return nil
      }
      return Promise(id: id, fingerprint: pair[1].stringValue ?? "")
    }
    self.init(
      SuiteResult(
        name: test, suffix: json["suffix"]?.stringValue ?? "", verdict: verdict,
        reason: json["reason"]?.stringValue ?? "",
        duration: max(0, json["duration"]?.intValue ?? 0),
        attempts: max(1, json["attempts"]?.intValue ?? 1), path: json["path"]?.stringValue,
        line: json["line"]?.intValue),
      binding: json["binding"]?.stringValue, journey: journey, verifies: verifies, source: source,
      ranAt: ranAt, expires: expires, commit: json["commit"]?.stringValue)
  }
}
