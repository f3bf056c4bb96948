import Bindings
import JourneyPlan
import Monitors
import RunEvents

extension RunServices {
  /// So many roles ask an instance of their own at once.
  private static let probesAtOnce = 8

  /// Asks for the cells of access matrices of which the run has seen nothing, once for each.
  ///
  /// The reference system is asked in an instance of its own; what is only read is asked for nothing
  /// that writes.
  func probeMatrices() async {
    guard let monitors, configuration.probesMatrices, !Task.isCancelled else { return }
    for (index, planned) in monitors.planned.enumerated() {
      guard case .access(let use)? = planned.binding.kind,
        let matrix = configuration.bindings.accessMatrix(named: use.matrix),
        configuration.environment.isProbed(by: matrix)
      else { continue }
      let probes = await monitors.probes(of: index)
      guard !probes.isEmpty else { continue }
      if let problem = await probe(probes, for: planned.binding) {
        let place = planned.binding.location
        sink.emit(
          .notice(
            NoticeRecord(
              severity: "warning", path: place.path, line: place.line,
              message: "\(planned.binding.id): not every cell could be asked for: \(problem)")))
      }
    }
  }

  /// - Returns: What went wrong first, in one sentence without a full stop; `nil` for nothing.
  private func probe(_ probes: [AccessProbe], for monitor: MonitorBinding) async -> String? {
    guard shared.control != nil, configuration.environment.isReference else {
      return await send(
        probes, to: shared, for: monitor, mayWrite: configuration.environment.allowsWrites)
    }
    switch await makeInstance() {
    case .failure(let error): return "no instance of its own: \(error.message)"
    case .success(let instance):
      let problem = await send(probes, to: instance, for: monitor, mayWrite: true)
      await readAuditLogs(of: instance)
      await remove(instance)
      return problem
    }
  }

  /// Each role's one after the other, some roles at once; all that read before any that write, and who
  /// may write last, so that what others are refused was there.
  private func send(
    _ probes: [AccessProbe], to instance: Instance, for monitor: MonitorBinding, mayWrite: Bool
  ) async -> String? {
    // An instance of its own is nobody else's to wait for.
    let workers = min(
      instance.id.isEmpty ? configuration.workers : max(Self.probesAtOnce, configuration.workers),
      configuration.environment.limits.concurrency ?? .max)
    var problems: [String] = []
    let writing = probes.filter { !$0.isSafe }
    let parts = [
      ("reads", probes.filter(\.isSafe)), ("writes", writing.filter { !$0.hasLeave }),
      ("allowed-writes", writing.filter(\.hasLeave)),
    ]
    for (part, probes) in parts {
      let roles = Dictionary(grouping: probes) { $0.role ?? "" }.sorted { $0.key < $1.key }
      await withTaskGroup(of: [String].self) { group in
        for (number, role) in roles.enumerated() {
          if number >= workers, let ended = await group.next() { problems += ended }
          group.addTask {
            var run = ProbeRun(
              self, instance, monitor,
              part: "\(role.key.isEmpty ? ActorBinding.anonymousName : role.key)/\(part)")
            return await run.send(role.value, mayWrite: mayWrite)
          }
        }
        for await ended in group { problems += ended }
      }
    }
    return problems.min()
  }
}

extension EnvironmentBinding {
  /// Whether cells of a matrix are asked for: by default where nothing is at stake.
  fileprivate func isProbed(by matrix: AccessMatrix) -> Bool {
    matrix.isProbed ?? (isReference || allowsWrites)
  }
}
