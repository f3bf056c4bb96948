package import HTTPClient

/// What a browser keeps for a person who is signed in; Playwright's `storageState` carries the same.
package struct BrowserState: Sendable, Hashable {
  package struct Item: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package var cookies: [Cookie]
  /// Local storage by origin (`https://host:port`).
  package var localStorage: [String: [Item]]

  package init(cookies: [Cookie] = [], localStorage: [String: [Item]] = [:]) {
    self.cookies = cookies
    self.localStorage = localStorage
  }
}
