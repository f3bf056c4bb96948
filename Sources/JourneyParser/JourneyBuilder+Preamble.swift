import JourneyModel
import MarkdownTree
import SourceText

extension JourneyBuilder {
  /// Reads what stands before the first H2: the title and the lines of metadata.
  mutating func readPreamble(_ blocks: [Int32]) {
    var metadata = Metadata()
    for block in blocks {
      switch kind(of: block) {
      case .heading where isHeading(block, level: 1): readTitle(block)
      case .paragraph: readMetadata(block, into: &metadata)
      case .bulletList: readMetadataList(block, into: &metadata)
      case .html: readComments(block)
      default: break
      }
    }
    journey.documentLevel = metadata.level.map { String(decoding: $0, as: UTF8.self) }
    journey.personas = Metadata.split(metadata.personas ?? metadata.audience ?? [])
  }

  /// The first H1 is the title; a further one is reported where it stands.
  mutating func readTitle(_ block: Int32) {
    let text = PlainText(of: block, in: tree)
    guard journey.titleRange == nil else {
      report(
        "WM103", range(of: block), "a second title",
        help: "a journey has one H1; sections are H2")
      _ = read(text, of: block, place: nil)
      return
    }
    journey.titleRange = range(of: block)
    _ = read(text, of: block, place: .title)
    journey.title = TitleText.withoutStories(text, reader.scanner)
  }

  /// Items are lines of their own, or the values of a key that stands above them.
  private mutating func readMetadataList(_ list: Int32, into metadata: inout Metadata) {
    let above = metadata.open
    for item in tree.children(of: list) {
      for child in tree.children(of: item) where kind(of: child) == .paragraph {
        readMetadata(child, into: &metadata, above: above)
      }
    }
  }

  /// - Parameter above: The key to which lines without one belong.
  private mutating func readMetadata(
    _ block: Int32, into metadata: inout Metadata, above: Metadata.Key? = nil
  ) {
    var text = takeText()
    text.append(block, of: tree)
    var related: Range<Int>?
    var start = 0
    metadata.begin(above)
    for end in text.breaks + [(text.bytes.count, true)] {
      if metadata.take(text.bytes[start..<end.offset]) == .related {
        related = (related?.lowerBound ?? start)..<end.offset
      }
      if end.isHard, end.offset < text.bytes.count { metadata.begin() }
      start = end.offset
    }
    _ = read(text, of: block, place: related == nil ? nil : .related, within: related)
    giveBack(&text)
  }
}
