package import Bindings
import ProjectFiles

extension RunConfiguration {
  /// The largest file that a binding may name.
  private static let fileLimit = 64 << 20

  /// A path as the program opens it: absolute, or relative to the folder of the binding.
  package func file(_ name: String, beside binding: String) -> String {
    let folder = FilePath.join(projectFolder, FilePath.folder(of: binding))
    return FilePath.join(folder, name)
  }

  /// The content of a file that a binding names.
  package func read(_ name: String, _ location: BindingLocation) throws -> [UInt8] {
    do {
      return try FileReader.read(file(name, beside: location.path), limit: Self.fileLimit)
    } catch {
      throw BindingFileError(message: "the file '\(name)' \(error.explanation)")
    }
  }
}
