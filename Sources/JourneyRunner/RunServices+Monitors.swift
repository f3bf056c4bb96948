import Bindings
import HTTPClient
import JSONSchema
import JSONTree
import JourneyPlan
import Monitors
import Queries
import RunEvents
import SourceText
import YAMLTree

/// A monitor that cannot work, and why.
private struct Unprepared: Error {
  let verdict: Verdict
  let reason: String

  static func undecided(_ reason: String) -> Unprepared {
    Unprepared(verdict: .undecided, reason: reason)
  }
}

extension RunServices {
  /// Gets what monitors need; those that cannot work are told at once.
  func prepareMonitors(_ plan: [PlannedMonitor]) async -> PreparedMonitors {
    var ready: [(planned: PlannedMonitor, monitor: Monitor)] = []
    for planned in plan {
      switch planned.disposition {
      case .deselected, .external: continue
      case .pending(let reason): tell(planned, .pending, reason)
      case .notExercised(let reason): tell(planned, .notExercised, reason)
      case .undecided(let reason): tell(planned, .undecided, reason)
      case .run:
        do {
          let rule = try await rule(of: planned.binding)
          let redactor = sink.redactor
          ready.append(
            (
              planned,
              Monitor(
                id: planned.binding.id, applies: planned.binding.applies, rule: rule,
                redact: { redactor.redact($0) })
            ))
        } catch {
          tell(planned, error.verdict, error.reason)
        }
      }
    }
    return PreparedMonitors(ready)
  }

  private func tell(_ planned: PlannedMonitor, _ verdict: Verdict, _ reason: String) {
    sink.emit(
      .monitorFinished(
        MonitorFinished(
          id: planned.binding.id, at: sink.now, verdict: verdict, reason: reason, judged: 0,
          findings: [], findingCount: 0)))
  }

  /// Waits for the monitors and tells what they have to say.
  func finishMonitors() async {
    guard let monitors else { return }
    await readAuditLogs(of: shared)
    let results = await monitors.finish()
    for (planned, result) in zip(monitors.planned, results) {
      sink.emit(
        .monitorFinished(MonitorFinished(result, id: planned.binding.id, at: sink.now)))
    }
  }

  // MARK: - Rules

  private func rule(of binding: MonitorBinding) async throws(Unprepared) -> MonitorRule {
    switch binding.kind {
    case nil: throw .undecided("the binding is invalid")
    case .rule(.secrets(var rule)):
      rule.known = configuration.secrets
      return .secrets(rule)
    case .rule(let rule): return rule
    case .wording(let use):
      return .wording(
        WordingRule(
          values: use.values, required: lists(use.required), forbidden: lists(use.forbidden),
          reach: use.reach))
    case .canaries(let use): return .canaries(try await canaries(use))
    case .audit(let use): return .audit(use.rule)
    case .openAPI(let source, let isStrict, let base):
      let document = try await value(of: source)
      do {
        let openAPI = try OpenAPIDocument(document, isStrict: isStrict, base: base)
        return .schema(SchemaRule(source: .openAPI(openAPI)))
      } catch {
        throw .undecided("\(source.location.place): \(error.message)")
      }
    case .schemas(let schemas):
      var compiled: [(route: RoutePattern, schema: Schema)] = []
      for (route, source) in schemas {
        let document = try await value(of: source)
        do {
          compiled.append((route, try Schema.parse(document)))
        } catch {
          throw .undecided("\(source.location.place): \(error.message) at \(error.location)")
        }
      }
      return .schema(SchemaRule(source: .routes(compiled)))
    case .access(let use): return .access(try await access(use))
    }
  }

  private func lists(_ names: [String]) -> [WordList] {
    names.compactMap { configuration.bindings.wordList(named: $0) }
  }

  private func canaries(
    _ use: MonitorBinding.CanaryUse
  ) async throws(Unprepared) -> CanaryRule {
    var rule = CanaryRule(derivation: use.derivation, outsiders: use.outsiders)
    guard let planted = use.planted else { return rule }
    let document = try await value(of: planted.source)
    for tenant in Self.matches(planted.tenants, document) {
      let id = Self.matches(planted.tenant, tenant).first?.plainText ?? ""
      let values = Self.matches(planted.values, tenant).map(\.plainText)
      rule.planted.append(.init(tenant: id, values: values))
    }
    guard rule.planted.contains(where: { !$0.values.isEmpty }) else {
      throw .undecided("\(planted.source.location.place): no markers were found there")
    }
    return rule
  }

  private func access(_ use: MonitorBinding.AccessUse) async throws(Unprepared) -> AccessRule {
    guard let matrix = configuration.bindings.accessMatrix(named: use.matrix) else {
      throw .undecided("there is no access matrix '\(use.matrix)'")
    }
    guard let discovery = use.routes else { return AccessRule(matrix: matrix) }
    let document = try await value(of: discovery.source)
    let routes = Self.matches(discovery.list, document).compactMap { route -> AccessRule.Route? in
      guard let method = Self.matches(discovery.method, route).first?.stringValue,
        let path = Self.matches(discovery.path, route).first?.stringValue
      else { return nil }
      return AccessRule.Route(method: method, path: path)
    }
    guard !routes.isEmpty else {
      throw .undecided("\(discovery.source.location.place): no routes were found there")
    }
    return AccessRule(matrix: matrix, discovered: routes)
  }

  private static func matches(_ path: JSONPath, _ value: JSONValue) -> [JSONValue] {
    ((try? path.evaluate(on: value)) ?? []).map(\.value)
  }

  // MARK: - Sources

  private func value(of source: SourceBinding) async throws(Unprepared) -> JSONValue {
    switch source.origin {
    case .value(let template):
      do {
        return try template.value { configuration.variables[$0] }
      } catch {
        throw .undecided("nothing has set the variable '\(error.name)'")
      }
    case .file(let name): return try read(name, source.location)
    case .request(let step):
      var run = monitorRun(on: shared)
      return try await answer(to: step, &run)
    }
  }

  private func read(_ name: String, _ location: BindingLocation) throws(Unprepared) -> JSONValue {
    do {
      let bytes = try configuration.read(name, location)
      if let value = try? JSONValue.parse(bytes) { return value }
      let document = YAMLDocument.parse(SourceFile(path: name, bytes: bytes))
      guard let root = document.root,
        !document.diagnostics.contains(where: { $0.severity == .error })
      else { throw Unprepared.undecided("the file '\(name)' is neither JSON nor YAML") }
      return root.json
    } catch let error as Unprepared {
      throw error
    } catch {
      throw .undecided("\(location.place): \(Evaluation.message(of: error))")
    }
  }

  /// Sends requests on behalf of monitors, which do not judge these.
  ///
  /// Before monitors are at work a sign-in is not for the run to share: none would have seen it.
  private func monitorRun(on instance: Instance) -> CheckRun {
    var run = CheckRun(
      key: MonitorRecord.journey, services: self, instance: instance,
      sessionScope: monitors == nil ? "\(instance.id) \(MonitorRecord.journey)" : instance.id,
      actor: ActorBinding.anonymousName, timeout: .seconds(60), variables: configuration.variables)
    run.isUnwatched = true
    return run
  }

  private func answer(
    to step: Step, _ run: inout CheckRun
  ) async throws(Unprepared) -> JSONValue {
    do {
      try await run.run([step])
    } catch {
      throw .undecided(run.reason(for: error))
    }
    let status = run.observation.response?.status ?? 0
    guard 200..<300 ~= status else {
      throw .undecided("\(step.location.place): the answer has status \(status)")
    }
    guard case .value(let value) = run.observation.json() else {
      throw .undecided("\(step.location.place): the answer is no JSON")
    }
    return value
  }

  // MARK: - Audit logs

  /// Reads the audit log of an instance for every monitor that compares one, before it is gone.
  func readAuditLogs(of instance: Instance) async {
    guard let monitors else { return }
    for (index, planned) in monitors.planned.enumerated() {
      guard case .audit(let use) = planned.binding.kind,
        monitors.needsAuditLog(of: instance.id, for: index)
      else { continue }
      let log: Result<AuditLog, MonitorProblem>
      do {
        log = .success(try await auditLog(use, of: instance))
      } catch {
        log = .failure(MonitorProblem(error.reason))
      }
      monitors.provide(log, of: instance.id, to: index)
    }
  }

  private func auditLog(
    _ use: MonitorBinding.AuditUse, of instance: Instance
  ) async throws(Unprepared) -> AuditLog {
    guard case .request(let first) = use.source.origin else {
      let document = try await value(of: use.source)
      return AuditLog(
        entries: Self.matches(use.entries, document), isCut: !use.isComplete)
    }
    var step = first
    var run = monitorRun(on: instance)
    var log = AuditLog(entries: [], isCut: !use.isComplete)
    for page in 1...max(1, use.pages) {
      let document = try await answer(to: step, &run)
      log.entries += Self.matches(use.entries, document)
      guard let path = use.cursor, let cursor = Self.matches(path, document).first,
        cursor != .null, case .request(let request) = first.action
      else { return log }
      if page == use.pages { log.isCut = true }
      let others = request.query.filter { $0.name != use.parameter }
      let next = RequestBinding.Field(name: use.parameter, value: .literal(cursor))
      step = first.doing(.request(request.asking(others + [next])))
    }
    return log
  }
}
