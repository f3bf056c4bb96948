extension ObservedExchange {
  /// Whether it is what a browser wrote to a page's console.
  var isConsole: Bool { kind == .browser && url.hasSuffix("#console") }
}

extension ShownTexts {
  /// Blank where a browser says which script of the page went wrong: it has been sent these scripts,
  /// and composes the trace itself.
  ///
  /// Every other byte stays in its place, so that a server's trace which a script repeats is found.
  var withoutScripts: ShownTexts {
    var texts = ShownTexts()
    for text in 0..<count {
      let written = Array(bytes[range(of: text)])
      var shown = written
      Self.matcher.forEach(in: written) { match in
        var end = match.end
        if match.pattern < Self.schemes {
          while end < written.count, !Self.isEnd(written[end]) { end += 1 }
        }
        for place in match.end - Self.words[match.pattern].utf8.count..<end { shown[place] = 0x20 }
        return true
      }
      texts.append(shown, places[text])
    }
    return texts
  }

  private static let schemes = 2
  private static let words = ["http://", "https://", "Uncaught ", "Error: "]
  private static let matcher = MultiMatcher(words.map { Array($0.utf8) })

  private static func isEnd(_ byte: UInt8) -> Bool {
    ASCII.isSpace(byte) || "()<>\"'`,".utf8.contains(byte)
  }
}
