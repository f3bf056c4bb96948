import Bindings
import Digests
import HTTPClient
import JSONTree
import Markup
import Pages
import Queries
import RunEvents

extension RunServices {
  /// The session of an actor, signed in on first use.
  nonisolated(nonsending) func session(
    of actor: String, on instance: Instance, scope: String, _ variables: [String: JSONValue]
  ) async -> Result<Session, SignInError> {
    if let known = sessions.session(of: actor, on: scope) { return known }
    return await sessions.session(of: actor, on: scope) {
      await self.signIn(actor, on: instance)
    }
  }

  /// The session that the windows of an actor begin with, signed in on first use.
  ///
  /// An actor with a sign-in of its own for pages has one on each driver, since a sign-in may itself
  /// be a walk through pages; the others bring what they have.
  func pageSession(
    of actor: String, on instance: Instance, scope: String, driver: (any PageDriver)?,
    _ variables: [String: JSONValue]
  ) async -> Result<Session, SignInError> {
    let binding = configuration.bindings.actors[actor]
    let name = driver?.name ?? ""
    guard binding?.pageSignIn != nil || binding?.signIn?.hasPageSteps == true else {
      return await session(of: actor, on: instance, scope: scope, variables)
    }
    return await sessions.session(of: actor, on: "\(scope) pages \(name)") {
      await self.signIn(actor, on: instance, driver: driver)
    }
  }

  /// - Parameter driver: Walks the pages of a sign-in; given, the session is one for pages.
  private func signIn(
    _ name: String, on instance: Instance, driver: (any PageDriver)? = nil
  ) async -> Result<Session, SignInError> {
    guard let actor = configuration.bindings.actors[name] else {
      return name == ActorBinding.anonymousName
        ? .success(Session()) : .failure(SignInError(message: "there is no such actor"))
    }
    var run = CheckRun(
      key: "sign-in/\(name)\(instance.id.isEmpty ? "" : "@" + instance.id)", services: self,
      instance: instance, sessionScope: instance.id, actor: name, timeout: .seconds(60),
      variables: configuration.variables)
    run.pageDriver = driver
    let method = driver == nil ? actor.signIn : actor.pageSignIn ?? actor.signIn
    let result: Result<Session, SignInError>
    do {
      result = .success(try await run.signIn(as: actor, by: method))
    } catch {
      result = .failure(SignInError(message: run.reason(for: error)))
    }
    await run.closeWindows()
    let isWanted = configuration.environment.capture == .all || (try? result.get()) == nil
    if isWanted { for exchange in run.exchanges { emit(exchange, check: run.key) } }
    return result
  }
}

extension CheckRun {
  /// Why the steps stopped, in one sentence.
  func reason(for stop: Stop) -> String {
    switch stop {
    case .undecided(let reason): return reason
    case .failed:
      guard let finding = findings.first(where: { !$0.isUndecided }) else { return "it failed" }
      return "\(finding.step): expected \(finding.expected), got \(finding.actual)"
    }
  }

  mutating func signIn(
    as actor: ActorBinding, by signIn: SignIn?
  ) async throws(Stop) -> Session {
    var session = Session()
    for field in actor.headers {
      let value = try value(field.value, at: actor.location).plainText
      session.headers.append(HTTPField(field.name, value))
    }
    ownSession = session
    if let cookies = services.configuration.recordedCookies[actor.name] {
      for pair in cookies.split(separator: ";") {
        guard let cookie = SetCookie(parsing: "\(pair.drop { $0 == " " }); Path=/") else {
          continue
        }
        session.jar.store(cookie, from: instance.baseURL)
      }
    }
    guard let signIn else { return session }
    switch signIn.method {
    case .token(let token):
      session.bear(try text(token, at: actor.location), actor, services.sink.redactor)
    case .basic(let user, let password):
      let pair = try text(user, at: actor.location) + ":" + text(password, at: actor.location)
      let value = Base64.encode(Array(pair.utf8))
      services.sink.redactor.add(value, name: "\(actor.name) credentials")
      session.headers.append(HTTPField("Authorization", "Basic \(value)"))
    case .clientCredentials(let grant):
      session.bear(
        try await token(for: grant, at: actor.location), actor, services.sink.redactor)
    case .command(let arguments):
      session.bear(
        try await output(of: arguments, at: actor.location), actor, services.sink.redactor)
    case .storageState(let file):
      try loadStorageState(try text(file, at: actor.location), &session, at: actor.location)
    case .form(let page, let fields):
      let values = try values(of: fields, at: actor.location)
      let form = try await form(on: page, with: Array(values.keys), at: actor.location)
      try await submit(form, fields: values, at: actor.location)
    case .steps(let steps, let bearer):
      try await run(steps)
      if let bearer {
        session.bear(try text(bearer, at: actor.location), actor, services.sink.redactor)
      }
    }
    if let code = signIn.code {
      // The page comes first: it is often what sends the code.
      let form = try await form(on: code.page, with: [code.field], at: actor.location)
      let value = try await oneTimeCode(code.source, at: actor.location)
      services.sink.redactor.add(value, name: "\(actor.name) code")
      try await submit(form, fields: [code.field: value], at: actor.location)
    }
    if let window = windows[defaultActor] {
      do {
        session.keep(try await window.session.state())
      } catch {
        throw .undecided("what the sign-in left in the window: \(error.message)")
      }
    }
    for cookie in session.jar.cookies {
      services.sink.redactor.add(cookie.value, name: "\(actor.name) cookie \(cookie.name)")
    }
    for item in session.localStorage.values.joined() {
      // What a page keeps there may be settings as well; words of these are no secrets.
      let found = IssuedCredentials.found(in: Array(item.value.utf8)).map(\.value)
      for secret in found + [item.value] where secret.utf8.count >= IssuedCredentials.shortest {
        services.sink.redactor.add(secret, name: "\(actor.name) storage \(item.name)")
      }
    }
    return session
  }

  private func values(
    of fields: [RequestBinding.Field], at location: BindingLocation
  ) throws(Stop) -> [String: String] {
    var result: [String: String] = [:]
    for field in fields { result[field.name] = try value(field.value, at: location).plainText }
    return result
  }

  // MARK: - Tokens

  /// The client credentials grant (RFC 6749, section 4.4).
  private mutating func token(
    for grant: SignIn.ClientCredentials, at location: BindingLocation
  ) async throws(Stop) -> String {
    var fields = [RequestBinding.Field(name: "grant_type", value: .literal("client_credentials"))]
    if let scope = grant.scope { fields.append(.init(name: "scope", value: .text(scope))) }
    let id = try text(grant.clientID, at: location)
    let secret = try text(grant.clientSecret, at: location)
    services.sink.redactor.add(secret, name: "client secret")
    let credentials = Base64.encode(
      Array(
        "\(HTTPURL.encoding([(id, "")]).dropLast()):\(HTTPURL.encoding([(secret, "")]).dropLast())"
          .utf8))
    services.sink.redactor.add(credentials, name: "client credentials")
    let request = RequestBinding.make(
      "POST", grant.tokenURL, body: .form(fields),
      headers: [.init(name: "Authorization", value: .literal(.string("Basic \(credentials)")))])
    try await run([Step(action: .request(request), location: location)])
    guard case .value(let answer) = observation.json(),
      let token = answer["access_token"]?.stringValue
    else {
      throw .undecided(
        "the token endpoint answered \(observation.response?.status ?? 0) without a token")
    }
    return token
  }

  private mutating func output(
    of arguments: [Template], at location: BindingLocation
  ) async throws(Stop) -> String {
    let step = Step(
      action: .command(arguments: arguments, input: nil, timeout: .seconds(30)),
      location: location)
    try await run([step])
    guard case .command(let output, 0) = observation.source else {
      throw .undecided("the program did not end with status 0")
    }
    let text = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard let first = text.first else { throw .undecided("the program printed nothing") }
    return String(first)
  }

  private mutating func oneTimeCode(
    _ source: SignIn.OneTimeCode.Source, at location: BindingLocation
  ) async throws(Stop) -> String {
    switch source {
    case .totp(let secret):
      let text = try text(secret, at: location)
      services.sink.redactor.add(text, name: "TOTP secret")
      guard let code = TOTP.code(secret: text, at: BuiltInVariable.now.seconds) else {
        throw .undecided("the TOTP secret is not base32")
      }
      return code
    case .command(let arguments): return try await output(of: arguments, at: location)
    case .outbox(let step, let capture):
      let retry = step.retry ?? Retry(times: nil, limit: .seconds(10), interval: .milliseconds(200))
      let asking = Step(
        action: step.action, actor: step.actor, retry: retry, expectations: step.expectations,
        captures: [capture], location: step.location)
      try await run([asking])
      return variables[capture.name]?.plainText ?? ""
    }
  }

  // MARK: - Forms and saved states

  /// A form and the address of the page that it stands on.
  private typealias PlacedForm = (form: HTMLForm, page: HTTPURL)

  /// Reads a page and finds the form that has the fields.
  private mutating func form(
    on page: Template, with fields: [String], at location: BindingLocation
  ) async throws(Stop) -> PlacedForm {
    try await run([Step.request("GET", page, at: location)])
    guard let response = observation.response else {
      throw .undecided("\(location.place): the page gave no answer")
    }
    do {
      return (try HTMLForm.find(in: response.body, with: fields.sorted()), response.finalURL)
    } catch {
      throw .undecided("\(response.finalURL.text): \(Evaluation.message(of: error))")
    }
  }

  /// Fills in a form and submits it.
  private mutating func submit(
    _ placed: PlacedForm, fields: [String: String], at location: BindingLocation
  ) async throws(Stop) {
    let (form, page) = placed
    var items = form.items.filter { fields[$0.name] == nil }
    items += fields.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    let action: HTTPURL
    do {
      action = try page.resolving(form.action)
    } catch {
      throw .undecided("the form of \(page.text) leads to '\(form.action)': \(error)")
    }
    let pairs = items.map {
      RequestBinding.Field(name: $0.name, value: .literal(.string($0.value)))
    }
    let request = RequestBinding.make(
      form.method, Template(literal: action.text),
      body: form.method == "GET" ? .none : .form(pairs), query: form.method == "GET" ? pairs : [])
    try await run([Step(action: .request(request), location: location)])
    let status = observation.response?.status ?? 0
    guard status < 400 else {
      throw .undecided("the form of \(action.path) was answered with \(status)")
    }
  }

  /// Takes the cookies and the local storage of a browser state saved by Playwright.
  private func loadStorageState(
    _ file: String, _ session: inout Session, at location: BindingLocation
  ) throws(Stop) {
    do {
      let state = try JSONValue.parse(try services.configuration.read(file, location))
      for cookie in state["cookies"]?.arrayValue ?? [] {
        let domain = cookie["domain"]?.stringValue ?? ""
        let expires = cookie["expires"]?.doubleValue ?? -1
        session.jar.insert(
          Cookie(
            name: cookie["name"]?.stringValue ?? "", value: cookie["value"]?.stringValue ?? "",
            domain: domain.hasPrefix(".") ? String(domain.dropFirst()) : domain,
            hostOnly: !domain.hasPrefix("."), path: cookie["path"]?.stringValue ?? "/",
            expiresAt: expires < 0 ? nil : Int(exactly: expires.rounded(.down)),
            secure: cookie["secure"]?.boolValue ?? false,
            httpOnly: cookie["httpOnly"]?.boolValue ?? false,
            sameSite: cookie["sameSite"]?.stringValue))
      }
      for origin in state["origins"]?.arrayValue ?? [] {
        session.localStorage[origin["origin"]?.stringValue ?? ""] =
          (origin["localStorage"]?.arrayValue ?? []).map {
            .init(name: $0["name"]?.stringValue ?? "", value: $0["value"]?.stringValue ?? "")
          }
      }
    } catch {
      throw .undecided("the saved state '\(file)': \(Evaluation.message(of: error))")
    }
  }
}

extension Session {
  fileprivate mutating func bear(_ token: String, _ actor: ActorBinding, _ redactor: Redactor) {
    redactor.add(token, name: "\(actor.name) token")
    headers.removeAll { $0.isNamed("Authorization") }
    headers.append(HTTPField("Authorization", "Bearer \(token)"))
  }
}

extension Step {
  fileprivate static func request(
    _ method: String, _ url: Template, at location: BindingLocation
  ) -> Step {
    Step(action: .request(RequestBinding.make(method, url)), location: location)
  }
}

extension RequestBinding {
  /// A request of a sign-in; redirects are followed, as a browser would.
  fileprivate static func make(
    _ method: String, _ url: Template, body: Body = .none, headers: [Field] = [],
    query: [Field] = []
  ) -> RequestBinding {
    RequestBinding(
      method: method, url: url, query: query, headers: headers, cookies: [], body: body,
      redirects: 10, timeout: nil, maximumBytes: nil, version: nil, isCompressed: false, tls: nil,
      count: 1)
  }
}

extension SignIn {
  /// Whether pages are walked for it.
  fileprivate var hasPageSteps: Bool {
    guard case .steps(let steps, _) = method else { return false }
    return steps.contains { if case .page = $0.action { true } else { false } }
  }
}
