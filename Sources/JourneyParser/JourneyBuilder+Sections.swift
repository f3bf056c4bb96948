import JourneyModel
import MarkdownTree
import SourceText

/// An H2 with the blocks below it.
struct SectionBlocks {
  var heading: Int32
  var role: Section.Role?
  var blocks: [Int32]
}

/// The blocks below an H3, or those before the first one.
struct Segment {
  var heading: Int32?
  var blocks: [Int32]
}

extension JourneyBuilder {
  func split() -> (preamble: [Int32], sections: [SectionBlocks]) {
    var preamble: [Int32] = []
    var sections: [SectionBlocks] = []
    for block in tree.topLevel {
      if isHeading(block, level: 2) {
        sections.append(SectionBlocks(heading: block, role: nil, blocks: []))
      } else if sections.isEmpty {
        preamble.append(block)
      } else {
        sections[sections.count - 1].blocks.append(block)
      }
    }
    return (preamble, sections)
  }

  mutating func read(_ section: SectionBlocks) {
    var section = section
    var text = takeText()
    text.append(section.heading, of: tree)
    let title = text.string
    section.role = reader.names.role(of: title)
    let isInline = section.role != nil && section.role != .mapping
    _ = read(text, of: section.heading, place: isInline ? .inline : nil)
    giveBack(&text)
    journey.sections.append(
      Section(title: title, role: section.role, range: range(of: section.heading)))
    switch section.role {
    case .overview: readInline(section.blocks)
    case .preconditions: readPreconditions(section)
    case .flow: readFlow(section)
    case .expectations: readExpectations(section)
    case .guardrails: readGuardrails(section)
    case .mapping: readMapping(section)
    case nil: readForeign(section)
    }
  }

  /// Cuts a section at its H3 headings.
  func segments(of section: SectionBlocks) -> [Segment] {
    var segments = [Segment(heading: nil, blocks: [])]
    for block in section.blocks {
      if isHeading(block, level: 3) {
        segments.append(Segment(heading: block, blocks: []))
      } else {
        segments[segments.count - 1].blocks.append(block)
      }
    }
    return segments
  }

  func isHeading(_ block: Int32, level: Int32) -> Bool {
    let block = tree.blocks[Int(block)]
    return block.kind == .heading && block.number == level
  }

  func kind(of block: Int32) -> MarkdownTree.Block.Kind { tree.blocks[Int(block)].kind }

  func isList(_ block: Int32) -> Bool {
    kind(of: block) == .bulletList || kind(of: block) == .orderedList
  }

  func range(of block: Int32) -> SourceRange { tree.range(tree.blocks[Int(block)].range) }
}
