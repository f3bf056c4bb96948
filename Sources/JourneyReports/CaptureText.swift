/// Captured output that consumers of reports must not take for commands to themselves.
enum CaptureText {
  /// Breaks the tokens by which Jenkins attaches files and by which GitHub, Azure Pipelines and
  /// TeamCity take commands from a log.
  static func harmless(_ text: String) -> String {
    var text = text
    guard text.withUTF8(mayHoldCommand) else { return text }
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

  /// Every token has one of three characters twice; few texts do.
  private static func mayHoldCommand(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var last: UInt8 = 0
    for byte in bytes {
      if byte == last, byte == 0x5B || byte == 0x23 || byte == 0x3A { return true }
      last = byte
    }
    return false
  }

  private static let tokens = [
    ("[[ATTACHMENT", "[ [ATTACHMENT"), ("##[", "# #["), ("##vso[", "# #vso["),
    ("##teamcity[", "# #teamcity["),
  ]
}
