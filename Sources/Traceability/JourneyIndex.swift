package import JourneyModel
package import SourceText

/// The document that lists a project's journeys and says how each is built.
package struct JourneyIndex: Sendable {
  /// A link of the index to a document.
  package struct Entry: Sendable, Hashable {
    package var link: DocumentLink
    /// The document's path relative to the project; `nil` where there is none.
    package var document: String?

    package init(link: DocumentLink, document: String?) {
      self.link = link
      self.document = document
    }
  }

  package var source: SourceFile
  package var entries: [Entry]
  /// Titles of sections under *Structure for each journey*; empty where the index has no such list.
  package var requiredSections: [String]

  package init(source: SourceFile, entries: [Entry], requiredSections: [String] = []) {
    self.source = source
    self.entries = entries
    self.requiredSections = requiredSections
  }

  package var path: String { source.path }
}
