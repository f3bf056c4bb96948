/// How much a diagnostic matters; `error` makes the exit status 3.
package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
  case info, warning, error

  package static func < (lhs: Self, rhs: Self) -> Bool { lhs.rank < rhs.rank }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// Something that is wrong, or odd, at a place in a file.
package struct Diagnostic: Sendable, Hashable {
  /// A stable code such as `WM203`; what it means is told by `waymark lint --explain WM203`.
  package var code: String
  package var severity: Severity
  /// The file as it is to be shown.
  package var path: String
  /// `nil` where the whole file is meant.
  package var range: SourceRange?
  /// One sentence without a final full stop, in terms of what the reader wrote.
  package var message: String
  /// How to mend it, in one sentence.
  package var help: String?

  package init(
    _ code: String, _ severity: Severity, path: String, range: SourceRange?, _ message: String,
    help: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.path = path
    self.range = range
    self.message = message
    self.help = help
  }
}

extension Diagnostic: Comparable {
  /// By file, place and code, so that output never depends on the order of discovery.
  package static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.sortKey < rhs.sortKey
  }

  private var sortKey: (String, SourcePosition, String, String) {
    (path, range?.start ?? SourcePosition(line: 0, column: 0), code, message)
  }
}
