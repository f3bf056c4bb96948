import JourneyModel
import MarkdownTree
import SourceText

extension JourneyBuilder {
  /// Takes note of the stories and links of blocks that are neither clauses nor metadata.
  mutating func readInline(_ blocks: [Int32]) { readText(of: blocks, place: .inline) }

  /// Without recursion: what is nested here is not bounded by the shape of a journey.
  mutating func readText(of blocks: [Int32], place: StoryMention.Place?) {
    var stack = Array(blocks.reversed())
    while let block = stack.popLast() {
      switch kind(of: block) {
      case .paragraph, .heading:
        if isHeading(block, level: 1) {
          readTitle(block)
        } else {
          readPlain(block, place: place)
        }
      case .html: readComments(block)
      case .code, .rule: break
      case .bulletList, .orderedList, .item, .quote:
        stack += Array(tree.children(of: block)).reversed()
      }
    }
  }

  /// Keeps a section of another name for what it is, and says that nothing in it counts.
  mutating func readForeign(_ section: SectionBlocks) {
    let title = PlainText(of: section.heading, in: tree).string
    let likely = DocumentNames.likelyRole(of: title)
    report(
      "WM107", range(of: section.heading),
      "‘\(title.shortened)’ is no section of a journey; nothing in it is an obligation",
      help: likely.map {
        "if it is ‘\($0.title)’, add its name to ‘sections: {\($0.rawValue): […]}’ in waymark.yaml"
      }, severity: Self.holdsObligations(likely) ? .warning : .info)
    if Self.holdsObligations(likely) { journey.blocksNotRead += section.blocks.count }
    readText(of: section.blocks, place: nil)
  }

  /// Whether a section that is probably this one would have promised something.
  private static func holdsObligations(_ role: Section.Role?) -> Bool {
    role == .flow || role == .expectations || role == .guardrails
  }

  /// Reports a block of sections 3 to 5 that gives no obligation.
  mutating func reportUnread(_ block: Int32, in kind: ObligationKind) {
    journey.blocksNotRead += 1
    let what: String
    var help =
      kind == .step
      ? "write steps as items of one numbered list"
      : "write it as list items, so that each statement can be checked"
    switch self.kind(of: block) {
    case .paragraph where tree.table(in: block) != nil:
      what = "a table"
      help = "write its rows as list items, or name its columns under ‘tables:’ in waymark.yaml"
    case .paragraph: what = "a paragraph"
    case .heading where isHeading(block, level: 3):
      what = "an H3 without a numbered list below it"
    case .heading:
      what = "a heading"
      help = "only H3 headings structure a section; use nested items below them"
    case .bulletList, .orderedList, .item: what = "a bullet list"
    case .quote: what = "a block quote"
    case .code: what = "a code block"
    case .html: what = "HTML"
    case .rule: what = "a rule"
    }
    report(
      "WM113", range(of: block), "\(what) that gives no \(kind.rawValue) is not read", help: help)
  }

  /// Reads the comments of an HTML block: names are wrong where no clause can have them.
  ///
  /// - Returns: Whether the block holds anything but comments.
  @discardableResult
  mutating func readComments(_ block: Int32) -> Bool {
    let (comments, hasText) = comments(in: block)
    for comment in comments where ClauseName.read(comment) != nil {
      reportNameless(range(of: block))
    }
    return hasText
  }

  /// The comments of an HTML block, and whether it holds anything else.
  mutating func comments(in block: Int32) -> (comments: [ArraySlice<UInt8>], hasText: Bool) {
    var comments: [ArraySlice<UInt8>] = []
    guard let inline = tree.blocks[Int(block)].inlineIndices.first.map({ tree.inlines[$0] }) else {
      return ([], false)
    }
    var rest = tree.literal(inline)
    var hasText = false
    while true {
      rest = rest.drop { $0 <= 0x20 }
      guard !rest.isEmpty else { return (comments, hasText) }
      guard rest.starts(with: "<!--".utf8) else {
        hasText = true
        rest = rest.dropFirst().drop { $0 != UInt8(ascii: "<") }
        continue
      }
      guard let end = Self.commentEnd(rest) else {
        report(
          "WM117", range(of: block), "this comment is not closed and hides all that follows",
          help: "close it with -->")
        return (comments, hasText)
      }
      comments.append(rest[..<end])
      rest = rest[end...]
    }
  }

  private static func commentEnd(_ text: ArraySlice<UInt8>) -> Int? {
    var index = text.startIndex + 4
    while index + 2 < text.endIndex {
      if text[index] == UInt8(ascii: "-"), text[index + 1] == UInt8(ascii: "-"),
        text[index + 2] == UInt8(ascii: ">")
      {
        return index + 3
      }
      index += 1
    }
    return nil
  }
}
