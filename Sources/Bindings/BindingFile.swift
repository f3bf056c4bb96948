package import SourceText
package import YAMLTree

/// What one binding file says.
package struct BindingFile: Sendable {
  package var path: String
  package var journey: Located<String>?
  package var variables: [Assignment] = []
  package var checks: [CheckBinding] = []
  package var pending: [PendingBinding] = []
  package var sequences: [SequenceBinding] = []
  package var actors: [ActorBinding] = []
  package var environments: [EnvironmentBinding] = []
  package var monitors: [MonitorBinding] = []
  package var wordLists: [WordListBinding] = []
  package var matrices: [AccessMatrixBinding] = []
  /// `operators:` and `guardrails:`, which those read who prove.
  package var operators: YAMLNode?
  package var guardrails: YAMLNode?
  /// The files that anything of it names.
  package var namedFiles: [NamedFile] = []

  package init(path: String) {
    self.path = path
  }

  /// Reads a file; mistakes become diagnostics, and those of a check are kept with it too.
  ///
  /// What stands behind a YAML anchor is read wherever it is meant; its mistakes are told once.
  package static func parse(_ source: SourceFile) -> (file: BindingFile, diagnostics: [Diagnostic])
  {
    var decoder = BindingDecoder(source: source)
    let file = decoder.decode()
    var told: Set<Diagnostic> = []
    return (file, decoder.diagnostics.filter { told.insert($0).inserted })
  }
}

/// A value and where it is written.
package struct Located<Value: Sendable>: Sendable {
  package var value: Value
  package var location: BindingLocation

  package init(value: Value, at location: BindingLocation) {
    self.value = value
    self.location = location
  }
}
