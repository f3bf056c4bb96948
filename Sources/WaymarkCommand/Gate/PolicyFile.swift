import ProjectConfiguration
import ProjectFiles
import ReleaseGate
import SourceText

/// The project's `gate.yaml`, read.
struct PolicyFile {
  let source: SourceFile
  /// `nil` where something is wrong with it.
  let policy: GatePolicy?
  let diagnostics: [Diagnostic]

  /// - Parameter name: Where it is, as given by a person; the project's own by default.
  /// - Returns: `nil` where a project has none; that a configured one is missing is told with the
  ///   configuration.
  static func read(_ project: Project, named name: String? = nil) throws(FileError) -> PolicyFile? {
    let shown =
      name ?? project.configuration.gate.policy?.value ?? GateSettings.standardPolicy
    let bytes: [UInt8]
    do {
      bytes = try FileReader.read(name ?? project.location(of: shown), limit: 16 << 20)
    } catch {
      if error == .missing, name == nil { return nil }
      throw error
    }
    let source = SourceFile(path: shown, bytes: bytes)
    let (policy, diagnostics) = GatePolicy.read(source)
    return PolicyFile(source: source, policy: policy, diagnostics: diagnostics)
  }

  /// Mistakes in the project's policy, for `lint`.
  static func mistakes(_ project: Project) -> (diagnostics: [Diagnostic], source: SourceFile?) {
    do {
      let file = try read(project)
      return (file?.diagnostics ?? [], file?.source)
    } catch {
      let name = project.configuration.gate.policy?.value ?? GateSettings.standardPolicy
      let message = "the policy \(name) \(error.explanation)"
      return ([Diagnostic("WM013", .error, path: name, range: nil, message)], nil)
    }
  }
}
