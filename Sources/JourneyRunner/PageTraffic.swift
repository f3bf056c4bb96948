import HTTPClient
import Pages
import Synchronization

/// What a page driver sent since it was last asked, to be recorded by the check.
final class PageTraffic: Sendable {
  struct Entry: Sendable {
    let request: HTTPRequest
    let result: Result<HTTPResponse, HTTPError>
    let at: Int
    let duration: Int
    /// Set where a browser sent it by itself.
    var account: PageExchange.Account?
  }

  private let entries = Mutex<[Entry]>([])

  func append(_ entry: Entry) {
    entries.withLock { $0.append(entry) }
  }

  func take() -> [Entry] {
    entries.withLock { entries in
      defer { entries = [] }
      return entries
    }
  }
}
