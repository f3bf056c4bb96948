package import JourneyModel
import MarkdownTree
package import SourceText

/// Reads journey documents; made once for a configuration and used for many files.
///
/// Recognises rather than insists: what is odd becomes a diagnostic with a position, and only what
/// cannot be read at all is an error. `docs/diagnostics.md` lists the codes.
package struct JourneyReader: Sendable {
  let options: ParserOptions
  let names: DocumentNames
  let scanner: StoryScanner

  package init(_ options: ParserOptions = ParserOptions()) {
    self.options = options
    names = DocumentNames(options)
    scanner = StoryScanner(options.stories)
  }

  /// Reads one document; hostile input ends in a journey with few parts and diagnostics.
  package func read(_ source: SourceFile) -> Journey {
    let frontMatter = FrontMatter.read(source)
    let (tree, diagnostics) = MarkdownDocument.parse(source, from: frontMatter.end)
    var builder = JourneyBuilder(reader: self, tree: tree)
    builder.journey.frontMatter = frontMatter.values
    builder.add(frontMatter.diagnostics + diagnostics)
    if !diagnostics.contains(where: \.isRefusal) { builder.build() }
    return builder.finish()
  }

  /// The section that a title names, number or not; `nil` for a foreign one.
  package func role(of title: String) -> Section.Role? { names.role(of: title) }

  /// Stands for a file that cannot be read.
  package func unreadable(path: String, _ diagnostic: Diagnostic) -> Journey {
    var journey = Journey(id: Self.id(ofPath: path), path: path)
    journey.diagnostics = [diagnostic]
    return journey
  }

  /// A journey's id: the file's name without its extension.
  package static func id(ofPath path: String) -> String {
    var name = path[...]
    while name.utf8.last == UInt8(ascii: "/"), name.utf8.count > 1 { name = name.dropLast() }
    if let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")), name.utf8.count > 1 {
      name = name[name.utf8.index(after: slash)...]
    }
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else {
      return String(name)
    }
    return String(name[..<dot])
  }
}

extension Diagnostic {
  /// Whether a limit refused the whole document, so that nothing else can be said of it.
  fileprivate var isRefusal: Bool {
    severity == .error && code >= "WM007" && code <= "WM010"
  }
}
