package import Regexes
import Synchronization

/// Replaces secrets, in all their encodings, and masks personal data in what is to be written.
///
/// Everything that leaves a run goes through one of these; secrets that become known while it
/// lasts (tokens that a sign-in obtained) are added as they appear.
package final class Redactor: Sendable {
  private struct Needle {
    let bytes: [UInt8]
    let replacement: [UInt8]
  }

  /// Shorter secrets would blank out ordinary text; the run warns about them instead.
  package static let shortest = 4

  private let needles = Mutex<[Needle]>([])
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
    let replacement = Array("[redacted:\(name)]".utf8)
    let forms = Set(SecretForms.all(of: secret))
    needles.withLock { needles in
      let known = Set(needles.map(\.bytes))
      needles += forms.subtracting(known).map { Needle(bytes: $0, replacement: replacement) }
      needles.sort {
        ($1.bytes.count, $0.bytes.description) < ($0.bytes.count, $1.bytes.description)
      }
    }
  }

  package func redact(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let redacted = redact(bytes)
    return redacted == bytes ? text : String(decoding: redacted, as: UTF8.self)
  }

  package func redact(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    let needles = needles.withLock { $0 }
    for needle in needles {
      result = Self.replacing(needle.bytes, with: needle.replacement, in: result)
    }
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

  private static func replacing(
    _ needle: [UInt8], with replacement: [UInt8], in bytes: [UInt8]
  ) -> [UInt8] {
    guard let first = needle.first, bytes.count >= needle.count else { return bytes }
    var result: [UInt8] = []
    var copied = 0
    var index = 0
    let last = bytes.count - needle.count
    while index <= last {
      guard let found = bytes[index...last].firstIndex(of: first) else { break }
      if bytes[found..<(found + needle.count)].elementsEqual(needle) {
        result += bytes[copied..<found]
        result += replacement
        index = found + needle.count
        copied = index
      } else {
        index = found + 1
      }
    }
    guard copied > 0 else { return bytes }
    result += bytes[copied...]
    return result
  }
}
