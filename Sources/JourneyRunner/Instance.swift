package import HTTPClient

/// The target as one check sees it: the shared one, or an isolated instance of its own.
package struct Instance: Sendable, Hashable {
  /// Tells sessions of different instances apart; empty for the shared target.
  package var id: String
  package var baseURL: HTTPURL
  package var control: String?
  package var hosts: HTTPHostList
}
