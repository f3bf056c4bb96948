package import RunEvents
import Synchronization

/// Where events of a run go: redacted once, then to everyone who listens, in one order.
package final class RunSink: Sendable {
  private struct State {
    var verdicts: [String: Verdict] = [:]
    var monitors: [String: Verdict] = [:]
  }

  package let redactor: Redactor
  private let start = ContinuousClock.now
  private let listener: @Sendable (RunEvent) -> Void
  private let state = Mutex(State())

  /// - Parameter listener: Called with one event at a time, in order.
  package init(redactor: Redactor, listener: @escaping @Sendable (RunEvent) -> Void) {
    self.redactor = redactor
    self.listener = listener
  }

  /// Microseconds since the start of the run.
  package var now: Int { time(of: .now) }

  /// Microseconds from the start of the run to an instant.
  func time(of instant: ContinuousClock.Instant) -> Int { (instant - start).wholeMicroseconds }

  package func emit(_ event: RunEvent) {
    let redacted = event.redacted(by: redactor)
    state.withLock { state in
      switch redacted {
      case .checkFinished(let finished): state.verdicts[finished.key] = finished.verdict
      case .monitorFinished(let finished): state.monitors[finished.id] = finished.verdict
      default: break
      }
      listener(redacted)
    }
  }

  /// The verdicts of the checks that have finished.
  package var verdicts: [String: Verdict] { state.withLock(\.verdicts) }

  /// The verdicts of the monitors that have finished, by id.
  package var monitorVerdicts: [String: Verdict] { state.withLock(\.monitors) }
}

extension Duration {
  package var wholeMicroseconds: Int {
    Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
  }
}

extension RunEvent {
  /// The event with secrets replaced in every text that an answer or a variable can reach.
  func redacted(by redactor: Redactor) -> RunEvent {
    switch self {
    case .checkFinished(var finished):
      finished.reason = redactor.redact(finished.reason)
      finished.findings = finished.findings.map { finding in
        var finding = finding
        finding.expected = redactor.redact(finding.expected)
        finding.actual = redactor.redact(finding.actual)
        finding.expectation = redactor.redact(finding.expectation)
        finding.step = redactor.redact(finding.step)
        return finding
      }
      return .checkFinished(finished)
    case .monitorFinished(var finished):
      finished.reason = redactor.redact(finished.reason)
      finished.findings = finished.findings.map { finding in
        var finding = finding
        finding.request = redactor.redact(finding.request)
        finding.place = redactor.redact(finding.place)
        finding.rule = redactor.redact(finding.rule)
        finding.check = finding.check.map(redactor.redact)
        finding.found = redactor.redact(finding.found)
        return finding
      }
      return .monitorFinished(finished)
    case .notice(var notice):
      notice.message = redactor.redact(notice.message)
      return .notice(notice)
    case .runStarted(var started):
      started.baseURL = redactor.redact(started.baseURL)
      started.command = started.command.map(redactor.redact)
      return .runStarted(started)
    case .check(var check):
      check.title = redactor.redact(check.title)
      check.suffix = redactor.redact(check.suffix)
      check.key = redactor.redact(check.key)
      return .check(check)
    default: return self
    }
  }
}
