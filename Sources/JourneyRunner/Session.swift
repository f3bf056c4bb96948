package import HTTPClient

/// What an actor carries from one request to the next.
package struct Session: Sendable {
  package let jar: CookieJar
  package var headers: [HTTPField]

  package init(headers: [HTTPField] = []) {
    jar = CookieJar()
    self.headers = headers
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
    sessions = sessions.filter { $0.key.instance != instance }
  }
}
