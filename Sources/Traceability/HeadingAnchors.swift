package import MarkdownTree
import SourceText

/// The anchors that links into a Markdown document can name.
package enum HeadingAnchors {
  /// Anchors of headings as GitHub makes them, repeated ones numbered, and those set in HTML.
  package static func anchors(of tree: MarkdownTree) -> Set<String> {
    var anchors: Set<String> = []
    var counts: [String: Int] = [:]
    for block in tree.blocks {
      for index in block.inlineIndices where tree.inlines[index].kind == .html {
        anchors.formUnion(identifiers(in: tree.literal(tree.inlines[index])))
      }
      guard block.kind == .heading else { continue }
      let slug = slug(of: tree.text(of: block))
      var anchor = slug
      while !anchors.insert(anchor).inserted {
        counts[slug, default: 0] += 1
        anchor = "\(slug)-\(counts[slug, default: 0])"
      }
    }
    return anchors
  }

  /// The anchor that GitHub makes of a heading's text: lower case, white space as hyphens,
  /// punctuation left out.
  package static func slug(of heading: String) -> String {
    var slug = String.UnicodeScalarView()
    for scalar in heading.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar == "-" || scalar == "_"
      {
        slug.append(scalar)
      } else if scalar.properties.isWhitespace {
        slug.append("-")
      }
    }
    return String(slug)
  }

  /// The values of `id` and `name` attributes in a stretch of HTML.
  private static func identifiers(in html: ArraySlice<UInt8>) -> Set<String> {
    var found: Set<String> = []
    for attribute in ["id=", "name="] {
      let name = Array(attribute.utf8)
      var index = html.startIndex
      while index + name.count < html.endIndex {
        guard html[index] | 0x20 == name[0], index > html.startIndex, html[index - 1] <= 0x20,
          html[index..<(index + name.count)].elementsEqual(name)
        else {
          index += 1
          continue
        }
        index += name.count
        let quote = html[index]
        let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        let start = isQuoted ? index + 1 : index
        let value = html[start...].prefix {
          isQuoted ? $0 != quote : $0 > 0x20 && $0 != UInt8(ascii: ">")
        }
        found.insert(String(decoding: value, as: UTF8.self))
        index = value.endIndex
      }
    }
    return found
  }
}

extension MarkdownTree {
  /// The text of a heading or paragraph without its marks.
  func text(of block: Block) -> String {
    var bytes: [UInt8] = []
    for index in block.inlineIndices {
      let inline = inlines[index]
      switch inline.kind {
      case .text, .code: bytes += literal(inline)
      case .softBreak, .hardBreak: bytes.append(0x20)
      case .html, .linkStart, .linkEnd: break
      case .emphasisStart, .emphasisEnd, .strongStart, .strongEnd: break
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
