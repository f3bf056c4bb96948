import ProjectConfiguration
import ProjectFiles
import Review
import SourceText

/// The lock of a project as it was found.
struct LockFile {
  /// `nil` where the project has none, or none that can be read.
  let lock: WaymarkLock?
  let source: SourceFile?
  let diagnostics: [Diagnostic]

  private static let limit = 64 << 20

  static func read(_ project: Project) -> LockFile {
    do {
      let source = try project.read(WaymarkLock.fileName, limit: limit)
      let (lock, diagnostics) = WaymarkLock.parse(source)
      return LockFile(lock: lock, source: source, diagnostics: diagnostics)
    } catch {
      guard error != .missing else {
        return LockFile(lock: nil, source: nil, diagnostics: [])
      }
      let diagnostic = Diagnostic(
        "WM504", .error, path: WaymarkLock.fileName, range: nil,
        "\(WaymarkLock.fileName) \(error.explanation)")
      return LockFile(lock: nil, source: nil, diagnostics: [diagnostic])
    }
  }
}
