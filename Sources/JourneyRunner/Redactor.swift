package import Regexes
import Secrets
import Synchronization

/// Replaces secrets, in all their encodings, and masks personal data in what is to be written.
///
/// Everything that leaves a run goes through one of these; secrets that become known while it
/// lasts (tokens that a sign-in obtained) are added as they appear.
package final class Redactor: Sendable {
  /// Shorter secrets would blank out ordinary text; the run warns about them instead.
  package static let shortest = SecretIndex.shortest

  private let index = Mutex(SecretIndex())
  private let masksPersonalData: Bool
  private let patterns: [LinearRegex]

  /// - Parameters:
  ///   - secrets: Values by the names that stand in for them.
  ///   - patterns: What else is masked, as the project's configuration says.
  package init(
    secrets: [String: String] = [:], patterns: [LinearRegex] = [], masksPersonalData: Bool = true
  ) {
    self.masksPersonalData = masksPersonalData
    self.patterns = patterns
    for (name, value) in secrets.sorted(by: { $0.key < $1.key }) { add(value, name: name) }
  }

  /// Makes a value secret from now on.
  package func add(_ secret: String, name: String) {
    guard secret.utf8.count >= Self.shortest else { return }
    index.withLock { $0.add(secret, name: name) }
  }

  package func redact(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let redacted = redact(bytes)
    return redacted == bytes ? text : String(decoding: redacted, as: UTF8.self)
  }

  package func redact(_ bytes: [UInt8]) -> [UInt8] {
    let index = index.withLock { $0 }
    var result = index.replacing(in: bytes) { "[redacted:\($0)]" }
    if !patterns.isEmpty { result = maskingPatterns(in: result) }
    return masksPersonalData ? PersonalData.masked(result) : result
  }

  /// Bytes that are no text stay as they are; a text too long to be searched is not written at all.
  private func maskingPatterns(in bytes: [UInt8]) -> [UInt8] {
    guard var text = String(validating: bytes, as: UTF8.self) else { return bytes }
    do {
      for pattern in patterns { text = try pattern.replacing(in: text, with: "[masked]") }
    } catch {
      return Array("[masked: too long to be searched]".utf8)
    }
    return Array(text.utf8)
  }
}
