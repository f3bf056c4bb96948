import JSONTree
import Pages

/// Looks for an element in lists that draw only what is in view, by scrolling through them once.
struct ListSearch {
  /// How long an element is waited for before lists are scrolled.
  static let patience = Duration.milliseconds(300)
  /// How long the script may keep the page busy at a time.
  private static let slice = 1000

  private(set) var isOver = false
  private(set) var hasFound = false
  /// Whether there is more to scroll through.
  private(set) var isGoing = false
  private var list: JSONValue = 0
  private var hasStarted: JSONValue = false

  mutating func go(on session: isolated WebPageSession, for locator: Locator)
    async throws(PageError)
  {
    let request: [(String, JSONValue)] = [
      ("locator", locator.framePath.inner.json), ("list", list), ("started", hasStarted),
      ("budget", .number(JSONNumber(Self.slice))),
    ]
    let outcome = try await session.run("seek", request, isAsynchronous: true)
    hasFound = outcome?["found"]?.boolValue == true
    // Lists may yet come where there are none.
    isOver = hasFound || outcome?["over"]?.boolValue == true && outcome?["lists"]?.intValue != 0
    isGoing = outcome?["list"] != nil
    list = outcome?["list"] ?? list
    hasStarted = outcome?["started"] ?? hasStarted
  }
}
