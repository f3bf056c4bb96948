import Markup
import Pages

/// Finds the innermost elements whose visible text has some words.
struct TextSearch {
  private let page: HTMLPage
  private let root: Int
  private let wanted: [UInt8]
  private let exact: String?

  init(_ page: HTMLPage, _ locator: Locator, _ root: Int) {
    self.page = page
    self.root = root
    let folded = locator.value.folded
    wanted = Array(folded.lowercased().utf8)
    exact = locator.isExact ? folded : nil
  }

  /// In document order: those whose whole text it is; where there is none, those that contain it.
  var elements: [Int] {
    guard !wanted.isEmpty else { return [] }
    let text = page.searchText
    let tree = page.tree
    let exposed = page.accessible.exposed
    let inside = tree.descendants(of: root)
    let pieces = textNodes(inside, text)
    var whole: Set<Int> = []
    var partial: Set<Int> = []
    let range = text.range(of: root)
    var place = range.lowerBound
    text.bytes.withUnsafeBufferPointer { bytes in
      while let start = Self.place(of: wanted, in: bytes, from: place, to: range.upperBound) {
        place = start + 1
        guard let node = piece(at: start, pieces, text) else { continue }
        // Text is in an element that has the whole of it.
        var element = tree[node].parent
        while element > root, text.range(of: element).upperBound < start + wanted.count {
          element = tree[element].parent
        }
        guard element > root, exposed[element] else { continue }
        if text.range(of: element).count == wanted.count {
          whole.insert(element)
        } else if exact == nil {
          partial.insert(element)
        }
      }
    }
    if let exact {
      let lines = page.visibleText
      whole = whole.filter { lines.text(of: $0).folded == exact }
    }
    return innermost(whole.isEmpty ? partial : whole)
  }

  /// Text nodes that show something, in document order.
  private func textNodes(_ inside: Range<Int>, _ text: VisibleText) -> [Int] {
    inside.filter { page.tree[$0].kind == .text && !text.range(of: $0).isEmpty }
  }

  /// The text node that the byte at `place` comes from.
  private func piece(at place: Int, _ pieces: [Int], _ text: VisibleText) -> Int? {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if text.range(of: pieces[middle]).upperBound <= place {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < pieces.count ? pieces[low] : nil
  }

  private func innermost(_ elements: Set<Int>) -> [Int] {
    let sorted = elements.sorted()
    let tree = page.tree
    return sorted.enumerated().filter { offset, element in
      offset + 1 == sorted.count || sorted[offset + 1] >= tree[element].end
    }.map(\.element)
  }

  private static func place(
    of needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    guard let first = needle.first, end - needle.count >= start else { return nil }
    for place in start...(end - needle.count) where bytes[place] == first {
      var offset = 1
      while offset < needle.count, bytes[place + offset] == needle[offset] { offset += 1 }
      if offset == needle.count { return place }
    }
    return nil
  }
}
