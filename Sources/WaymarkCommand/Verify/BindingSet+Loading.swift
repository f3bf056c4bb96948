import Bindings
import ProjectConfiguration
import ProjectFiles
import SourceText

extension BindingSet {
  /// Reads the YAML files of the project's bindings folder, on all cores.
  ///
  /// - Parameter isWanted: Whether a file is to be understood; others are read and left out.
  static func load(
    _ project: Project, where isWanted: @Sendable @escaping (SourceFile) -> Bool = { _ in true }
  ) async -> (set: BindingSet, sources: [String: SourceFile], diagnostics: [Diagnostic]) {
    let folder = project.configuration.bindings
    let paths = FolderWalk.files(below: project.location(of: folder))
      .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
      .map { FilePath.join(folder, $0) }
    let read = await withTaskGroup(of: (Int, LoadedFile).self) { group in
      for (number, path) in paths.enumerated() {
        group.addTask { (number, LoadedFile(path, of: project, where: isWanted)) }
      }
      var read = [LoadedFile?](repeating: nil, count: paths.count)
      for await (number, file) in group { read[number] = file }
      return read.compactMap(\.self)
    }
    let sources = read.compactMap(\.source).map { ($0.path, $0) }
    return (
      BindingSet(files: read.compactMap(\.file)),
      Dictionary(sources, uniquingKeysWith: { first, _ in first }), read.flatMap(\.diagnostics)
    )
  }

  private struct LoadedFile: Sendable {
    var file: BindingFile?
    var source: SourceFile?
    var diagnostics: [Diagnostic] = []

    init(_ path: String, of project: Project, where isWanted: (SourceFile) -> Bool) {
      do {
        let source = try project.read(path, limit: 16 << 20)
        guard isWanted(source) else { return }
        let (file, found) = BindingFile.parse(source)
        self.file = file
        self.source = source
        diagnostics = found
      } catch {
        diagnostics = [
          Diagnostic("WM013", .error, path: path, range: nil, "\(path) \(error.explanation)")
        ]
      }
    }
  }
}
