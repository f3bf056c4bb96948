package import SourceText

/// How `waymark lint` judges.
package struct LintSettings: Sendable {
  /// Where the baseline is, relative to the project.
  package var baseline = ".waymark/lint-baseline.json"
  package var severities = SeverityPolicy()
  /// Vague words of the project's own, each with what to say instead, if anything.
  package var addedVagueWords: [(word: String, suggestion: String?)] = []
  /// Built-in vague words that are no finding here.
  package var ignoredVagueWords: [String] = []

  package init() {}
}

/// Which severity each code has: its default, unless the project says otherwise.
package struct SeverityPolicy: Sendable, Equatable {
  /// A severity, or silence.
  package enum Level: String, Sendable, CaseIterable {
    case info, warning, error, off

    package var severity: Severity? { Severity(rawValue: rawValue) }
  }

  private var codes: [String: Level] = [:]
  private var classes: [Character: Level] = [:]

  package init() {}

  /// Sets the level of one code (`WM203`) or of a class (`WM4xx`); a code comes before its class.
  ///
  /// - Returns: Whether `selector` has one of the two forms.
  @discardableResult
  package mutating func set(_ selector: String, to level: Level) -> Bool {
    let text = selector.uppercased()
    guard text.hasPrefix("WM"), text.count == 5 else { return false }
    let digits = text.dropFirst(2)
    guard let first = digits.first, ("0"..."9").contains(first) else { return false }
    if digits.dropFirst() == "XX" {
      classes[first] = level
      return true
    }
    guard digits.allSatisfy({ ("0"..."9").contains($0) }) else { return false }
    codes[text] = level
    return true
  }

  /// The severity that a finding has here; `nil` when it is switched off.
  package func severity(of code: String, default severity: Severity) -> Severity? {
    if let level = codes[code] { return level.severity }
    if let digit = code.dropFirst(2).first, let level = classes[digit] { return level.severity }
    return severity
  }
}
