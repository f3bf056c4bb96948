/// A universal rule at work: it takes up exchanges one at a time and remembers what it needs.
///
/// A value, so that a replay can go on from a copy of what was seen so far.
protocol Watching: Sendable {
  /// What an opportunity is called in the plural, for “no exchange had … to judge”.
  var subject: String { get }

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport)

  /// Takes the audit log of an instance of the target.
  mutating func provide(_ log: Result<AuditLog, MonitorProblem>, of instance: String)

  /// Requests that would show what the run has not.
  var probes: [AccessProbe] { get }

  /// Says what only the whole of a run shows.
  mutating func finish(_ report: inout MonitorReport)
}

extension Watching {
  mutating func provide(_ log: Result<AuditLog, MonitorProblem>, of instance: String) {}

  var probes: [AccessProbe] { [] }

  mutating func finish(_ report: inout MonitorReport) {}
}
