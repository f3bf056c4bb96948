import Bindings
import HTTPClient
import Monitors
import Pages

/// One actor's window on the target.
struct PageWindow: Sendable {
  let session: any PageSession
  let traffic: PageTraffic
}

extension CheckRun {
  /// The window of a step's actor, opened on first use; it becomes the front one.
  mutating func window(for step: Step) async throws(Stop) -> PageWindow {
    let actor = step.actor ?? defaultActor
    front = actor
    if let window = windows[actor] { return window }
    guard let driver = pageDriver else {
      throw .undecided("\(step.location.place): there is no page driver")
    }
    let session = try await pageState(of: actor)
    let traffic = PageTraffic()
    var settings = services.configuration.settings(for: browser)
    // No page is waited for longer than the check may take; what is begun gets a moment.
    let left =
      Duration.milliseconds(100) * Int(max(deadline - .now, .seconds(1)) / .milliseconds(100))
    settings.loadTimeout = min(settings.loadTimeout, left)
    settings.timeout = min(settings.timeout, left)
    do {
      let opened = try await driver.open(
        settings, base: instance.baseURL.text, state: session.browserState,
        access: access(session, traffic))
      let window = PageWindow(session: opened, traffic: traffic)
      windows[actor] = window
      return window
    } catch {
      throw .undecided("no page could be opened: \(error.message)")
    }
  }

  /// What the actor is signed in with; a sign-in in progress begins with nothing but its headers.
  private func pageState(of actor: String) async throws(Stop) -> Session {
    if let ownSession { return ownSession }
    let result = await services.pageSession(
      of: actor, on: instance, scope: sessionScope, driver: pageDriver, variables)
    switch result {
    case .success(let session): return session
    case .failure(let error): throw .undecided("\(actor) could not sign in: \(error.message)")
    }
  }

  /// Ends all windows of the check.
  mutating func closeWindows() async {
    await recordBrowsers(isLast: true)
    for window in windows.values { await window.session.close() }
    windows = [:]
    front = nil
  }

  /// Forgets a window whose browser is gone.
  mutating func dropWindow() async {
    guard let front, let window = windows.removeValue(forKey: front) else { return }
    await window.session.close()
  }

  // MARK: - What a driver may do

  private func access(_ session: Session, _ traffic: PageTraffic) -> PageAccess {
    let services = services
    let instance = instance
    let mayWrite = mayWrite
    let deadline = deadline
    let headers = session.headers
    let hostHeaders = (try? services.hostHeaders(variables)) ?? [:]
    let redactor = services.sink.redactor
    return PageAccess(
      send: { request throws(PageError) in
        guard mayWrite || request.isSafe else {
          throw .undecided(
            "\(request.method) \(request.url.path) writes, and the environment "
              + "'\(services.configuration.environment.name)' does not say `writes: allowed`")
        }
        return try await services.send(
          request, on: instance, deadline: deadline, traffic)
      },
      permits: { instance.hosts.permits($0) }, mayWrite: mayWrite,
      isSecret: { redactor.redact($0) != $0 },
      headers: { host in
        let own = host.lowercased() == instance.baseURL.host ? headers : []
        return own + (hostHeaders[host.lowercased()] ?? [])
      })
  }

  /// Records what the drivers of all windows have sent.
  mutating func recordTraffic(of step: Step) {
    for (actor, window) in windows.sorted(by: { $0.key < $1.key }) {
      for entry in window.traffic.take() {
        record(
          entry, count: entry.result.exchangeCount, actor: actor, at: step.location, kind: .page)
      }
    }
  }
}

extension HTTPRequest {
  /// Whether the method only reads (RFC 9110, section 9.2.1).
  fileprivate var isSafe: Bool { ["GET", "HEAD", "OPTIONS", "TRACE"].contains(method) }
}

extension RunServices {
  /// Sends a request of a page driver within the run's limits; redirects are the driver's own.
  fileprivate func send(
    _ request: HTTPRequest, on instance: Instance, deadline: ContinuousClock.Instant,
    _ traffic: PageTraffic
  ) async throws(PageError) -> HTTPResponse {
    let environment = configuration.environment
    do {
      try await admit(request.url, on: instance)
    } catch {
      throw .undecided(error.message)
    }
    var request = request
    request.redirects = HTTPRedirectPolicy(maximum: nil, allowedHosts: instance.hosts)
    request.limits.timeout = min(
      request.limits.timeout, environment.limits.timeout, max(deadline - .now, .zero))
    if let tls = configuration.environmentTLS { request.tls = tls }
    let at = sink.now
    let start = ContinuousClock.now
    do {
      let response = try await transport.send(request)
      let duration = (ContinuousClock.now - start).wholeMicroseconds
      traffic.append(
        .init(request: request, result: .success(response), at: at, duration: duration))
      return response
    } catch {
      let duration = (ContinuousClock.now - start).wholeMicroseconds
      traffic.append(.init(request: request, result: .failure(error), at: at, duration: duration))
      throw .undecided("\(request.method) \(request.url.text): \(error)")
    }
  }
}
