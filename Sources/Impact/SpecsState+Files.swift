import Bindings
import JourneyModel
import ProjectFiles
import Traceability

extension SpecsState {
  /// The paths that ``contents`` should hold, relative to the project; what leaves it is left out.
  package var contentPaths: Set<String> {
    let linked = journeys.flatMap(\.documentLinks).compactMap { path(of: $0) }
    let named = bindings.files.flatMap { file in
      file.namedFiles.map { Self.path(of: $0, in: file) }
    }
    return Set((linked + named).filter { !$0.hasPrefix("/") && !$0.hasPrefix("../") && $0 != ".." })
  }

  /// `nil` for a link within its own document.
  func path(of link: DocumentLink) -> String? {
    guard !link.path.isEmpty else { return nil }
    let path = DocumentIndex.percentDecoded(link.path) ?? link.path
    return FilePath.normalized(FilePath.join(documentationRoot, path))
  }

  static func path(of named: NamedFile, in file: BindingFile) -> String {
    FilePath.normalized(FilePath.join(FilePath.folder(of: file.path), named.name))
  }
}
