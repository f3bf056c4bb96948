import Bindings
import HTTPClient
import Pages

/// Whose session the requests of a check's actors carry, as far as its exchanges show.
///
/// A check may sign somebody in by the very pages and requests that it judges: a visitor who sends a form
/// and is given a cookie is a visitor no longer, and who was signed out and is given another cookie may
/// be anybody.
struct SessionTrail: Sendable {
  /// Visitors that have sent more than reads, and people whose cookies were taken away.
  private var unsettled: Set<String> = []
  private var strangers: Set<String> = []
  private var hasTyped: Set<String> = []
  /// What was typed on the pages of each actor, and where they were sent.
  private var typed: [String: [String]] = [:]

  func isKnown(_ actor: String) -> Bool { !strangers.contains(actor) }

  /// Whether a browser's window is still the actor's own: it does not tell which cookies a form was
  /// answered with, so that a visitor who has typed something may be anybody.
  func isKnown(inBrowser actor: String) -> Bool {
    isKnown(actor) && !(actor == ActorBinding.anonymousName && hasTyped.contains(actor))
  }

  /// - Returns: The cookies by which somebody has become a stranger.
  mutating func note(
    _ actor: String, _ result: Result<HTTPResponse, HTTPError>, of request: HTTPRequest
  ) -> [SetCookie] {
    let isVisitor = actor == ActorBinding.anonymousName
    if isVisitor, !["GET", "HEAD", "OPTIONS", "TRACE"].contains(request.method) {
      unsettled.insert(actor)
    }
    let fields = result.hops.flatMap(\.headers) + ((try? result.get())?.headers ?? [])
    var given: [SetCookie] = []
    for field in fields where field.isNamed("Set-Cookie") {
      guard let cookie = SetCookie(parsing: field.value) else { continue }
      if cookie.isRemoval {
        unsettled.insert(actor)
      } else if unsettled.contains(actor) {
        strangers.insert(actor)
        given.append(cookie)
      }
    }
    return given
  }

  /// Notes what a person types and where they go.
  mutating func note(_ actor: String, _ action: PageAction) {
    switch action {
    case .visit(let address): typed[actor, default: []].append(address)
    case .fill(_, let text):
      typed[actor, default: []].append(text)
      hasTyped.insert(actor)
    case .select(_, let options): typed[actor, default: []] += options
    default: break
    }
  }

  /// Everything that was typed, a line each.
  func typed(by actor: String) -> [UInt8] {
    Array((typed[actor] ?? []).joined(separator: "\n").utf8)
  }
}

extension SetCookie {
  fileprivate var isRemoval: Bool {
    if let maxAge { return maxAge <= 0 }
    // A year after the epoch: whatever clock the target has, it means a date in the past.
    return value.isEmpty || expiresAt.map { $0 < 31_536_000 } ?? false
  }
}
