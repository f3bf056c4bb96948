import GRDB

/// One request on its way through the gates, inside one transaction.
struct Exchange {
  let instance: ReferenceInstance
  let database: Database
  let request: IncomingRequest
  let route: Route
  let requestID: String
  let now: Instant

  func run() throws -> OutgoingResponse {
    let token = credential
    var caller = try token.flatMap {
      try Sessions(database: database, now: now).principal(forToken: $0)
    }
    if caller == nil, instance.controls.isOn(.sessionNotChecked) {
      caller = try Sessions(database: database, now: now).impersonate(email: "ceo@waymark.example")
    }
    if instance.controls.isOn(.tenantIsolationOff), let known = caller {
      caller = Principal(
        id: known.id, name: known.name, email: known.email, tenantScope: .all, kind: known.kind,
        requiresMFA: known.requiresMFA)
    }
    let decision = instance.limiter.count(
      route.rate, caller: caller?.id ?? "anonymous", at: now)
    var reply: Reply
    if !decision.allowed, !instance.controls.isOn(.rateLimitNotEnforced) {
      reply = .refused(
        Failure(
          code: .rateLimited, status: 429, message: "Too many requests; try again later."))
      reply.headers.append(("Retry-After", String(max(1, decision.reset.seconds - now.seconds))))
    } else {
      reply = try answer(caller: caller)
    }
    reply = decorate(reply, token: token)
    try audit(reply, caller: caller)
    if route.surface == .page, case .failure(let failure) = reply.body {
      reply = PageFailures.reply(to: failure, headers: reply.headers, call(caller))
    }
    var response = OutgoingResponse(
      reply: reply, requestID: requestID, now: now,
      securityHeaders: !instance.controls.isOn(.securityHeadersMissing), surface: route.surface)
    response.headers += [
      ("X-RateLimit-Limit", String(decision.limit.requests)),
      ("X-RateLimit-Remaining", String(decision.remaining)),
      ("X-RateLimit-Reset", String(decision.reset.seconds)),
      ("X-RateLimit-Window", String(decision.limit.seconds)),
    ]
    return response
  }

  private var credential: String? {
    guard route.surface == .api else { return request.cookies[SessionCookie.name] }
    guard let header = request.headers["authorization"], header.lowercased().hasPrefix("bearer ")
    else { return nil }
    return String(header.dropFirst("bearer ".count)).trimmingSpaces
  }

  private func call(_ caller: Principal?) -> Call {
    Call(
      instance: instance, database: database, route: route, request: request,
      requestID: requestID, now: now, caller: caller)
  }

  private func answer(caller: Principal?) throws -> Reply {
    let call = call(caller)
    do throws(Failure) {
      try admit(caller)
    } catch {
      return refusal(error, call)
    }
    // A name that ends early in the database would be another one there than in the scope.
    if request.pathParameters.values.contains(where: \.hasControlCharacters) {
      return .refused(.notFound("resource"))
    }
    if let filter = request.query.filter({ $0.value.hasControlCharacters }).keys.min() {
      return .refused(.invalidFilter(filter, "must not hold control characters"))
    }
    if let caller, !caller.isConfirmed, !route.isForSigningIn,
      let refusal = try stepUpRefusal("Signing in with this account", caller: caller)
    {
      return .refused(refusal)
    }
    if let reason = route.stepUp, let refusal = try stepUpRefusal(reason, caller: caller) {
      return .refused(refusal)
    }
    return try handle(call)
  }

  private func refusal(_ failure: Failure, _ call: Call) -> Reply {
    guard instance.controls.isOn(.refusalCarriesData), route.method == .get,
      let leaked = try? route.handler(call)
    else { return .refused(failure) }
    switch leaked.body {
    case .success(let data, _):
      var failure = failure
      failure.details.append(["data": data])
      return .refused(failure)
    case .document: return Reply(status: failure.status, body: leaked.body)
    case .failure, .empty: return .refused(failure)
    }
  }

  private func admit(_ caller: Principal?) throws(Failure) {
    guard !route.isOpen else { return }
    guard let caller else { throw .authenticationRequired }
    guard route.admits(caller) || instance.controls.isOn(.roleCheckSkipped) else {
      throw .insufficientPermissions
    }
  }

  private func stepUpRefusal(_ reason: String, caller: Principal?) throws -> Failure? {
    guard let caller, let session = caller.session, !caller.hasStepUp(at: now),
      !instance.controls.isOn(.stepUpNotRequired)
    else { return nil }
    let codes = StepUpCodes(database: database, now: now)
    if try !codes.hasUsableCode(session: session.key) {
      try codes.send(to: caller, session: session.key, reason: reason)
    }
    return .stepUpRequired(reason)
  }

  /// Runs the handler so that a thrown failure undoes what it wrote.
  private func handle(_ call: Call) throws -> Reply {
    var reply: Reply?
    do {
      let unknown = request.query.keys.filter { name in !route.query.contains { $0.name == name } }
      if route.surface == .api, let name = unknown.min() {
        throw Failure.invalidFilter(name, "is not a parameter of this endpoint")
      }
      if route.surface == .page, route.method == .post { try FormToken(call).check() }
      try database.inSavepoint {
        reply = try route.handler(call)
        return .commit
      }
    } catch let failure as Failure {
      reply = .refused(failure)
    } catch {
      var failure = Failure(
        code: .internal, status: 500, message: "Something went wrong on our side.")
      if instance.controls.isOn(.internalsInErrors) {
        failure.details = [["debug": .string(String(describing: error))]]
      }
      reply = .refused(failure)
    }
    return reply ?? .refused(.notFound("resource"))
  }

  /// Adds what faults make an answer tell.
  private func decorate(_ reply: Reply, token: String?) -> Reply {
    guard case .failure(var failure) = reply.body else { return reply }
    if instance.controls.isOn(.internalsInErrors) {
      failure.details.append([
        "debug":
          "SELECT * FROM users WHERE id = 7; at Exchange.run (Sources/Exchange.swift:42) thread 3"
      ])
    }
    if instance.controls.isOn(.tokenInErrors), let token {
      failure.details.append(["authorization": .string(token)])
    }
    var copy = reply
    copy.body = .failure(failure)
    return copy
  }

  private func audit(_ reply: Reply, caller: Principal?) throws {
    guard let audit = route.audit, !instance.controls.isOn(.auditEntryNotWritten) else { return }
    var refusal: Failure?
    if case .failure(let failure) = reply.body { refusal = failure }
    if refusal != nil, instance.controls.isOn(.failedAttemptNotAudited) { return }
    var metadata: JSON = ["method": .string(route.method.rawValue), "route": .string(route.path)]
    // Only what the route knows as a filter: anything else may be a credential.
    let known = Set(route.query.map(\.name))
    let filters = request.query.filter { known.contains($0.key) }.sorted { $0.key < $1.key }
      .map { JSON.Member(name: $0.key, value: .string(String($0.value.prefix(100)))) }
    metadata = metadata.setting("filters", .object(filters))
    if let refusal { metadata = metadata.setting("code", .string(refusal.code.rawValue)) }
    try AuditLog(database: database).write(
      AuditLog.Entry(
        timestamp: now, actor: caller?.id ?? "anonymous",
        actorRole: caller?.roleName ?? "NONE", action: audit.action, area: audit.area,
        target: reply.auditTarget ?? target(of: audit), outcome: outcome(of: refusal),
        requestID: requestID, metadata: metadata.merging(reply.auditMetadata)))
  }

  private func target(of audit: Route.Audit) -> String {
    request.pathParameters.reduce(audit.target) {
      $0.replacing("{\($1.key)}", with: $1.value.prefix(64))
    }
  }

  private func outcome(of refusal: Failure?) -> String {
    guard let refusal else { return "allowed" }
    return refusal.status == 401 || refusal.status == 403 ? "denied" : "failed"
  }
}
