import JourneyModel

/// The title of a journey without the list of stories in brackets at its end.
enum TitleText {
  static func withoutStories(_ text: PlainText, _ scanner: StoryScanner) -> String {
    let bytes = text.bytes
    guard let close = bytes.last, close == UInt8(ascii: ")") || close == UInt8(ascii: "]"),
      let open = bytes.lastIndex(of: close == UInt8(ascii: ")") ? 0x28 : 0x5B),
      listsStories(Array(bytes[(open + 1)..<(bytes.count - 1)]), scanner)
    else { return text.string }
    var title = bytes[..<open]
    while title.last == 0x20 { title.removeLast() }
    return String(decoding: title, as: UTF8.self)
  }

  /// Whether there are stories and nothing else but what joins them.
  private static func listsStories(_ bytes: [UInt8], _ scanner: StoryScanner) -> Bool {
    let references = scanner.scan(bytes)
    guard !references.isEmpty else { return false }
    var rest: [UInt8] = []
    var end = 0
    for reference in references {
      rest += bytes[end..<reference.range.lowerBound] + [0x20]
      end = reference.range.upperBound
    }
    rest += bytes[end...]
    let words = String(decoding: rest, as: UTF8.self).lowercased()
      .split { !$0.isLetter && !$0.isNumber }
    return words.allSatisfy { ["and", "to", "story", "stories", "related"].contains($0) }
  }
}
