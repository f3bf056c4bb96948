import Secrets

/// What an exchange itself shows to be a credential.
enum Credentials {
  /// By what they are: the token that the request was sent with, and the cookies that it was sent with
  /// or that its answer sets.
  static func own(of exchange: ObservedExchange) -> [String: String] {
    var result: [String: String] = [:]
    if let value = exchange.requestHeaders.first("Authorization"),
      let space = value.firstIndex(of: " ")
    {
      result["a \(value[..<space]) credential that was sent"] =
        ASCII.trimmed(value[value.index(after: space)...])
    }
    for cookies in exchange.requestHeaders.all("Cookie") {
      for pair in cookies.split(separator: ";") {
        let (name, value) = parts(of: pair)
        if isCredential(name, value) { result["the cookie \(name)"] = value }
      }
    }
    for cookie in exchange.headers.all("Set-Cookie") {
      let (name, value) = parts(of: cookie.prefix { $0 != ";" })
      let isForServers = ASCII.lowercased(cookie).contains("httponly")
      if isForServers && value.utf8.count >= 16 || isCredential(name, value) {
        result["the cookie \(name)"] = value
      }
    }
    return result
  }

  /// The names of the cookies among these that begin a session.
  static func sessions(given cookies: [String]) -> [String] {
    cookies.compactMap { cookie in
      let (name, value) = parts(of: cookie.prefix { $0 != ";" })
      let attributes = ASCII.lowercased(cookie.drop { $0 != ";" })
      let isRemoval =
        attributes.contains("max-age=0") || attributes.contains("max-age=-")
        || attributes.contains("1970")
      let isForServers = attributes.contains("httponly") && value.utf8.count >= 16
      return !isRemoval && (isForServers || isCredential(name, value)) ? name : nil
    }
  }

  private static func parts(of pair: Substring) -> (name: String, value: String) {
    (
      ASCII.trimmed(pair.prefix { $0 != "=" }),
      ASCII.trimmed(pair.drop { $0 != "=" }.dropFirst())
    )
  }

  /// A cookie that looks like a session: long, of letters and digits, under a name that says so or
  /// with a value that nobody guesses.
  private static func isCredential(_ name: String, _ value: String) -> Bool {
    guard value.utf8.count >= 16 else { return false }
    let lower = ASCII.lowercased(name)
    // These are meant to be repeated in pages.
    if ["csrf", "xsrf", "consent", "lang", "theme"].contains(where: lower.contains) {
      return false
    }
    let says = ["sess", "sid", "auth", "token", "jwt", "login"].contains { lower.contains($0) }
    return says || value.utf8.count >= 32 && !value.contains(" ")
  }
}

/// Takes credentials out of texts of an exchange.
struct CredentialMask {
  private static let mark = "[redacted]"

  private let index: SecretIndex

  /// - Parameter credentials: Those of the exchange, by what they are.
  init(_ credentials: [String: String]) {
    var index = SecretIndex()
    for (name, value) in credentials { index.add(value, name: name) }
    self.index = index
  }

  /// The text without the credentials and without whatever has the form of one.
  func masked(_ text: String) -> String {
    var bytes = index.replacing(in: Array(text.utf8)) { _ in Self.mark }
    for match in CredentialForms.matches(in: bytes).reversed()
    where bytes[match.range.lowerBound] != UInt8(ascii: "[") {
      bytes.replaceSubrange(match.range, with: Self.mark.utf8)
    }
    let isHidden = EscapeDecoding.layers(of: bytes).contains { !index.matches(in: $0).isEmpty }
    return isHidden ? "[redacted: it holds a credential]" : String(decoding: bytes, as: UTF8.self)
  }

  /// An address without credentials in its path and query.
  func masked(address: String) -> String {
    guard let start = address.firstIndex(of: "?") else { return masked(address) }
    let query = address[address.index(after: start)...]
    let pairs = query.split(separator: "&", omittingEmptySubsequences: false).map { pair in
      let name = pair.prefix { $0 != "=" }
      let isSecret = SecretsRule.standardParameters.contains { Wildcard.matches($0, String(name)) }
      return isSecret && name.endIndex < pair.endIndex ? "\(name)=\(Self.mark)" : String(pair)
    }
    return masked(address[...start] + pairs.joined(separator: "&"))
  }
}
