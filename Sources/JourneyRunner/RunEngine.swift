import Bindings
import HTTPClient
import JSONTree
package import JourneyPlan
import RunEvents
import Synchronization

/// Runs a plan: every executable check once, several at a time, and tells what happened.
///
/// Checks are taken up in an order that follows from the run's seed; results do not depend on it.
package struct RunEngine: Sendable {
  private var services: RunServices
  private let executors: [any TaskExecutor]

  /// - Parameters:
  ///   - executors: Where checks run, in turn; the transport's own save changes of threads.
  package init(
    _ configuration: RunConfiguration, transport: any RequestSending, sink: RunSink,
    launch: @escaping CommandLauncher, executors: [any TaskExecutor] = [],
    pages: PageEquipment = PageEquipment()
  ) {
    let environment = configuration.environment
    let limits = environment.limits
    services = RunServices(
      configuration: configuration, transport: transport, sink: sink, sessions: SessionStore(),
      limiter: limits.requests == nil && limits.rate == nil
        ? nil : RequestLimiter(limit: limits.requests, rate: limits.rate),
      shared: Instance(
        id: "", baseURL: configuration.baseURL,
        control: configuration.variables["control"]?.stringValue,
        hosts: configuration.allowedHosts), launch: launch, pages: pages)
    self.executors = executors
  }

  /// Runs the plan and reports every check of it; returns how many executions there were.
  ///
  /// When the task is cancelled, checks in progress end undecided after their clean-up, and those
  /// not begun are undecided too.
  @discardableResult
  package func run(_ plan: RunPlan) async -> Int {
    await run(plan, watchedBy: await services.prepareMonitors(plan.monitors))
  }

  /// Gets what the monitors of a plan need, for runs that are to be watched alike.
  package func prepareMonitors(of plan: RunPlan) async -> PreparedMonitors {
    await services.prepareMonitors(plan.monitors)
  }

  /// Runs the plan, watched by monitors that were prepared before instead of its own.
  @discardableResult
  package func run(_ plan: RunPlan, watchedBy monitors: PreparedMonitors) async -> Int {
    var engine = self
    engine.services = services.watched(by: monitors.station())
    return await engine.runWatched(plan)
  }

  private func runWatched(_ plan: RunPlan) async -> Int {
    for check in plan.checks { reportWithoutRunning(check) }
    var checks = plan.executable
    var generator = SeededGenerator(seed: services.configuration.seed, purpose: "order")
    checks.shuffle(using: &generator)
    let queue = CheckQueue(checks, repeatedFor: services.configuration.repetition)
    let limit = services.configuration.environment.limits.concurrency ?? .max
    let workers = max(1, min(services.configuration.workers, checks.count, limit))
    await withTaskGroup { group in
      for index in 0..<workers {
        let executor = executors.isEmpty ? nil : executors[index % executors.count]
        group.addTask(executorPreference: executor) { await work(on: queue) }
      }
    }
    await services.probeMatrices()
    await services.farewells.end()
    await services.finishMonitors()
    return queue.executions
  }

  // Workers and all that they await stay on their executor without asking for it at every call.
  private nonisolated(nonsending) func work(on queue: CheckQueue) async {
    while let (entry, isFirst) = queue.next() {
      if !isFirst {
        // A repetition is told of only when it brings news.
        let finished = await execute(entry)
        if finished.verdict != .passed { services.sink.emit(.checkFinished(finished)) }
        continue
      }
      services.sink.emit(.checkStarted(CheckStarted(key: entry.check.key, at: services.sink.now)))
      services.sink.emit(.checkFinished(await execute(entry)))
    }
  }

  /// Verdicts that are known without a request.
  private func reportWithoutRunning(_ check: PlannedCheck) {
    let verdict: Verdict
    let text: String
    switch check.disposition {
    case .run, .deselected, .external: return
    case .pending(let reason): (verdict, text) = (.pending, reason)
    case .notExercised(let reason): (verdict, text) = (.notExercised, reason)
    case .undecided(let reason): (verdict, text) = (.undecided, reason)
    }
    services.sink.emit(
      .checkFinished(
        CheckFinished(
          key: check.key, at: services.sink.now, duration: 0, verdict: verdict, reason: text,
          assertions: 0, findings: [], attempts: 0)))
  }

  // MARK: - One check

  private nonisolated(nonsending) func execute(_ entry: CheckQueue.Entry) async -> CheckFinished {
    var attempt = 1
    while true {
      var finished = await attemptOnce(entry, attempt)
      finished.attempts = attempt
      guard let retry = entry.check.binding.retry, finished.verdict != .passed,
        attempt <= retry.times ?? 1, !Task.isCancelled
      else { return finished }
      attempt += 1
      try? await Task.sleep(for: retry.interval)
    }
  }

  private nonisolated(nonsending) func attemptOnce(
    _ entry: CheckQueue.Entry, _ attempt: Int
  ) async -> CheckFinished {
    let start = ContinuousClock.now
    func finish(
      _ verdict: Verdict, _ reason: String, assertions: Int = 0, findings: [Finding] = []
    ) -> CheckFinished {
      let end = ContinuousClock.now
      return CheckFinished(
        key: entry.check.key, at: services.sink.time(of: end),
        duration: (end - start).wholeMicroseconds, verdict: verdict, reason: reason,
        assertions: assertions, findings: findings)
    }
    if Task.isCancelled { return finish(.undecided, "the run was interrupted") }
    let instance: Instance
    if entry.check.binding.isIsolated {
      switch await services.makeInstance() {
      case .success(let made):
        instance = made
        if let problem = await services.breakPromises(of: made) {
          await services.remove(made)
          return finish(.undecided, problem)
        }
      case .failure(let error):
        return finish(.undecided, "no instance of its own: \(error.message)")
      }
    } else {
      instance = services.shared
    }
    let scope =
      entry.check.binding.isFresh ? "\(instance.id) \(entry.check.key) \(attempt)" : instance.id
    var run = CheckRun(
      key: entry.check.key, services: services, instance: instance, sessionScope: scope,
      actor: entry.check.binding.actor, timeout: entry.check.binding.timeout,
      variables: services.configuration.variables)
    run.pageDriver = entry.check.driver.flatMap { services.pages.drivers[$0] }
    run.browser = entry.check.binding.browser
    let result = await run.runToTheEnd(entry)
    if !run.windows.isEmpty {
      await run.watchStorage()
      await run.closeWindows()
    }
    if entry.check.binding.isIsolated || entry.check.binding.isFresh {
      services.sessions.forget(instance: scope)
    }
    if entry.check.binding.isIsolated {
      await services.farewells.begin { [services] in
        await services.readAuditLogs(of: instance)
        await services.remove(instance)
      }
    }
    if result.verdict != .passed {
      for exchange in run.exchanges { services.emit(exchange, check: entry.check.key) }
    }
    return finish(
      result.verdict, result.reason, assertions: run.assertions, findings: run.findings)
  }
}

extension CheckRun {
  /// Sets the check's variables, runs its steps and, whatever happened, its clean-up.
  fileprivate nonisolated(nonsending) mutating func runToTheEnd(
    _ entry: CheckQueue.Entry
  ) async -> (verdict: Verdict, reason: String) {
    var outcome: (verdict: Verdict, reason: String)
    do {
      try assign(entry.check.fileVariables)
      try assign(entry.check.binding.variables)
      try assign(entry.check.example?.variables ?? [])
      try await run(entry.check.binding.steps)
      outcome =
        assertions > 0
        ? (.passed, "") : (.undecided, "nothing was judged: no expectation was reached")
    } catch {
      switch error {
      case .failed: outcome = (.failed, reason(for: error))
      case .undecided(let text): outcome = (.undecided, text)
      }
    }
    await keepEvidence(verdict: outcome.verdict, reason: outcome.reason)
    guard !entry.check.binding.cleanup.isEmpty else { return outcome }
    // Clean-up is not cancelled with the run: what a check left behind must go.
    let prepared = self
    let steps = entry.check.binding.cleanup
    let cleaned = await Task { await prepared.cleaningUp(steps) }.value
    exchanges = cleaned.exchanges
    exchangeCount = cleaned.exchangeCount
    findings = cleaned.findings
    windows = cleaned.windows
    pageLocation = cleaned.pageLocation
    if let problem = cleaned.problem, outcome.verdict == .passed {
      outcome = (.undecided, "the clean-up did not succeed: \(problem)")
    }
    return outcome
  }

  private struct CleanUp: Sendable {
    let exchanges: [Exchange]
    let exchangeCount: Int
    let findings: [Finding]
    let problem: String?
    let windows: [String: PageWindow]
    let pageLocation: BindingLocation?
  }

  private func cleaningUp(_ steps: [Step]) async -> CleanUp {
    var run = CheckRun(
      key: key, services: services, instance: instance, sessionScope: sessionScope,
      actor: defaultActor, timeout: .seconds(30), variables: variables)
    run.exchanges = exchanges
    run.exchangeCount = exchangeCount
    run.pageDriver = pageDriver
    run.browser = browser
    run.windows = windows
    run.front = front
    run.trail = trail
    run.pageLocation = pageLocation
    run.documents = documents
    var problem: String?
    for step in steps {
      do {
        try await run.run([step])
      } catch {
        problem = problem ?? run.reason(for: error)
      }
    }
    return CleanUp(
      exchanges: run.exchanges, exchangeCount: run.exchangeCount,
      findings: findings + run.findings, problem: problem, windows: run.windows,
      pageLocation: run.pageLocation)
  }
}

/// Hands checks to workers, each once, or over and over until a time has passed.
final class CheckQueue: Sendable {
  /// A check behind one reference, for it is handed out more often than it is made.
  final class Entry: Sendable {
    let check: PlannedCheck

    init(_ check: PlannedCheck) {
      self.check = check
    }
  }

  private struct State {
    var index = 0
    var taken = 0
  }

  private let checks: [Entry]
  private let end: ContinuousClock.Instant?
  private let state = Mutex(State())

  init(_ checks: [PlannedCheck], repeatedFor duration: Duration?) {
    self.checks = checks.map(Entry.init)
    end = duration.map { .now + $0 }
  }

  var executions: Int { state.withLock(\.taken) }

  /// The next check, and whether it is taken up for the first time.
  func next() -> (Entry, isFirst: Bool)? {
    state.withLock { state in
      if state.taken < checks.count {
        defer { (state.index, state.taken) = (state.index + 1, state.taken + 1) }
        return (checks[state.index], true)
      }
      guard let end, !checks.isEmpty, ContinuousClock.now < end, !Task.isCancelled else {
        return nil
      }
      defer { (state.index, state.taken) = (state.index + 1, state.taken + 1) }
      return (checks[state.index % checks.count], false)
    }
  }
}
