import SourceText

extension SourceFile {
  /// No statement that a person wrote is longer.
  private static let mostLines = 200

  /// Where words stand within a stretch of the file, whatever parts them there.
  ///
  /// Letter case, line ends and Markdown's marks between the words count for nothing, so that
  /// words of the rendered text are found in the written one.
  func range(of phrase: String, within range: SourceRange) -> SourceRange? {
    let wanted = WordScan.words(of: phrase.utf8).map(\.hash)
    guard !wanted.isEmpty else { return nil }
    var recent: [(hash: UInt64, line: Int, word: WordScan.Word)] = []
    let last = min(range.end.line, range.start.line + Self.mostLines)
    for number in range.start.line...max(last, range.start.line) {
      guard let line = lineBytes(number) else { break }
      for word in WordScan.words(of: line) {
        recent.append((word.hash, number, word))
        if recent.count > wanted.count { recent.removeFirst() }
        guard recent.map(\.hash) == wanted, let first = recent.first else { continue }
        let found = SourceRange(
          start: SourcePosition(
            line: first.line, column: column(line: first.line, byteInLine: first.word.start)),
          end: SourcePosition(line: number, column: column(line: number, byteInLine: word.end)))
        if found.start >= range.start, found.end <= range.end { return found }
      }
    }
    return nil
  }
}
