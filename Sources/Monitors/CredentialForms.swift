/// A credential in a text.
struct CredentialMatch {
  /// What it is; never the credential itself.
  var name: String
  var range: Range<Int>
}

/// Recognises credentials by their form: keys that providers mark, signed tokens, private keys.
enum CredentialForms {
  private struct Form {
    var prefix: String
    /// How many characters of its alphabet must follow.
    var least: Int
    var name: String
    var takes: @Sendable (UInt8) -> Bool

    init(
      _ prefix: String, least: Int, _ name: String,
      takes: @escaping @Sendable (UInt8) -> Bool = isWordByte
    ) {
      self.prefix = prefix
      self.least = least
      self.name = name
      self.takes = takes
    }
  }

  private static let forms: [Form] = [
    Form("eyJ", least: 30, "a signed token (JWT)", takes: isTokenByte),
    Form("AKIA", least: 16, "an AWS access key", takes: isUpperOrDigit),
    Form("ASIA", least: 16, "an AWS access key", takes: isUpperOrDigit),
    Form("ghp_", least: 30, "a GitHub token"), Form("gho_", least: 30, "a GitHub token"),
    Form("ghs_", least: 30, "a GitHub token"), Form("github_pat_", least: 40, "a GitHub token"),
    Form("glpat-", least: 18, "a GitLab token"), Form("xoxb-", least: 20, "a Slack token"),
    Form("xoxp-", least: 20, "a Slack token"), Form("sk_live_", least: 16, "a Stripe key"),
    Form("rk_live_", least: 16, "a Stripe key"), Form("sk-ant-", least: 30, "an API key"),
    Form("AIza", least: 33, "a Google API key"),
    Form("SG.", least: 40, "a SendGrid key", takes: isTokenByte),
    Form("npm_", least: 36, "an npm token"),
    Form("-----BEGIN ", least: 11, "a private key", takes: isKeyHeader),
    Form("Bearer ", least: 20, "a bearer token", takes: isTokenByte),
    Form(
      "[redacted:", least: 3, "a secret of the run (redacted)", takes: { $0 != UInt8(ascii: "]") }),
  ]

  private static let matcher = MultiMatcher(forms.map { Array($0.prefix.utf8) })

  /// What is found, in order; matches do not overlap.
  static func matches(in bytes: [UInt8]) -> [CredentialMatch] {
    var found: [CredentialMatch] = []
    matcher.forEach(in: bytes) { match in
      let form = forms[match.pattern]
      let start = match.end - form.prefix.utf8.count
      guard bytes[start..<match.end].elementsEqual(form.prefix.utf8),
        start == 0 || !ASCII.isAlphanumeric(bytes[start - 1]),
        start >= found.last?.range.upperBound ?? 0
      else { return true }
      let rest = bytes[match.end...].prefix(4096).prefix(while: form.takes)
      guard rest.count >= form.least, confirms(form, rest) else { return true }
      found.append(CredentialMatch(name: form.name, range: start..<(match.end + rest.count)))
      return true
    }
    return found
  }

  private static func confirms(_ form: Form, _ rest: ArraySlice<UInt8>) -> Bool {
    switch form.prefix {
    case "eyJ": rest.count { $0 == UInt8(ascii: ".") } >= 2
    case "-----BEGIN ": String(decoding: rest, as: UTF8.self).contains("PRIVATE KEY")
    case "Bearer ": rest.contains(where: ASCII.isDigit)
    default: true
    }
  }

  @Sendable private static func isWordByte(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// RFC 6750, section 2.1, without padding.
  @Sendable private static func isTokenByte(_ byte: UInt8) -> Bool {
    isWordByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }

  @Sendable private static func isUpperOrDigit(_ byte: UInt8) -> Bool {
    0x41...0x5A ~= byte || ASCII.isDigit(byte)
  }

  @Sendable private static func isKeyHeader(_ byte: UInt8) -> Bool {
    0x41...0x5A ~= byte || byte == 0x20
  }
}
