import MarkdownTree
package import ProjectConfiguration
import ProjectFiles
import SourceText

/// What is known of the documents that links lead to; each file is read once.
package struct DocumentIndex: Sendable {
  package enum Target: Sendable, Hashable {
    case missing
    /// The path leads out of the documentation root; nothing was looked at.
    case outside
    case folder
    /// A file with its count of lines and, for Markdown, the anchors that it has.
    case file(lines: Int, anchors: Set<String>?)
    /// The file is there but cannot be read; why, as half a sentence.
    case unreadable(String)
  }

  /// Where links start from, relative to the project.
  package let root: String
  private var targets: [String: Target] = [:]
  /// What missing targets were probably meant to be, by the path as written.
  private var suggestions: [String: String] = [:]

  /// An index that knows nothing: every target is missing.
  package init(root: String = ".") {
    self.root = root
  }

  /// Looks at everything that the links of some journeys lead to.
  package init(project: Project, links: some Sequence<(document: String, path: String)>) {
    root = FilePath.normalized(project.configuration.documentationRoot)
    var missing: Set<String> = []
    for (document, path) in links {
      let place = place(of: path, in: document)
      if targets[place] == nil { targets[place] = Self.examine(place, root: root, project) }
      if targets[place] == .missing { missing.insert(path) }
    }
    if !missing.isEmpty { suggest(for: missing, among: Self.files(below: root, project)) }
  }

  /// What a link's path leads to.
  ///
  /// - Parameters:
  ///   - path: Relative to the documentation root; empty for the document itself.
  ///   - document: The document that the link stands in, relative to the project.
  package func target(_ path: String, in document: String) -> Target {
    targets[place(of: path, in: document)] ?? .missing
  }

  /// A file of the same or nearly the same name, relative to the documentation root.
  package func suggestion(for path: String) -> String? { suggestions[path] }

  /// Beyond this many missing targets they are no slips, and looking for near names is dear.
  private static let mostSuggestions = 200

  private mutating func suggest(for missing: Set<String>, among files: [String: [String]]) {
    var left = Self.mostSuggestions
    for path in missing.sorted() {
      let name = FilePath.name(of: path)
      if let same = files[name] {
        suggestions[path] = same.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
      } else if left > 0 {
        left -= 1
        suggestions[path] = NearMiss.suggestion(for: name, among: files.keys)
          .flatMap { files[$0]?.first }
      }
    }
  }

  /// The place of a link's target, relative to the project.
  private func place(of path: String, in document: String) -> String {
    path.isEmpty ? document : FilePath.normalized(FilePath.join(root, path))
  }

  private static func examine(_ place: String, root: String, _ project: Project) -> Target {
    let isInside = root == "." ? !place.hasPrefix("..") : (place + "/").hasPrefix(root + "/")
    guard isInside, !place.hasPrefix("/") else { return .outside }
    switch FileReader.kind(project.location(of: place)) {
    case nil:
      guard let decoded = percentDecoded(place), decoded != place else { return .missing }
      return examine(decoded, root: root, project)
    case .folder: return .folder
    case .other: return .unreadable(FileError.isNoRegularFile.explanation)
    case .file: break
    }
    do {
      let source = try project.read(place, limit: 64 << 20)
      let isMarkdown = Project.isMarkdown(place)
      let anchors =
        isMarkdown ? HeadingAnchors.anchors(of: MarkdownDocument.parse(source).tree) : nil
      return .file(lines: lines(of: source), anchors: anchors)
    } catch {
      return .unreadable(error.explanation)
    }
  }

  /// Lines as editors count them: a final line end begins no line that a link could mean.
  private static func lines(of source: SourceFile) -> Int {
    let count = source.lineCount
    return count > 1 && source.lineBytes(count)?.isEmpty == true ? count - 1 : count
  }

  private static func files(below root: String, _ project: Project) -> [String: [String]] {
    Dictionary(
      grouping: FolderWalk.files(below: project.location(of: root), limit: 20_000),
      by: FilePath.name(of:))
  }

  /// The text with `%20` and the like resolved (RFC 3986, section 2.1); `nil` where it has none.
  package static func percentDecoded(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return nil }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16),
        value != 0
      {
        result.append(value)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(validating: result, as: UTF8.self)
  }
}
