/// Captured output that consumers of reports must not take for commands to themselves.
enum CaptureText {
  /// Breaks the tokens by which Jenkins attaches files and by which GitHub, Azure Pipelines and
  /// TeamCity take commands from a log.
  static func harmless(_ text: String) -> String {
    var text = text
    for (token, broken) in tokens where text.contains(token) {
      text = text.replacing(token, with: broken)
    }
    guard text.contains("::") else { return text }
    // A command is one only where a line begins with it; an IPv6 address stays readable.
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let blank = line.prefix { $0.isWhitespace }
      let rest = line.dropFirst(blank.count)
      return rest.hasPrefix("::") ? blank + ": :" + rest.dropFirst(2) : String(line)
    }.joined(separator: "\n")
  }

  private static let tokens = [
    ("[[ATTACHMENT", "[ [ATTACHMENT"), ("##[", "# #["), ("##vso[", "# #vso["),
    ("##teamcity[", "# #teamcity["),
  ]
}
