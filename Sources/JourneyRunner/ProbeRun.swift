import Bindings
import HTTPClient
import JSONTree
import Monitors

/// Requests for cells of a matrix, one after the other, each with the session of somebody of the role.
struct ProbeRun {
  private let services: RunServices
  private let instance: Instance
  private let key: String
  private let location: BindingLocation
  private var run: CheckRun
  /// How often each session was begun anew.
  private var generations: [String: Int] = [:]
  /// Sessions that may have been ended by what was served since they began.
  private var doubtful: Set<String> = []
  private var problem: String?
  /// What forms of the target carry, by the session that was given it.
  private var tokens: [String: [RequestBinding.Field]] = [:]

  /// - Parameter part: Tells the probes of one role, and the reading from the writing.
  init(
    _ services: RunServices, _ instance: Instance, _ monitor: MonitorBinding, part: String
  ) {
    self.services = services
    self.instance = instance
    key = "probe/\(monitor.id)/\(part)"
    location = monitor.location
    run = CheckRun(
      key: key, services: services, instance: instance, sessionScope: instance.id,
      actor: ActorBinding.anonymousName, timeout: .seconds(1800),
      variables: services.configuration.variables)
    run.isProbe = true
  }

  /// - Returns: What went wrong first; empty for nothing.
  mutating func send(_ probes: [AccessProbe], mayWrite: Bool) async -> [String] {
    for probe in probes {
      if Task.isCancelled { return ["the run was interrupted"] }
      guard probe.isSafe || mayWrite else {
        problem = problem ?? "the environment does not say `writes: allowed`"
        continue
      }
      if probe.hasLeave, !probe.isSafe, !isHarmless(probe) {
        // It would be done, and no body is needed to delete.
        if probe.isComparison { continue }
        if probe.method == "DELETE" {
          problem = problem ?? "DELETE \(probe.placeholder) would be done"
          continue
        }
      }
      guard let actor = actor(of: probe.role) else {
        problem = problem ?? "no actor has the role \(probe.role ?? "")"
        continue
      }
      await send(probe, as: actor)
    }
    for exchange in run.exchanges { services.emit(exchange, check: key) }
    return problem.map { [$0] } ?? []
  }

  /// Who has most in scope goes first: what even they are refused, others are too.
  private func actor(of role: String?) -> String? {
    guard let role else { return ActorBinding.anonymousName }
    return services.configuration.bindings.actors.values
      .filter { ($0.role ?? $0.name) == role && $0.name != ActorBinding.anonymousName }
      .min { a, b in
        (a.tenants == nil ? 0 : 1, a.name) < (b.tenants == nil ? 0 : 1, b.name)
      }?.name
  }

  /// With the session by which others were served, or every one that the actor has: an API's may count
  /// for nothing on pages.
  private mutating func send(_ probe: AccessProbe, as actor: String) async {
    let binding = services.configuration.bindings.actors[actor]
    let hasPages = binding?.pageSignIn != nil && services.pages.drivers["html"] != nil
    let isOnPages =
      hasPages && (probe.kinds.isEmpty || !probe.kinds.isDisjoint(with: [.page, .browser]))
    let isForAPI = probe.kinds.isEmpty || probe.kinds.contains(.api)
    if isForAPI && binding?.signIn != nil || !isOnPages {
      await send(probe, as: actor, onPages: false)
    }
    if isOnPages { await send(probe, as: actor, onPages: true) }
  }

  private mutating func send(_ probe: AccessProbe, as actor: String, onPages: Bool) async {
    let name = "\(actor)\(onPages ? " on pages" : "")"
    guard let status = await answer(to: probe, as: actor, onPages: onPages, name) else { return }
    if doubtful.contains(name), status == 401 || 300..<400 ~= status {
      doubtful.remove(name)
      generations[name, default: 0] += 1
      _ = await answer(to: probe, as: actor, onPages: onPages, name)
    }
    if actor == ActorBinding.anonymousName {
      generations[name, default: 0] += 1
    } else if !probe.isSafe, status < 400 {
      doubtful.insert(name)
    }
  }

  /// The status of the answer; `nil` where there is none.
  private mutating func answer(
    to probe: AccessProbe, as actor: String, onPages: Bool, _ name: String
  ) async -> Int? {
    let scope = "\(instance.id) probes \(generations[name] ?? 0)"
    let result =
      onPages
      ? await services.pageSession(
        of: actor, on: instance, scope: scope, driver: services.pages.drivers["html"],
        run.variables)
      : await services.session(of: actor, on: instance, scope: scope, run.variables)
    guard case .success(let session) = result else {
      if case .failure(let error) = result {
        problem = problem ?? "\(actor) could not sign in: \(error.message)"
      }
      return nil
    }
    run.carried = session
    run.requestKind = onPages ? .page : .api
    // Whoever was somebody else after an earlier request is themselves again.
    run.trail = SessionTrail()
    do {
      let token =
        onPages && !probe.isSafe && isHarmless(probe)
        ? try await token(of: probe, as: actor, "\(name) \(scope)") : []
      try await send(request(probe, token: onPages ? token : nil), as: actor)
    } catch {
      problem = problem ?? run.reason(for: error)
      return nil
    }
    return run.observation.response?.status
  }

  private mutating func send(_ request: RequestBinding, as actor: String) async throws(CheckRun
    .Stop)
  {
    try await run.send(
      request, of: Step(action: .delay(.zero), actor: actor, location: location))
  }

  /// Whether nothing that anybody needs can be changed.
  private func isHarmless(_ probe: AccessProbe) -> Bool {
    !instance.id.isEmpty || probe.hasParameters
  }

  /// What forms of the target carry against forgery, from a page that the session can get.
  private mutating func token(
    of probe: AccessProbe, as actor: String, _ session: String
  ) async throws(CheckRun.Stop) -> [RequestBinding.Field] {
    if let known = tokens[session] { return known }
    guard let form = probe.form else { return [] }
    var page = probe
    page.method = "GET"
    page.example = form
    try await send(request(page, token: []), as: actor)
    let fields = run.observation.response.map { FormTokens.fields(in: $0.body) } ?? []
    let token = fields.map { field in
      RequestBinding.Field(name: field.name, value: .literal(.string(field.value)))
    }
    tokens[session] = token
    return token
  }

  /// Outside an instance of its own nothing that is there is written to: neither its name nor a body
  /// that could be read is sent.
  ///
  /// - Parameter token: What a form carries; `nil` for what is sent by no page.
  private func request(
    _ probe: AccessProbe, token: [RequestBinding.Field]?
  ) throws(CheckRun.Stop) -> RequestBinding {
    let isOwn = !instance.id.isEmpty
    let path = probe.isSafe || isOwn ? probe.example ?? probe.placeholder : probe.placeholder
    let body: RequestBinding.Body
    if probe.isSafe {
      body = .none
    } else if let token {
      body = .form(token)
    } else {
      body = isOwn ? .json(.literal(.object(JSONObject()))) : .text(Template(literal: "{"))
    }
    let url: HTTPURL
    do {
      url = try instance.baseURL.resolving(path)
    } catch {
      throw .undecided("\(probe.method) \(path): \(error)")
    }
    return RequestBinding(
      method: probe.method, url: Template(literal: url.text), query: [],
      headers: probe.isSafe || token != nil || isOwn
        ? [] : [.init(name: "Content-Type", value: .literal(.string("application/json")))],
      cookies: [], body: body, redirects: 0, timeout: .seconds(30), maximumBytes: nil,
      version: nil, isCompressed: false, tls: nil, count: 1)
  }
}
