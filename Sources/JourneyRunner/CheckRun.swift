import Bindings
import HTTPClient
import JSONTree
import JourneyPlan
import Monitors
import Pages
import Queries
import RunEvents

/// One execution of a check, from its first step to its clean-up.
struct CheckRun {
  /// Ends the steps of a check; what was found so far stands in ``CheckRun/findings``.
  enum Stop: Error {
    /// An expectation did not hold.
    case failed
    /// Nothing more can be judged.
    case undecided(String)
  }

  let key: String
  let services: RunServices
  let instance: Instance
  /// Whose sessions are used; another name than the instance's for checks that sign in anew.
  let sessionScope: String
  let defaultActor: String
  /// When the check's time is over.
  let deadline: ContinuousClock.Instant
  var variables: [String: JSONValue]
  var observation = Observation(.nothing, duration: 0, exchange: nil)
  var findings: [Finding] = []
  var assertions = 0
  var exchanges: [Exchange] = []
  var exchangeCount = 0
  /// Whose sessions its requests carry.
  var trail = SessionTrail()
  /// Whether its requests are none of the run's: they are neither watched nor kept.
  var isUnwatched = false
  /// Whether its requests are sent to see cells of an access matrix.
  var isProbe = false
  /// What its requests are to monitors.
  var requestKind = ObservedExchange.Kind.api
  /// The session that requests carry instead of the one that the actor has in this scope.
  var carried: Session?
  /// The session of a sign-in in progress, which replaces that of the actor.
  var ownSession: Session?
  /// What walks pages; `nil` where the check has no page steps.
  var pageDriver: (any PageDriver)?
  /// How pages are shown, as the check says.
  var browser = BrowserBinding()
  /// Windows by actor.
  var windows: [String: PageWindow] = [:]
  /// The actor whose window was used last.
  var front: String?
  /// Where pages were walked last.
  var pageLocation: BindingLocation?
  /// The exchange that brought the document of each actor's window.
  var documents: [String: Int] = [:]

  init(
    key: String, services: RunServices, instance: Instance, sessionScope: String,
    actor: String, timeout: Duration, variables: [String: JSONValue]
  ) {
    self.key = key
    self.services = services
    self.instance = instance
    self.sessionScope = sessionScope
    defaultActor = actor
    deadline = .now + timeout
    self.variables = variables
  }

  /// Runs steps in order until one of them stops the check.
  nonisolated(nonsending) mutating func run(_ steps: [Step]) async throws(Stop) {
    // By index, here and below: an iterator would copy what it hands out.
    for index in steps.indices {
      if ContinuousClock.now >= deadline {
        throw .undecided("the check's time was over before \(steps[index].location.place)")
      }
      if Task.isCancelled { throw .undecided("the run was interrupted") }
      try await runWithRetries(steps[index])
    }
  }

  private nonisolated(nonsending) mutating func runWithRetries(
    _ step: Step
  ) async throws(Stop) {
    guard step.retry != nil else { return try await run(step) }
    let start = ContinuousClock.now
    var attempt = 0
    while true {
      let before = findings.count
      do {
        try await run(step)
        return
      } catch {
        guard let retry = step.retry, mayRetry(retry, attempt: attempt, since: start) else {
          throw error
        }
        attempt += 1
        findings.removeSubrange(before...)
        try await wait(retry.interval)
      }
    }
  }

  private func wait(_ duration: Duration) async throws(Stop) {
    if services.configuration.isReplay { return }
    do {
      try await Task.sleep(for: duration)
    } catch {
      throw .undecided("the run was interrupted")
    }
  }

  /// The most tries of a step whose answers are recorded, where time bounds nothing.
  private static let recordedTries = 50

  private func mayRetry(
    _ retry: Retry, attempt: Int, since start: ContinuousClock.Instant
  ) -> Bool {
    let next = ContinuousClock.now + retry.interval
    if next >= deadline { return false }
    if services.configuration.isReplay, attempt >= Self.recordedTries { return false }
    if let times = retry.times, attempt >= times { return false }
    if let limit = retry.limit, next - start >= limit { return false }
    return retry.times != nil || retry.limit != nil || attempt < 3
  }

  private nonisolated(nonsending) mutating func run(_ step: Step) async throws(Stop) {
    switch step.action {
    case .request(let request):
      for _ in 0..<request.count {
        try await send(request, of: step)
        try await judge(step)
      }
      return
    case .set(let assignments): try assign(assignments)
    case .delay(let duration):
      try await wait(duration)
    case .command(let arguments, let input, let timeout):
      try await launch(arguments, input, timeout, at: step)
    case .call(let name, let arguments): try await call(name, arguments)
    case .each(let list, let variable, let limit, let steps):
      try await each(list, variable, limit, steps, at: step)
    case .whileHolds(let conditions, let limit, let steps):
      try await repeatWhile(conditions, limit, steps, at: step)
    case .branch(let conditions, let then, let otherwise):
      try await run(try await holds(conditions, at: step) ? then : otherwise)
    case .page(let page): try await act(page, of: step)
    }
    let before = findings.count
    do {
      try await judge(step)
    } catch {
      await recordBrowsers(isLast: false)
      showPage(in: before)
      await watchPage()
      throw error
    }
    await recordBrowsers(isLast: false)
    await watchPage()
  }

  // MARK: - Expectations and captures

  /// Evaluates all expectations of a step, then fills its captures.
  ///
  /// A page that changes by itself is looked at again until all of it holds or the time is over.
  private mutating func judge(_ step: Step) async throws(Stop) {
    guard observation.isPage else { return try judge(step.expectations, step) }
    let expectations = step.awaited + step.expectations
    guard !expectations.isEmpty || !step.captures.isEmpty else { return }
    let queries = expectations.map(\.query) + step.captures.map(\.query)
    let end = min(.now + patience(of: step), deadline)
    let (before, assertionsBefore) = (findings.count, assertions)
    var pause = Duration.milliseconds(20)
    while true {
      try await look(for: queries, at: step)
      do {
        return try judge(expectations, step)
      } catch {
        guard pageChangesByItself, ContinuousClock.now + pause < end, !Task.isCancelled else {
          throw error
        }
      }
      findings.removeSubrange(before...)
      assertions = assertionsBefore
      try? await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(200))
    }
  }

  private mutating func judge(_ expectations: [Expectation], _ step: Step) throws(Stop) {
    let before = findings.count
    var evaluation = evaluation()
    for index in expectations.indices {
      assertions += 1
      switch evaluation.judge(expectations[index]) {
      case .holds: continue
      case .fails(let expected, let actual):
        findings.append(
          finding(
            step, expectations[index], expected: expected, actual: actual, isUndecided: false))
      case .undecided(let reason):
        findings.append(
          finding(
            step, expectations[index], expected: "", actual: reason, isUndecided: true))
      }
    }
    observation = evaluation.observation
    let found = findings[before...]
    if found.contains(where: { !$0.isUndecided }) { throw .failed }
    if let first = found.first { throw .undecided(first.actual) }
    for capture in step.captures { try fill(capture) }
  }

  private mutating func fill(_ capture: Capture) throws(Stop) {
    var evaluation = evaluation()
    let result: QueryValue
    do {
      result = try evaluation.capture(capture)
    } catch {
      let reason =
        switch error {
        case .unfit(let text), .undecided(let text): text
        }
      throw .undecided("the capture of '\(capture.name)' (\(capture.location.place)): \(reason)")
    }
    observation = evaluation.observation
    guard let value = result.captured else {
      throw .undecided("the capture of '\(capture.name)' (\(capture.location.place)) found nothing")
    }
    variables[capture.name] = value
  }

  mutating func holds(
    _ conditions: [Expectation], at step: Step
  ) async throws(Stop) -> Bool {
    try await look(for: conditions.map(\.query), at: step)
    var evaluation = evaluation()
    defer { observation = evaluation.observation }
    for condition in conditions {
      switch evaluation.judge(condition) {
      case .holds: continue
      case .fails: return false
      case .undecided(let reason): throw .undecided("\(condition.location.place): \(reason)")
      }
    }
    return true
  }

  func evaluation() -> Evaluation {
    let lookup = lookup
    let services = services
    return Evaluation(
      observation: observation, lookup: lookup,
      read: { try services.configuration.read($0, $1) },
      frozenNow: services.configuration.frozenNow,
      base: instance.baseURL, redact: { services.sink.redactor.redact($0) })
  }

  private func finding(
    _ step: Step, _ expectation: Expectation, expected: String, actual: String,
    isUndecided: Bool
  ) -> Finding {
    Finding(
      path: expectation.location.path, line: expectation.location.line,
      column: expectation.location.column, step: step.title(lookup),
      expectation: expectation.text, expected: expected, actual: actual,
      isUndecided: isUndecided, exchange: observation.exchange)
  }

  /// The value of a variable, a built-in one included.
  var lookup: (String) -> JSONValue? {
    let variables = variables
    let instance = instance
    let key = key
    let seed = services.configuration.seed
    let now = services.configuration.frozenNow
    return { name in
      switch name {
      case "now": return .string(BuiltInVariable.text(of: now ?? BuiltInVariable.now))
      case "base": return .string(instance.baseURL.text)
      case "control": return instance.control.map(JSONValue.string)
      case "check": return .string(key)
      default:
        return variables[name] ?? BuiltInVariable.value(of: name, seed: seed, check: key)
      }
    }
  }
}

extension BindingLocation {
  /// `file:line`, for messages.
  var place: String { "\(path):\(line)" }
}

extension QueryValue {
  /// The value as a variable keeps it; `nil` for nothing.
  var captured: JSONValue? {
    switch self {
    case .missing: nil
    case .json(let value): value
    case .bytes(let bytes): .string(String(decoding: bytes, as: UTF8.self))
    case .date(let date): .string(BuiltInVariable.text(of: date))
    case .nodes(let nodes): nodes.isEmpty ? nil : nodes.count == 1 ? nodes[0] : .array(nodes)
    }
  }
}
