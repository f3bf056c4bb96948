/// Secrets in all their forms, found in one pass over a text however many there are.
///
/// A run that signs in hundreds of people knows tens of thousands of forms; a search for one after the
/// other would take longer than the run.
package struct SecretIndex: Sendable {
  /// A secret in a text.
  package struct Match: Sendable {
    /// What stands in for it.
    package let name: String
    package let range: Range<Int>
  }

  private struct Needle {
    let bytes: [UInt8]
    let name: String
  }

  /// Shorter forms would be found everywhere.
  package static let shortest = 4

  /// The longest first, by their first four bytes.
  private var needles: [UInt32: [Needle]] = [:]
  /// Whether any begins with two bytes.
  private var beginnings = [Bool](repeating: false, count: 1 << 16)

  package init() {}

  package var isEmpty: Bool { needles.isEmpty }

  /// Adds a secret in all its forms; the first name of a form stays.
  package mutating func add(_ secret: String, name: String) {
    for form in SecretForms.all(of: secret) where form.count >= Self.shortest {
      add(form, name: name)
    }
  }

  private mutating func add(_ bytes: [UInt8], name: String) {
    let key = bytes.withUnsafeBufferPointer { Self.key($0, 0) }
    var list = needles[key] ?? []
    guard !list.contains(where: { $0.bytes == bytes }) else { return }
    let place = list.firstIndex { $0.bytes.count < bytes.count } ?? list.endIndex
    list.insert(Needle(bytes: bytes, name: name), at: place)
    needles[key] = list
    beginnings[Int(bytes[0]) << 8 | Int(bytes[1])] = true
  }

  /// What stands in a text, in order; where several begin at a place, the longest.
  package func matches(in bytes: [UInt8]) -> [Match] {
    guard !needles.isEmpty, bytes.count >= Self.shortest else { return [] }
    var matches: [Match] = []
    bytes.withUnsafeBufferPointer { text in
      beginnings.withUnsafeBufferPointer { beginnings in
        var index = 0
        let last = text.count - Self.shortest
        while index <= last {
          guard beginnings[Int(text[index]) << 8 | Int(text[index + 1])],
            let found = needle(at: index, in: text)
          else {
            index += 1
            continue
          }
          matches.append(Match(name: found.name, range: index..<(index + found.bytes.count)))
          index += found.bytes.count
        }
      }
    }
    return matches
  }

  /// The text with each secret replaced.
  package func replacing(
    in bytes: [UInt8], with replacement: (_ name: String) -> String
  ) -> [UInt8] {
    let matches = matches(in: bytes)
    guard !matches.isEmpty else { return bytes }
    var result: [UInt8] = []
    var copied = 0
    for match in matches {
      result += bytes[copied..<match.range.lowerBound]
      result += replacement(match.name).utf8
      copied = match.range.upperBound
    }
    result += bytes[copied...]
    return result
  }

  private func needle(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Needle? {
    needles[Self.key(text, index)]?.first { needle in
      index + needle.bytes.count <= text.count
        && text[index..<(index + needle.bytes.count)].elementsEqual(needle.bytes)
    }
  }

  private static func key(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32 {
    UInt32(text[index]) << 24 | UInt32(text[index + 1]) << 16 | UInt32(text[index + 2]) << 8
      | UInt32(text[index + 3])
  }
}
