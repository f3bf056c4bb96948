/// Finds elements with so many attributes that reading them would take quadratic time.
///
/// libxml2 compares each attribute of an element with all before it. The scan walks over the
/// text as its parser does, in linear time, and only counts.
struct AttributeScan {
  /// The 1-based line of the first element with more than `limit` attributes.
  static func lineOfExcess(
    in bytes: borrowing [UInt8], _ language: MarkupLanguage, limit: Int
  ) -> Int? {
    let offset = bytes.withUnsafeBufferPointer { buffer in
      var scan = AttributeScan(bytes: buffer, isHTML: language == .html, limit: limit)
      return scan.offsetOfExcess()
    }
    guard let offset else { return nil }
    return 1 + bytes[..<offset].count { $0 == UInt8(ascii: "\n") }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let isHTML: Bool
  private let limit: Int
  private var at = 0

  private init(bytes: UnsafeBufferPointer<UInt8>, isHTML: Bool, limit: Int) {
    self.bytes = bytes
    self.isHTML = isHTML
    self.limit = limit
  }

  private mutating func offsetOfExcess() -> Int? {
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<") else {
        at += 1
        continue
      }
      let start = at
      at += 1
      if follows("!--") {
        skip(past: "-->")
      } else if !isHTML, follows("![CDATA[") {
        skip(past: "]]>")
      } else if at < bytes.count, Self.isName(bytes[at]) {
        let nameStart = at
        skipName()
        let name = nameStart..<at
        if attributes() > limit { return start }
        if isHTML { skipRawText(of: name) }
      }
    }
    return nil
  }

  /// Walks to the end of a start tag and counts what stands for an attribute.
  private mutating func attributes() -> Int {
    var count = 0
    while count <= limit {
      skipBlanks()
      guard at < bytes.count, bytes[at] != UInt8(ascii: ">") else { break }
      if bytes[at] == UInt8(ascii: "/"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: ">") {
        break
      }
      count += 1
      guard Self.isName(bytes[at]) else {
        // What is no attribute is dropped up to the next blank or the end of the tag.
        repeat { at += 1 } while at < bytes.count && !Self.isBlank(bytes[at]) && bytes[at] != 0x3E
        continue
      }
      skipName()
      skipBlanks()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { continue }
      at += 1
      skipBlanks()
      skipValue()
    }
    return count
  }

  private mutating func skipValue() {
    guard at < bytes.count else { return }
    let quote = bytes[at]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      while at < bytes.count, !Self.isBlank(bytes[at]), bytes[at] != UInt8(ascii: ">") { at += 1 }
      return
    }
    at += 1
    while at < bytes.count, bytes[at] != quote { at += 1 }
    at += 1
  }

  private mutating func skipRawText(of name: Range<Int>) {
    guard name.count == 5 || name.count == 6 else { return }
    let text = name.map { bytes[$0] | 0x20 }
    let raw = text.elementsEqual("script".utf8) || text.elementsEqual("style".utf8)
    guard raw else { return }
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "<"), at + 2 + text.count <= bytes.count,
        bytes[at + 1] == UInt8(ascii: "/"),
        (0..<text.count).allSatisfy({ bytes[at + 2 + $0] | 0x20 == text[$0] })
      {
        return
      }
      at += 1
    }
  }

  private func follows(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    return (0..<count).allSatisfy { bytes[at + $0] == text.utf8Start[$0] }
  }

  private mutating func skip(past text: StaticString) {
    while at < bytes.count, !follows(text) { at += 1 }
    at += text.utf8CodeUnitCount
  }

  private mutating func skipBlanks() {
    while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 }
  }

  private mutating func skipName() {
    while at < bytes.count, Self.isName(bytes[at]) { at += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...0xFF: true
    default: false
    }
  }
}
