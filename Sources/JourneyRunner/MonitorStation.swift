import Bindings
import JourneyPlan
import Monitors
import RunEvents
import Synchronization

/// Hands every exchange of a run to its monitors, beside the run itself.
///
/// Exchanges are judged one after the other on a task of their own, so that a check does not wait for
/// them as long as what waits to be judged is no more than ``waitingLimit``. What monitors find is told
/// at the end, in the order of the bindings.
final class MonitorStation: Sendable {
  /// Bytes of exchanges; a check that would bring more waits before its next request.
  private static let waitingLimit = 64 << 20

  private enum Work: Sendable {
    case exchange(ObservedExchange)
    case log(Result<AuditLog, MonitorProblem>, instance: String, monitor: Int)
    case probes(monitor: Int, CheckedContinuation<[AccessProbe], Never>)
  }

  private let works: AsyncStream<Work>.Continuation
  private let waiting: WaitingLimit
  private let judging: Task<[MonitorResult], Never>
  /// Monitors at work, in the order of the bindings.
  let planned: [PlannedMonitor]
  /// The monitors that compare an audit log, by their place, with the requests that it must hold.
  private let audits: [Audit]
  /// The instances whose audit log a monitor needs.
  private let audited = Mutex<Set<Audited>>([])

  private struct Audit: Sendable {
    let monitor: Int
    let applies: Applicability
    let rule: AuditRule
  }

  private struct Audited: Hashable {
    let monitor: Int
    let instance: String
  }

  init(_ monitors: [(planned: PlannedMonitor, monitor: Monitor)]) {
    planned = monitors.map(\.planned)
    var audits: [Audit] = []
    for (index, entry) in monitors.enumerated() {
      guard case .audit(let use)? = entry.planned.binding.kind else { continue }
      audits.append(
        Audit(monitor: index, applies: entry.planned.binding.applies, rule: use.rule))
    }
    self.audits = audits
    let waiting = WaitingLimit(Self.waitingLimit)
    self.waiting = waiting
    let (stream, works) = AsyncStream.makeStream(of: Work.self)
    self.works = works
    judging = Task.detached(priority: .utility) { [monitors = monitors.map(\.monitor)] in
      var monitors = monitors
      for await work in stream {
        switch work {
        case .exchange(let exchange):
          let view = ExchangeView(exchange)
          for index in monitors.indices { monitors[index].observe(view) }
          waiting.release(exchange.weight)
        case .log(let log, let instance, let index):
          monitors[index].provide(log, of: instance)
        case .probes(let index, let asked): asked.resume(returning: monitors[index].probes)
        }
      }
      var results: [MonitorResult] = []
      for index in monitors.indices { results.append(monitors[index].finish()) }
      return results
    }
  }

  func observe(_ exchange: ObservedExchange) {
    for audit in audits {
      let key = Audited(monitor: audit.monitor, instance: exchange.instance)
      guard audited.withLock({ !$0.contains(key) }),
        audit.rule.demands(exchange, where: audit.applies)
      else { continue }
      _ = audited.withLock { $0.insert(key) }
    }
    waiting.take(exchange.weight)
    works.yield(.exchange(exchange))
  }

  /// Returns when what waits to be judged is little enough for more to be asked for.
  nonisolated(nonsending) func room() async { await waiting.room() }

  /// Whether a monitor has seen requests that the audit log of an instance must hold.
  func needsAuditLog(of instance: String, for monitor: Int) -> Bool {
    audited.withLock { $0.contains(Audited(monitor: monitor, instance: instance)) }
  }

  func provide(
    _ log: Result<AuditLog, MonitorProblem>, of instance: String, to monitor: Int
  ) {
    works.yield(.log(log, instance: instance, monitor: monitor))
  }

  /// What would show a monitor what it has not seen in all that was observed so far.
  func probes(of monitor: Int) async -> [AccessProbe] {
    await withCheckedContinuation { works.yield(.probes(monitor: monitor, $0)) }
  }

  /// Waits until everything is judged; nothing is to be observed afterwards.
  func finish() async -> [MonitorResult] {
    works.finish()
    return await judging.value
  }
}

extension ObservedExchange {
  /// What it takes up while it waits, in bytes.
  fileprivate var weight: Int {
    headers.reduce(1024 + body.count + requestBody.count) {
      $0 + $1.name.utf8.count + $1.value.utf8.count
    }
  }
}

extension MonitorFinished {
  init(_ result: MonitorResult, id: String, at: Int) {
    let verdict: Verdict =
      switch result.verdict {
      case .passed: .passed
      case .failed: .failed
      case .undecided: .undecided
      case .notExercised: .notExercised
      }
    self.init(
      id: id, at: at, verdict: verdict, reason: result.reason, judged: result.judged,
      findings: result.findings.map { finding in
        Finding(
          check: finding.exchange?.check,
          exchange: finding.exchange.flatMap { $0.number > 0 ? $0.number : nil },
          request: finding.exchange?.line ?? "", place: finding.place, rule: finding.rule,
          found: finding.found, times: finding.times)
      }, findingCount: result.findingCount, unjudged: result.unjudged,
      table: result.table.map { table in
        Table(
          columns: table.columns,
          rows: table.rows.map { .init(name: $0.name, cells: $0.cells) })
      })
  }
}
