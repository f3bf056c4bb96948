import RunEvents

extension Wording {
  /// Where a check went wrong, as `file:line`, and why without naming that place again.
  ///
  /// Reasons name the line of their binding, which is nearer than the check's own: it becomes the
  /// place. A line of another file stays in the reason.
  package static func located(_ check: CheckResult) -> (place: String, reason: String) {
    let finding = check.findings.first { $0.isUndecided == (check.verdict == .undecided) }
    if let finding { return ("\(finding.path):\(finding.line)", check.reason) }
    let (line, reason) = located(check.reason, in: check.record.path)
    return (line.map { "\(check.record.path):\($0)" } ?? check.place, reason)
  }

  /// Takes ` (file:12)` or `file:12: ` out of a reason.
  static func located(_ reason: String, in path: String) -> (line: Int?, reason: String) {
    guard !path.isEmpty, let named = reason.firstRange(of: path + ":") else { return (nil, reason) }
    let digits = reason[named.upperBound...].prefix { $0.isASCII && $0.isNumber }
    guard let line = Int(digits) else { return (nil, reason) }
    let before = reason[..<named.lowerBound]
    let after = reason[digits.endIndex...]
    if before.hasSuffix(" ("), after.hasPrefix(")") {
      return (line, String(before.dropLast(2) + after.dropFirst()))
    }
    if before.isEmpty, after.hasPrefix(": ") { return (line, String(after.dropFirst(2))) }
    return (nil, reason)
  }
}
