import JourneyModel
import MarkdownTree
import SourceText

extension JourneyBuilder {
  /// Reads section 6: the backlog's stories and the documents.
  mutating func readMapping(_ section: SectionBlocks) {
    for segment in segments(of: section) {
      var group: ListGroup?
      if let heading = segment.heading {
        group = mappingGroup(readPlain(heading, place: nil))
      }
      for block in segment.blocks {
        if isList(block) {
          for item in tree.children(of: block) { readMappingItem(item, in: group) }
        } else {
          readText(of: [block], place: nil)
        }
      }
    }
  }

  /// A group, or an entry where the groups are left out.
  private mutating func readMappingItem(_ item: Int32, in group: ListGroup?) {
    if let group {
      readEntry(item, group)
      return
    }
    let text = ownText(of: item)
    let items = nestedItems(of: item)
    if let group = items.isEmpty ? reader.names.group(text.string) : mappingGroup(text.string) {
      rejectNames(of: text)
      _ = read(text, of: item, place: nil)
      for item in items { readEntry(item, group) }
    } else if let group = likelyGroup(text) {
      readEntry(item, group)
    } else {
      reportMapping(item, "‘\(text.string.shortened)’ is neither the backlog nor the documents")
      readText(of: [item], place: nil)
    }
  }

  /// The group of a name, or of its first word: `Docs and references:`.
  private func mappingGroup(_ title: String) -> ListGroup? {
    if let group = reader.names.group(title) { return group }
    return title.split(separator: " ").first.flatMap { reader.names.group(String($0)) }
  }

  /// Without groups, what begins with a story is backlog and what holds a link a document.
  private func likelyGroup(_ text: PlainText) -> ListGroup? {
    if reader.scanner.scan(text.bytes).first?.range.lowerBound == 0 { return .backlog }
    return text.links.isEmpty ? nil : .docs
  }

  private mutating func readEntry(_ item: Int32, _ group: ListGroup) {
    switch group {
    case .backlog: readBacklog(item)
    case .docs, .modality: readDocuments(item)
    }
  }

  /// `IDS: description`; items nested below may go on with the description, or be entries.
  private mutating func readBacklog(_ item: Int32) {
    let text = ownText(of: item)
    let items = nestedItems(of: item)
    let colon = text.bytes.firstIndex(of: UInt8(ascii: ":"))
    let limits = 0..<(colon ?? text.bytes.count)
    let references = reader.scanner.scan(text.bytes).filter { limits.contains($0.range.lowerBound) }
    let (stories, _, isOpenEnded) = read(text, of: item, place: .mapped, within: limits)
    guard !references.isEmpty else {
      if items.isEmpty {
        reportMapping(item, "this backlog entry names no story before a colon")
      } else {
        for item in items { readBacklog(item) }
      }
      return
    }
    var description = Self.description(text, after: colon, references)
    // Entries below it come after it.
    let entry = journey.mapping.backlog.count
    journey.mapping.backlog.append(
      BacklogEntry(
        stories: stories, text: description, isOpenEnded: isOpenEnded, range: range(of: item)))
    for item in items {
      let nested = ownText(of: item)
      if reader.scanner.scan(nested.bytes).first?.range.lowerBound == 0 {
        readBacklog(item)
      } else {
        readText(of: [item], place: nil)
        if !description.isEmpty { description += " " }
        description += nested.string
      }
    }
    journey.mapping.backlog[entry].text = description
  }

  private static func description(
    _ text: PlainText, after colon: Int?, _ references: [StoryReference]
  ) -> String {
    if let colon {
      return String(decoding: text.bytes[(colon + 1)...].drop { $0 == 0x20 }, as: UTF8.self)
    }
    return references.count == 1 && references[0].range.count == text.bytes.count
      ? "" : text.string
  }

  /// Every link below an entry is a document.
  private mutating func readDocuments(_ item: Int32) {
    let before = journey.links.count
    readText(of: [item], place: nil)
    let links = journey.links[before...]
    if links.isEmpty { reportMapping(item, "this entry of the documents has no link") }
    journey.mapping.docs += links
  }

  private mutating func reportMapping(_ item: Int32, _ message: String) {
    report(
      "WM116", range(of: item), message,
      help: "write ‘BF-002: what it maps’ below ‘Backlog:’, and links below ‘Docs:’")
  }

  /// The text of an item that becomes no clause.
  func ownText(of item: Int32) -> PlainText {
    var text = PlainText()
    for child in tree.children(of: item) where isText(child) {
      text.append(item: child, of: tree)
    }
    return text
  }

  func isText(_ block: Int32) -> Bool {
    kind(of: block) == .paragraph || kind(of: block) == .heading
  }

  func nestedItems(of item: Int32) -> [Int32] {
    tree.children(of: item).filter { isList($0) }.flatMap { Array(tree.children(of: $0)) }
  }
}
