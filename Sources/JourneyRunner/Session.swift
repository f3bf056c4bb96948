package import HTTPClient
package import Pages
import Synchronization

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
final class SessionStore: Sendable {
  private struct Key: Hashable {
    let instance: String
    let actor: String
  }

  private enum Entry {
    case signingIn(Task<Result<Session, SignInError>, Never>)
    case done(Result<Session, SignInError>)
  }

  private let entries = Mutex<[Key: Entry]>([:])

  /// The session of an actor whose sign-in has ended.
  func session(of actor: String, on instance: String) -> Result<Session, SignInError>? {
    let key = Key(instance: instance, actor: actor)
    return entries.withLock { entries in
      if case .done(let result)? = entries[key] { result } else { nil }
    }
  }

  /// The session of an actor; the first caller signs in, the others wait for it.
  func session(
    of actor: String, on instance: String,
    signIn: @escaping @Sendable () async -> Result<Session, SignInError>
  ) async -> Result<Session, SignInError> {
    let key = Key(instance: instance, actor: actor)
    let entry = entries.withLock { entries in
      let entry = entries[key] ?? .signingIn(Task { await signIn() })
      entries[key] = entry
      return entry
    }
    switch entry {
    case .done(let result): return result
    case .signingIn(let task):
      let result = await task.value
      entries.withLock { entries in
        // It may have been forgotten meanwhile, and begun again.
        if case .signingIn(task)? = entries[key] { entries[key] = .done(result) }
      }
      return result
    }
  }

  /// Forgets the sessions of an instance that is gone.
  func forget(instance: String) {
    entries.withLock { entries in
      entries = entries.filter { key, _ in
        key.instance != instance && !key.instance.hasPrefix("\(instance) pages ")
      }
    }
  }
}
