package import Bindings
package import JourneyModel
package import SourceText

/// What the journeys and bindings of a project say at one time.
package struct SpecsState: Sendable {
  package var journeys: [Journey]
  /// The bindings, with the paths at which the sentences that they mean stand at that time.
  package var bindings: BindingSet
  /// The text of the binding files, by path.
  package var sources: [String: SourceFile]
  /// The project's configuration; `nil` where there is none.
  package var configuration: SourceFile?
  /// Where paths of linked documents start, relative to the project.
  package var documentationRoot: String
  /// The contents of linked documents and of files that bindings name, by path relative to the
  /// project; what is not there has none.
  package var contents: [String: [UInt8]] = [:]

  package init(
    journeys: [Journey], bindings: BindingSet, sources: [String: SourceFile],
    configuration: SourceFile?, documentationRoot: String
  ) {
    self.journeys = journeys
    self.bindings = bindings
    self.sources = sources
    self.configuration = configuration
    self.documentationRoot = documentationRoot
  }
}
