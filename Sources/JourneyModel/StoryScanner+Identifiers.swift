import SourceText

/// One written ID and what can be said of it alone.
struct WrittenID {
  enum Form { case valid, placeholder, malformed }

  var form: Form
  var family: String
  var number: Int
  /// The digits as written, which keep their leading zeros.
  var digits: Int
  var suffix: UInt8?
  var end: Int
}

extension StoryScanner {
  /// The ID that begins at `start`, well-formed or not.
  func identifier(_ text: [UInt8], _ start: Int) -> WrittenID? {
    guard let (family, isExact, afterFamily) = family(text, start),
      let (isHyphen, afterSeparator) = separator(text, afterFamily)
    else { return nil }
    var id = WrittenID(
      form: isExact && isHyphen ? .valid : .malformed, family: family, number: 0, digits: 0,
      end: afterSeparator)
    var letters = 0
    while let next = byte(text, id.end) {
      if next.isASCIIDigit {
        id.digits += 1
        if id.digits <= Self.digitLimit { id.number = id.number * 10 + Int(next - 48) }
      } else if next | 0x20 == UInt8(ascii: "x") {
        letters += 1
      } else {
        break
      }
      id.end += 1
    }
    guard id.digits + letters > 0, id.digits <= Self.digitLimit else { return nil }
    if letters > 0 {
      guard id.form == .valid, isBoundary(text, id.end) else { return nil }
      id.form = .placeholder
      return id
    }
    takeSuffix(text, &id)
    guard isBoundary(text, id.end) else { return nil }
    if !pattern.digits.contains(id.digits) { id.form = .malformed }
    return id.form == .malformed && families.isEmpty ? nil : id
  }

  func takeSuffix(_ text: [UInt8], _ id: inout WrittenID) {
    guard pattern.allowsSuffix, let next = byte(text, id.end), next.isASCIILetter,
      isBoundary(text, id.end + 1)
    else { return }
    if !next.isASCIIUpper { id.form = .malformed }
    id.suffix = next & 0xDF
    id.end += 1
  }

  /// The family at `start`, whether its case is right, and where it ends.
  func family(_ text: [UInt8], _ start: Int) -> (String, Bool, Int)? {
    if families.isEmpty {
      var end = start
      while let next = byte(text, end), next.isASCIIUpper { end += 1 }
      return (String(decoding: text[start..<end], as: UTF8.self), true, end)
    }
    var begin = 0
    next: for (index, end) in familyEnds.enumerated() {
      defer { begin = end }
      let length = end - begin
      guard start + length <= text.count else { continue }
      var isExact = true
      for offset in 0..<length where text[start + offset] != familyBytes[begin + offset] {
        let expected = familyBytes[begin + offset]
        guard expected.isASCIILetter, text[start + offset] ^ 0x20 == expected else {
          continue next
        }
        isExact = false
      }
      return (families[index], isExact, start + length)
    }
    return nil
  }

  /// Takes the separator, or one of the hyphens and dashes that editors put in its place.
  func separator(_ text: [UInt8], _ start: Int) -> (isExact: Bool, end: Int)? {
    if text[start...].starts(with: separator) { return (true, start + separator.count) }
    guard separator == [UInt8(ascii: "-")], start + 3 < text.count, text[start] == 0xE2,
      text[start + 3].isASCIIDigit
    else { return nil }
    switch (text[start + 1], text[start + 2]) {
    case (0x80, 0x90...0x93), (0x88, 0x92): return (false, start + 3)
    default: return nil
    }
  }

  func name(_ id: WrittenID) -> String {
    var name = id.family
    name += pattern.separator
    var family = name
    return family.withUTF8 { family in
      String(unsafeUninitializedCapacity: family.count + Self.digitLimit + 2) { buffer in
        let start = buffer.update(fromContentsOf: family)
        var rest = id.number
        for index in stride(from: start + id.digits - 1, through: start, by: -1) {
          buffer[index] = UInt8(48 + rest % 10)
          rest /= 10
        }
        guard let suffix = id.suffix else { return start + id.digits }
        buffer[start + id.digits] = suffix
        return start + id.digits + 1
      }
    }
  }

  func suggestion(for id: WrittenID) -> String? {
    var likely = id
    let significant = String(id.number).utf8.count
    likely.digits = max(significant, min(id.digits, pattern.digits.lowerBound))
    if id.digits < pattern.digits.lowerBound || id.digits > pattern.digits.upperBound {
      likely.digits = max(significant, pattern.digits.lowerBound)
    }
    return pattern.digits.contains(likely.digits) ? name(likely) : nil
  }

  func byte(_ text: [UInt8], _ index: Int) -> UInt8? {
    index < text.count ? text[index] : nil
  }

  /// Whether an ID may stand next to the byte at `index`.
  func isBoundary(_ text: [UInt8], _ index: Int) -> Bool {
    guard index >= 0, index < text.count else { return true }
    let byte = text[index]
    return !byte.isASCIIDigit && !byte.isASCIILetter && byte != UInt8(ascii: "_")
  }
}
