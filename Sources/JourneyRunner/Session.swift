package import HTTPClient
package import Pages

/// What an actor carries from one request to the next.
package struct Session: Sendable {
  package let jar: CookieJar
  package var headers: [HTTPField]
  /// What pages keep besides cookies, by origin.
  package var localStorage: [String: [BrowserState.Item]] = [:]

  package init(headers: [HTTPField] = []) {
    jar = CookieJar()
    self.headers = headers
  }

  /// What windows of the actor begin with.
  package var browserState: BrowserState {
    BrowserState(cookies: jar.cookies, localStorage: localStorage)
  }

  /// Takes over what a window was left with.
  package mutating func keep(_ state: BrowserState) {
    for cookie in state.cookies { jar.insert(cookie) }
    localStorage.merge(state.localStorage) { _, new in new }
  }
}

/// An actor that could not sign in.
package struct SignInError: Error, Sendable {
  /// One sentence without a full stop.
  package let message: String
}

/// Signs every actor in once for each instance and hands out the session.
actor SessionStore {
  private struct Key: Hashable {
    let instance: String
    let actor: String
  }

  private var sessions: [Key: Task<Result<Session, SignInError>, Never>] = [:]

  /// The session of an actor; the first caller signs in, the others wait for it.
  func session(
    of actor: String, on instance: String,
    signIn: @escaping @Sendable () async -> Result<Session, SignInError>
  ) async -> Result<Session, SignInError> {
    let key = Key(instance: instance, actor: actor)
    if let task = sessions[key] { return await task.value }
    let task = Task { await signIn() }
    sessions[key] = task
    return await task.value
  }

  /// Forgets the sessions of an instance that is gone.
  func forget(instance: String) {
    sessions = sessions.filter { key, _ in
      key.instance != instance && !key.instance.hasPrefix("\(instance) pages ")
    }
  }
}
