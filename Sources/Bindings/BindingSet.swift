/// All binding files of a project, names resolved across them.
package struct BindingSet: Sendable {
  package var files: [BindingFile] = []
  package var sequences: [String: SequenceBinding] = [:]
  package var actors: [String: ActorBinding] = [:]
  package var environments: [String: EnvironmentBinding] = [:]

  package init() {}

  package init(files: [BindingFile]) {
    self.files = files
    for file in files {
      for sequence in file.sequences { sequences[sequence.name] = sequence }
      for actor in file.actors { actors[actor.name] = actor }
      for environment in file.environments { environments[environment.name] = environment }
    }
  }

  /// The environment of this name; the reference system and addresses need no file.
  ///
  /// - Parameter isReferenceElsewhere: Whether a control port was named with an address: only a
  ///   reference system has one, so what stands there is one that somebody else started.
  package func environment(
    named name: String, isReferenceElsewhere: Bool = false
  ) -> EnvironmentBinding? {
    if let environment = environments[name] { return environment }
    if name == "reference" { return .reference }
    guard name.contains("://") else { return nil }
    guard isReferenceElsewhere else { return .adHoc(address: name) }
    var environment = environments["reference"] ?? .reference
    environment.isReference = false
    environment.baseURL = Template(literal: name)
    return environment
  }
}
