import ProjectFiles
import SourceText

extension Project {
  /// Names of documents that list journeys and are none themselves.
  package static let indexNames: Set<String> = ["README.md", "readme.md", "index.md"]

  /// The paths of all configured journey documents, sorted, without the index.
  package func journeyPaths() -> [String] {
    let index = indexPath()
    var paths: Set<String> = []
    for entry in configuration.journeys {
      let path = FilePath.normalized(entry.value)
      // What is not there was told with the configuration.
      guard Glob.isPattern(path) || FileReader.kind(location(of: path)) != nil else { continue }
      paths.formUnion(documents(of: path))
    }
    if let index { paths.remove(index) }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The document that lists the journeys, if the project has one.
  package func indexPath() -> String? {
    switch configuration.index {
    case .none: return nil
    case .file(let path): return FilePath.normalized(path.value)
    case .automatic:
      for entry in configuration.journeys where !Glob.isPattern(entry.value) {
        let path = FilePath.join(FilePath.normalized(entry.value), "README.md")
        if FileReader.kind(location(of: path)) == .file { return path }
      }
      return nil
    }
  }

  /// The Markdown documents that a folder, a file or a glob stands for, relative to the root.
  ///
  /// Indexes are left out of folders and globs, not where they are named themselves.
  package func documents(of path: String) -> [String] {
    if Glob.isPattern(path) {
      let folder = Glob.folder(of: path)
      let glob = Glob(path)
      return FolderWalk.files(below: location(of: folder))
        .map { FilePath.join(folder, $0) }
        .filter { glob.matches($0) && !Self.indexNames.contains(FilePath.name(of: $0)) }
    }
    guard FileReader.kind(location(of: path)) == .folder else { return [path] }
    return FolderWalk.files(below: location(of: path))
      .filter { Self.isMarkdown($0) && !Self.indexNames.contains(FilePath.name(of: $0)) }
      .map { FilePath.join(path, $0) }
  }

  package static func isMarkdown(_ path: String) -> Bool {
    path.hasSuffix(".md") || path.hasSuffix(".markdown")
  }
}
