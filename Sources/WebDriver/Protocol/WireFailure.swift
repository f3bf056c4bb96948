import JSONTree
import Pages

/// Why a command of the WebDriver protocol gave no value.
struct WireFailure: Error, Sendable {
  enum Kind: Sendable {
    /// The remote end answered with an error code (W3C WebDriver section 6.6).
    case code(String, data: JSONValue?)
    /// Nobody listens, or the connection broke.
    case unreachable
    /// No answer came within the limit.
    case silent
    /// The answer is not the protocol.
    case malformed

    /// Whether the page's thread is busy for ever.
    var isSilence: Bool {
      switch self {
      case .silent, .code("script timeout", _): true
      default: false
      }
    }
  }

  var kind: Kind
  /// One sentence without a full stop.
  var message: String

  var code: String? {
    if case .code(let code, _) = kind { code } else { nil }
  }

  /// The text of the dialog that stands in the way.
  var openDialog: String? {
    guard case .code("unexpected alert open", let data) = kind else { return nil }
    return data?["text"]?.stringValue ?? ""
  }

  /// Whether the page changed under the command, so that it can be given again.
  var isStale: Bool {
    switch code {
    case "stale element reference", "no such element", "detached shadow root", "no such frame",
      "no such shadow root":
      true
    case "javascript error", "unknown error":
      [
        "aborted by navigation", "document unloaded", "execution context", "Cannot find context",
        "uniqueContextId not found", "loader has changed", "Inspected target navigated",
      ].contains { message.contains($0) }
    default: false
    }
  }

  /// Whether the browser, its driver or the window is gone.
  var isLoss: Bool {
    switch kind {
    case .unreachable: return true
    case .silent, .malformed: return false
    case .code(let code, _):
      if code == "invalid session id" || code == "no such window" { return true }
      return [
        "crashed", "not reachable", "disconnected", "session deleted", "not connected",
        "DevToolsActivePort", "Failed to decode response from marionette", "cannot connect to",
      ].contains { message.contains($0) }
    }
  }

  static let slowPage = "the page took too long"

  var pageError: PageError {
    if isLoss { return .lost(message) }
    switch kind {
    case .silent, .code("script timeout", _): return .undecided("the page hangs: \(message)")
    case .code("timeout", _):
      return .undecided("\(Self.slowPage): \(message)")
    default: return .undecided(message)
    }
  }
}
