import JourneyModel
import MarkdownTree
import SourceText

extension JourneyBuilder {
  mutating func report(
    _ code: String, _ range: SourceRange?, _ message: String, help: String? = nil,
    severity: Severity = .warning
  ) {
    add([
      Diagnostic(code, severity, path: journey.path, range: range, message, help: help)
    ])
  }

  mutating func add(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      if journey.diagnostics.count < Self.diagnosticLimit {
        journey.diagnostics.append(diagnostic)
      } else {
        diagnosticsLeftOut += 1
      }
    }
  }

  /// Takes note of the links, stories and misspelt stories of a text.
  ///
  /// - Returns: The stories, each once, and the links.
  mutating func read(
    _ text: PlainText, of block: Int32, place: StoryMention.Place?,
    within limits: Range<Int>? = nil, at fixed: SourceRange? = nil
  ) -> (stories: [String], links: [DocumentLink], isOpenEnded: Bool) {
    let blockRange = tree.blocks[Int(block)].range
    let links = text.links.map { link in
      DocumentLink(link, in: text, range: fixed ?? tree.range(link.source))
    }
    journey.links += links
    guard let place else { return ([], links, false) }
    var stories: [String] = []
    var isOpenEnded = false
    var cursor = PlainText.Cursor()
    var index = 0
    while let reference = reader.scanner.next(in: text.bytes, from: &index) {
      if let limits, !limits.contains(reference.range.lowerBound) { continue }
      let source = text.source(reference.range, after: &cursor, in: tree, block: blockRange)
      let range = fixed ?? tree.range(source)
      guard mayName(reference.stories.count, at: range) else { break }
      note(reference, in: text, place, range)
      let inline =
        fixed == nil ? text.inline(at: cursor) : tree.blocks[Int(block)].inlines.lowerBound
      mentionPlaces.append((inline, reference.range.lowerBound))
      isOpenEnded = isOpenEnded || reference.isOpenEnded
      if stories.isEmpty { stories = reference.stories } else { stories += reference.stories }
    }
    return (stories.unique, links, isOpenEnded)
  }

  /// Far more than a document that people read would name, and what ranges make of a hostile one.
  private static let storyLimit = 10_000

  /// Counts stories against the limit of a document, and says once that it is reached.
  private mutating func mayName(_ count: Int, at range: SourceRange) -> Bool {
    let isWithin = namedStories <= Self.storyLimit
    namedStories += count
    if isWithin, namedStories > Self.storyLimit {
      report(
        "WM201", range, "the document names more than \(Self.storyLimit) stories",
        help: "no story from here on is taken")
    }
    return namedStories <= Self.storyLimit
  }

  /// Makes a mention of a reference and reports a misspelt one.
  private mutating func note(
    _ reference: StoryReference, in text: PlainText, _ place: StoryMention.Place,
    _ range: SourceRange
  ) {
    let written = String(decoding: text.bytes[reference.range], as: UTF8.self)
    var suggestion: String?
    switch reference.kind {
    case .stories, .placeholder: break
    case .malformed(let likely):
      suggestion = likely
      report(
        "WM201", range, "‘\(written)’ is no story ID",
        help: likely.map { "write \($0)" } ?? "an ID looks like \(reader.options.stories.example)")
    case .tooWide(let count):
      report(
        "WM201", range, "‘\(written)’ names \(count) stories",
        help: "only the first \(StoryReference.rangeLimit) are taken; name them in parts")
    case .brokenRange(let likely, let mayBeProse):
      guard !mayBeProse || place != .inline else { break }
      let named = reference.stories.joined(separator: " and ")
      report(
        "WM201", range, "‘\(written)’ is no range, and is read as \(named)",
        help: likely.map { "write \($0) for all of them, or put a comma between" }
          ?? "put a comma between")
    }
    journey.stories.mentions.append(
      StoryMention(
        place: place, written: written, stories: reference.stories, suggestion: suggestion,
        range: range))
  }

  /// Takes back a name that turned out to stand where no clause can have it.
  mutating func release(name: String, at range: SourceRange) {
    names.remove(name)
    reportNameless(range)
  }

  /// Whether a name is free and may be one; if not, says why.
  mutating func claim(name: String, at range: SourceRange) -> Bool {
    if !ClauseName.isValid(name) {
      report(
        "WM115", range, "‘\(name)’ cannot name a clause",
        help: "use letters, digits, hyphens and underscores")
    } else if ClauseName.isPath(name) {
      report(
        "WM115", range, "the name ‘\(name)’ has the form of a path",
        help: "paths such as must.1 are given by position; choose a word")
    } else if !names.insert(name).inserted {
      report(
        "WM115", range, "the name ‘\(name)’ is taken by another clause of this journey",
        help: "names are unique in a journey")
    } else {
      return true
    }
    return false
  }
}

extension PlainText {
  init(of block: Int32, in tree: MarkdownTree) {
    append(block, of: tree)
  }
}
