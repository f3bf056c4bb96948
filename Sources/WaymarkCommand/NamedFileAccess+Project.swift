import Bindings
import ProjectConfiguration
import ProjectFiles

extension NamedFileAccess {
  /// Looks at the files of a project as a run of its checks would.
  init(_ project: Project) {
    let location: @Sendable (String, String) -> String = { name, binding in
      FilePath.join(project.location(of: FilePath.folder(of: binding)), name)
    }
    self.init(
      fault: { name, binding in
        switch FileReader.kind(location(name, binding)) {
        case .file: nil
        case .folder: FileError.isFolder.explanation
        case .other: FileError.isNoRegularFile.explanation
        case nil: FileError.missing.explanation
        }
      },
      content: { name, binding in
        try? FileReader.read(location(name, binding), limit: Self.largest)
      },
      candidates: { name, binding in
        let folder = FilePath.folder(of: name)
        let beside = FolderWalk.names(in: location(folder, binding))
        return beside.map { FilePath.join(folder, $0) }
          + FolderWalk.files(below: location(".", binding), limit: Self.mostCandidates)
      })
  }

  private static let largest = 64 << 20
  private static let mostCandidates = 2_000
}
