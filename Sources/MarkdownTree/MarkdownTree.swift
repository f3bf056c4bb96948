package import SourceText

/// A Markdown document as flat arrays: blocks that point at each other, inline runs, literals.
///
/// Positions are byte offsets in ``source``; ``SourceText/SourceFile/position(ofByte:)`` makes lines
/// and columns of them. Emphasis is left out unless it is asked for.
package struct MarkdownTree: Sendable {
  /// The text that was parsed; a repaired copy where the file was not UTF-8.
  package let source: SourceFile
  /// The first block of the document, `Block.none` when it is empty.
  package internal(set) var first: Int32 = Block.none
  package internal(set) var blocks: [Block] = []
  package internal(set) var inlines: [Inline] = []
  /// The UTF-8 text that inline runs point into.
  package internal(set) var literals: [UInt8] = []

  package init(source: SourceFile) { self.source = source }

  package struct Block: Sendable {
    package static let none: Int32 = -1

    package enum Kind: UInt8, Sendable {
      case paragraph, heading, bulletList, orderedList, item, quote, code, html, rule
    }

    package internal(set) var kind: Kind
    /// A heading's level, or the number with which an ordered list starts.
    package internal(set) var number: Int32
    /// Bytes of the source, without line ends at the end.
    package internal(set) var range: Range<Int32>
    package internal(set) var firstChild = Self.none
    package internal(set) var next = Self.none
    /// Indices of ``MarkdownTree/inlines``; of an HTML block, one run with its text.
    package internal(set) var inlines: Range<Int32>
  }

  /// A stretch of inline text, or the begin or end of what is around such stretches.
  package struct Inline: Sendable {
    package enum Kind: UInt8, Sendable {
      case text, code, html, softBreak, hardBreak, linkStart, linkEnd
      /// Only in trees that were asked for emphasis.
      case emphasisStart, emphasisEnd, strongStart, strongEnd
    }

    package internal(set) var kind: Kind
    /// Bytes of ``MarkdownTree/literals``; of `linkStart`, the target.
    package internal(set) var literal: Range<Int32>
    /// Bytes of the source; for text, as exact as cmark's columns are.
    package internal(set) var range: Range<Int32>
  }
}

extension MarkdownTree {
  /// The children of a block, in order.
  package func children(of block: Int32) -> Siblings {
    Siblings(blocks: blocks, upcoming: blocks[Int(block)].firstChild)
  }

  /// The blocks of the document, in order.
  package var topLevel: Siblings { Siblings(blocks: blocks, upcoming: first) }

  package struct Siblings: Sequence, IteratorProtocol {
    fileprivate let blocks: [Block]
    fileprivate var upcoming: Int32

    package mutating func next() -> Int32? {
      guard upcoming != Block.none else { return nil }
      defer { upcoming = blocks[Int(upcoming)].next }
      return upcoming
    }
  }

  package func literal(_ inline: Inline) -> ArraySlice<UInt8> {
    literals[Int(inline.literal.lowerBound)..<Int(inline.literal.upperBound)]
  }

  /// Lines and columns of a stretch of bytes.
  package func range(_ bytes: Range<Int32>) -> SourceRange {
    SourceRange(
      start: source.position(ofByte: Int(bytes.lowerBound)),
      end: source.position(ofByte: Int(bytes.upperBound)))
  }
}
