import Bindings
import HTTPClient
import JSONTree
import Monitors
import RunEvents

extension CheckRun {
  /// Sends a request as the step's actor and keeps what came back.
  ///
  /// A target that gives no answer leaves the check undecided: nothing was judged.
  nonisolated(nonsending) mutating func send(
    _ binding: RequestBinding, of step: Step
  ) async throws(Stop) {
    let session = try await session(for: step)
    let request = try request(binding, session, at: step.location)
    guard mayWrite || binding.isSafe else {
      throw .undecided(
        "\(step.location.place): \(binding.method) writes, and the environment "
          + "'\(services.configuration.environment.name)' does not say `writes: allowed`")
    }
    do {
      try await services.admit(request.url, on: instance)
    } catch {
      throw .undecided("\(step.location.place): \(error.message)")
    }
    let start = ContinuousClock.now
    let at = services.sink.time(of: start)
    do {
      let response = try await services.transport.send(request)
      let duration =
        services.configuration.isReplay
        ? response.timings.total : (ContinuousClock.now - start).wholeMicroseconds
      record(
        .init(request: request, result: .success(response), at: at, duration: duration),
        count: 1 + response.redirects.count, actor: step.actor ?? defaultActor,
        at: step.location, kind: requestKind, isOwnSession: binding.carriesNoCredentials)
      observation = Observation(
        .response(response), duration: duration,
        exchange: services.configuration.environment.capture == .none ? nil : exchangeCount)
    } catch {
      let duration = (ContinuousClock.now - start).wholeMicroseconds
      let result = Result<HTTPResponse, HTTPError>.failure(error)
      record(
        .init(request: request, result: result, at: at, duration: duration),
        count: result.exchangeCount, actor: step.actor ?? defaultActor,
        at: step.location, kind: requestKind,
        isOwnSession: binding.carriesNoCredentials)
      observation = Observation(.nothing, duration: duration, exchange: nil)
      throw .undecided("\(request.method) \(request.url.text): \(error)")
    }
  }

  /// A sign-in may send what it needs, and an instance of its own is nobody else's.
  var mayWrite: Bool {
    services.configuration.environment.allowsWrites || ownSession != nil || !instance.id.isEmpty
  }

  private nonisolated(nonsending) mutating func session(
    for step: Step
  ) async throws(Stop) -> Session {
    if let session = ownSession ?? carried { return session }
    let actor = step.actor ?? defaultActor
    switch await services.session(of: actor, on: instance, scope: sessionScope, variables) {
    case .success(let session): return session
    case .failure(let error):
      throw .undecided("\(actor) could not sign in: \(error.message)")
    }
  }

  // MARK: - Building

  private func request(
    _ binding: RequestBinding, _ session: Session, at location: BindingLocation
  ) throws(Stop) -> HTTPRequest {
    let target = try url(of: binding, at: location)
    var headers: [HTTPField] = []
    if !session.headers.isEmpty, target.hasSameOrigin(as: instance.baseURL) {
      headers = session.headers
    }
    let own = try fields(binding.headers, at: location)
    for field in own { headers.removeAll { $0.isNamed(field.name) } }
    headers += own
    let cookies = try fields(binding.cookies, at: location)
    if !cookies.isEmpty {
      headers.append(
        HTTPField("Cookie", cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")))
    }
    let remaining = deadline - .now
    do {
      let url = try target.adding(
        queryItems: try fields(binding.query, at: location).map { ($0.name, $0.value) })
      let body = try body(binding.body, &headers, at: location)
      let redirects = HTTPRedirectPolicy(
        maximum: binding.redirects > 0 ? binding.redirects : nil, allowedHosts: instance.hosts,
        secretHeaders: session.headers.map(\.name),
        hostHeaders: try services.hostHeaders(variables))
      let limits = HTTPLimits(
        timeout: min(
          binding.timeout ?? services.configuration.environment.limits.timeout,
          max(remaining, .zero)),
        maxBodyBytes: binding.maximumBytes ?? 64 << 20)
      let version: HTTPVersionPreference =
        switch binding.version {
        case "1.1": .http1
        case "2": .http2
        default: .automatic
        }
      var tls =
        binding.tls.map { services.configuration.tlsOptions($0, beside: location.path) }
        ?? services.configuration.environmentTLS ?? HTTPTLSOptions()
      tls.recordsCertificate = url.scheme == "https"
      return HTTPRequest(
        method: binding.method, url: url, headers: headers, body: body, redirects: redirects,
        limits: limits, version: version, tls: tls, cookieJar: session.jar,
        compressed: binding.isCompressed)
    } catch let stop as Stop {
      throw stop
    } catch {
      throw .undecided("\(location.place): \(Evaluation.message(of: error))")
    }
  }

  private func url(
    of binding: RequestBinding, at location: BindingLocation
  ) throws(Stop) -> HTTPURL {
    let text = try text(binding.url, at: location)
    do {
      return try instance.baseURL.joining(text)
    } catch {
      throw .undecided("\(location.place): \(error)")
    }
  }

  private func fields(
    _ fields: [RequestBinding.Field], at location: BindingLocation
  ) throws(Stop) -> [HTTPField] {
    var result: [HTTPField] = []
    for field in fields {
      result.append(HTTPField(field.name, try value(field.value, at: location).plainText))
    }
    return result
  }

  private func body(
    _ body: RequestBinding.Body, _ headers: inout [HTTPField], at location: BindingLocation
  ) throws(Stop) -> HTTPBody {
    func type(_ name: String) {
      if headers.firstValue(of: "Content-Type") == nil {
        headers.append(HTTPField("Content-Type", name))
      }
    }
    switch body {
    case .none: return .none
    case .text(let template):
      return .bytes(Array(try text(template, at: location).utf8))
    case .bytes(let bytes): return .bytes(bytes)
    case .json(let template):
      type("application/json")
      return .bytes(Array(try value(template, at: location).serialized().utf8))
    case .form(let pairs):
      type("application/x-www-form-urlencoded")
      let items = try fields(pairs, at: location).map { ($0.name, $0.value) }
      return .bytes(Array(HTTPURL.encoding(items).utf8))
    case .file(let template):
      return .file(
        path: services.configuration.file(
          try text(template, at: location), beside: location.path))
    case .multipart(let parts):
      var result: [HTTPBody.Part] = []
      for part in parts {
        let content: HTTPBody.Part.Content
        if let file = part.file {
          content = .file(
            path: services.configuration.file(
              try text(file, at: location), beside: location.path))
        } else if let value = part.value {
          content = .bytes(Array(try text(value, at: location).utf8))
        } else {
          continue
        }
        result.append(.init(name: part.name, contentType: part.type, content: content))
      }
      return .multipart(result)
    }
  }

  // MARK: - Recording

  /// Whether anybody wants to know what travels.
  var keepsExchanges: Bool {
    let capture = services.configuration.environment.capture
    // What is asked on behalf of monitors is not of the run; what they start from is kept for proofs.
    if isUnwatched, services.monitors != nil || capture != .all { return false }
    return ownSession != nil || capture != .none || services.monitors != nil
  }

  /// Keeps what travelled; what is written of it is made when it is known to be wanted.
  ///
  /// - Parameters:
  ///   - entry: What travelled, made only where it is kept.
  ///   - count: How many exchanges it took.
  ///   - isOwnSession: Whether it carried the actor's session, and no other credentials.
  mutating func record(
    _ entry: @autoclosure () -> PageTraffic.Entry, count: Int, actor: String,
    at location: BindingLocation, kind: ObservedExchange.Kind,
    isOwnSession: @autoclosure () -> Bool = true
  ) {
    let first = exchangeCount + 1
    exchangeCount += count
    let capture = services.configuration.environment.capture
    guard keepsExchanges else { return }
    let entry = entry()
    let exchange = Exchange(
      request: entry.request, result: entry.result, first: first, at: entry.at,
      duration: entry.duration, actor: actor, location: location, account: entry.account)
    if !isUnwatched { watch(exchange, kind: kind, isOwnSession: isOwnSession()) }
    if ownSession != nil {
      // What a sign-in obtains is secret, and known as such only at its end.
      exchanges.append(exchange)
      return
    }
    switch capture {
    case .all: services.emit(exchange, check: key)
    case .failures: exchanges.append(exchange)
    case .none: break
    }
  }
}

extension RequestBinding {
  /// Whether it leaves it to the session who asks.
  fileprivate var carriesNoCredentials: Bool {
    cookies.isEmpty
      && !headers.contains { field in
        ["authorization", "cookie"].contains(field.name.lowercased())
      }
  }
}

extension HTTPURL {
  /// A path of this target, which may itself stand below a path; or another address.
  func joining(_ reference: String) throws(HTTPError) -> HTTPURL {
    guard reference.hasPrefix("/"), !reference.hasPrefix("//"), path.count > 1 else {
      return try resolving(reference)
    }
    return try resolving((path.hasSuffix("/") ? String(path.dropLast()) : path) + reference)
  }
}
