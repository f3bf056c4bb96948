import JourneyModel
import JourneyParser
import MarkdownTree
package import ProjectConfiguration
import ProjectFiles
package import SourceText

extension JourneyIndex {
  /// Reads the document that lists a project's journeys.
  ///
  /// Every link to a Markdown document is an entry, wherever it stands. Its target is looked for
  /// below the documentation root, as links of journeys are, and beside the index.
  package init(_ source: SourceFile, project: Project) {
    let (tree, _) = MarkdownDocument.parse(source)
    let root = FilePath.normalized(project.configuration.documentationRoot)
    let entries = tree.links.filter { Project.isMarkdown($0.path) }.map { link in
      let candidates = [root, FilePath.folder(of: source.path)].map {
        FilePath.normalized(FilePath.join($0, link.path))
      }
      let document = candidates.first { FileReader.kind(project.location(of: $0)) == .file }
      return Entry(link: link, document: document)
    }
    self.init(
      source: source, entries: entries, requiredSections: Self.structure(of: tree))
  }

  /// The items of the list that a line such as *Structure for each journey:* introduces.
  private static func structure(of tree: MarkdownTree) -> [String] {
    var isIntroduced = false
    for index in tree.topLevel {
      let block = tree.blocks[Int(index)]
      switch block.kind {
      case .paragraph, .heading:
        let text = tree.text(of: block).lowercased()
        isIntroduced = text.hasPrefix("structure") && text.contains("journey")
      case .bulletList, .orderedList:
        guard isIntroduced else { continue }
        return tree.children(of: index).compactMap { item in
          tree.children(of: item).first { tree.blocks[Int($0)].kind == .paragraph }
            .map { tree.text(of: tree.blocks[Int($0)]) }
        }
      default: continue
      }
    }
    return []
  }
}

extension MarkdownTree {
  /// The document's links to files, in order; addresses of other hosts are left out.
  var links: [DocumentLink] {
    var links: [DocumentLink] = []
    var open: (target: String, place: Range<Int32>, label: [UInt8])?
    for inline in inlines {
      switch inline.kind {
      case .linkStart:
        open = (String(decoding: literal(inline), as: UTF8.self), inline.range, [])
      case .linkEnd:
        guard let link = open else { continue }
        open = nil
        guard !DocumentLink.isAddress(link.target[...]) else { continue }
        links.append(
          DocumentLink(
            label: String(decoding: link.label, as: UTF8.self), target: link.target,
            range: range(link.place)))
      case .text, .code: open?.label += literal(inline)
      case .softBreak, .hardBreak: open?.label.append(0x20)
      case .html, .emphasisStart, .emphasisEnd, .strongStart, .strongEnd: break
      }
    }
    return links
  }
}
