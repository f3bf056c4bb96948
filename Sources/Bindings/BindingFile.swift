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
  /// `operators:`, which those read who prove.
  package var operators: YAMLNode?
  /// `guardrails:` and `prove:`.
  package var proofs: [ProofBinding] = []
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

/// How an obligation is proven, as written.
package struct ProofBinding: Sendable {
  package var named: JourneyReference
  /// Whether it stands under `guardrails:`, not under `prove:`.
  package var isGuardrail: Bool
  /// What stands behind the key; those read it who prove.
  package var settings: YAMLNode
}

/// An obligation of a journey that is named too.
package struct JourneyReference: Sendable, Hashable {
  /// Empty where what is written has no `#`.
  package var journey: String
  package var reference: ObligationReference

  /// Takes the journey from before the `#` of a path.
  init(written reference: ObligationReference) {
    let hash = reference.path.firstIndex(of: "#")
    journey = hash.map { String(reference.path[..<$0]) } ?? ""
    self.reference = reference
    if let hash {
      self.reference.path = String(reference.path[reference.path.index(after: hash)...])
    }
  }

  /// What is written, such as `small#must.1`.
  package var text: String { prefix + reference.path }

  /// What stands before the path where it is written.
  var prefix: String { journey.isEmpty ? "" : journey + "#" }
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
