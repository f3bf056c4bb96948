package import Bindings
import RunEvents

/// What a proof was made of, so that it is known later whether it still holds.
package struct ProofOrigin: Sendable {
  /// Wall clock, ISO 8601 in UTC.
  package var provenAt: String
  package var commit: String?
  /// Whether the work tree had uncommitted changes; `nil` outside a repository.
  package var isDirty: Bool?
  /// What proves the same again.
  package var command: [String]
  /// What checks and monitors judge by, by the part of their keys before any brackets.
  package var digests: [String: String] = [:]

  package init(
    provenAt: String, commit: String? = nil, isDirty: Bool? = nil, command: [String] = [],
    bindings: BindingSet
  ) {
    self.provenAt = provenAt
    self.commit = commit
    self.isDirty = isDirty
    self.command = command
    for check in bindings.files.flatMap(\.checks) {
      digests["\(check.journey)/\(check.id)"] = bindings.digest(of: check)
    }
    for monitor in bindings.monitors {
      digests["\(MonitorRecord.journey)/\(monitor.id)"] = bindings.digest(of: monitor)
    }
  }

  /// A key without its row of examples and its driver.
  static func binding(of key: String) -> String { String(key.prefix { $0 != "[" }) }
}
