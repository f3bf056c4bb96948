/// The words of a text around a place, for findings.
enum Excerpt {
  /// How much around the place is freed of secrets before it is cut: more than any secret is long.
  private static let window = 32 << 10

  /// Cut only at white space where there is some, at most about 160 bytes, and only after secrets have
  /// been replaced: half a secret is not recognised any more.
  ///
  /// - Parameter place: Counted from the beginning of the text.
  static func make(
    _ text: ArraySlice<UInt8>, around place: Int, free: (String) -> String
  ) -> String {
    let place = min(text.startIndex + max(0, place), text.endIndex)
    let lower = max(text.startIndex, place - window)
    let upper = min(text.endIndex, place + window)
    let before = free(String(decoding: text[lower..<place], as: UTF8.self)).utf8.count
    let whole = free(String(decoding: text[lower..<upper], as: UTF8.self))
    let (words, isCutBefore, isCutAfter) = cut(Array(whole.utf8), around: before)
    return (isCutBefore || lower > text.startIndex ? "\u{2026}" : "") + words
      + (isCutAfter || upper < text.endIndex ? "\u{2026}" : "")
  }

  private static func cut(
    _ bytes: [UInt8], around place: Int
  ) -> (words: String, before: Bool, after: Bool) {
    guard bytes.count > 160 else {
      return (ASCII.trimmed(String(decoding: bytes, as: UTF8.self)), false, false)
    }
    let place = min(place, bytes.count)
    var start = max(0, place - 60)
    while start > 0, !ASCII.isSpace(bytes[start - 1]), place - start < 600 { start -= 1 }
    var end = min(bytes.count, start + 150)
    while end < bytes.count, !ASCII.isSpace(bytes[end]), end - start < 1200 { end += 1 }
    return (
      ASCII.trimmed(String(decoding: bytes[start..<end], as: UTF8.self)), start > 0,
      end < bytes.count
    )
  }
}

extension String {
  /// In quotation marks, for findings.
  var quoted: String { "\u{201C}" + self + "\u{201D}" }
}
