/// Local storage that waits for the first document of its origin.
struct PendingStorage: Sendable {
  let origin: String
  /// The script that fills it, by the name that the browser gave it.
  let script: String
}
