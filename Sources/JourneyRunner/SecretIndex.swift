/// Secrets in all their forms, found in one pass over a text however many there are.
///
/// A run that signs in hundreds of people knows tens of thousands of forms; a search for one after the
/// other would take longer than the run.
struct SecretIndex {
  private struct Needle {
    let bytes: [UInt8]
    let replacement: [UInt8]
  }

  /// The longest first, by their first four bytes.
  private var needles: [UInt32: [Needle]] = [:]
  /// Whether any begins with two bytes.
  private var beginnings = [Bool](repeating: false, count: 1 << 16)

  /// Adds a form, which has at least ``Redactor/shortest`` bytes; the first replacement of a form stays.
  mutating func add(_ bytes: [UInt8], replacement: [UInt8]) {
    guard bytes.count >= Redactor.shortest else { return }
    let key = bytes.withUnsafeBufferPointer { Self.key($0, 0) }
    var list = needles[key] ?? []
    guard !list.contains(where: { $0.bytes == bytes }) else { return }
    let place = list.firstIndex { $0.bytes.count < bytes.count } ?? list.endIndex
    list.insert(Needle(bytes: bytes, replacement: replacement), at: place)
    needles[key] = list
    beginnings[Int(bytes[0]) << 8 | Int(bytes[1])] = true
  }

  /// The text with each form replaced; where several begin at a place, the longest.
  func replacing(in bytes: [UInt8]) -> [UInt8] {
    guard !needles.isEmpty, bytes.count >= Redactor.shortest else { return bytes }
    var result: [UInt8] = []
    var copied = 0
    bytes.withUnsafeBufferPointer { text in
      beginnings.withUnsafeBufferPointer { beginnings in
        var index = 0
        let last = text.count - Redactor.shortest
        while index <= last {
          guard beginnings[Int(text[index]) << 8 | Int(text[index + 1])],
            let found = needle(at: index, in: text)
          else {
            index += 1
            continue
          }
          result += text[copied..<index]
          result += found.replacement
          index += found.bytes.count
          copied = index
        }
      }
    }
    guard copied > 0 else { return bytes }
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
