package import JourneyModel
package import JourneyParser
package import ProjectConfiguration
import ProjectFiles
package import SourceText

/// A journey and the text that it was read from.
package struct JourneyDocument: Sendable {
  package var journey: Journey
  package var source: SourceFile

  package init(journey: Journey, source: SourceFile) {
    self.journey = journey
    self.source = source
  }
}

/// The journeys of a project and what they answer to, read from disk once.
package struct ProjectContents: Sendable {
  package var project: Project
  /// Sorted by path; a document that cannot be read is there with its diagnostic.
  package var documents: [JourneyDocument]
  /// Whether ``documents`` are all journeys of the project.
  package var isComplete: Bool
  package var index: JourneyIndex?
  package var backlog: Backlog?
  package var targets: DocumentIndex
  /// What is wrong with the configuration, the index and the backlog.
  package var diagnostics: [Diagnostic]

  /// Reads journeys and what belongs to them.
  ///
  /// - Parameters:
  ///   - paths: The journeys to read, relative to the project.
  ///   - isComplete: Whether these are all of them.
  package static func read(
    _ project: Project, paths: [String], isComplete: Bool
  ) async -> ProjectContents {
    var contents = ProjectContents(
      project: project, documents: [], isComplete: isComplete, targets: DocumentIndex(),
      diagnostics: project.diagnostics)
    contents.readIndex()
    contents.readBacklog()
    let reader = JourneyReader(contents.parserOptions)
    contents.documents = await JourneyDocument.read(paths, of: project, with: reader)
    let links = contents.documents.lazy.flatMap { document in
      document.journey.documentLinks.lazy.map {
        (document: document.journey.path, path: $0.path)
      }
    }
    contents.targets = DocumentIndex(project: project, links: links)
    return contents
  }

  private mutating func readIndex() {
    guard let path = project.indexPath(), let source = source(of: path) else { return }
    index = JourneyIndex(source, project: project)
  }

  private mutating func readBacklog() {
    guard let settings = project.configuration.backlog,
      let source = source(of: FilePath.normalized(settings.path.value))
    else { return }
    let (backlog, found) = Backlog.read(
      source, settings: settings, pattern: project.configuration.stories.pattern)
    self.backlog = backlog
    diagnostics += found
  }

  /// A configured file; what does not exist was told when the configuration was read.
  private mutating func source(of path: String) -> SourceFile? {
    do {
      return try project.read(path, limit: 64 << 20)
    } catch {
      if error != .missing {
        diagnostics.append(
          Diagnostic("WM013", .error, path: path, range: nil, "\(path) \(error.explanation)"))
      }
      return nil
    }
  }

  /// What the configuration and the index say about the form of the journeys.
  package var parserOptions: ParserOptions {
    var options = project.configuration.parserOptions
    if let titles = index?.requiredSections, !titles.isEmpty {
      let roles = titles.compactMap(JourneyReader(options).role)
      if !roles.isEmpty { options.requiredSections = roles }
    }
    return options
  }
}

extension Configuration {
  /// The parser's options without what only an index can tell.
  package var parserOptions: ParserOptions {
    var options = ParserOptions()
    options.stories = stories.pattern
    options.sections = sections
    for (name, titles) in groups {
      if let group = ListGroup(name) { options.groups[group] = titles }
    }
    options.tables = tables.mapValues { TableColumns(text: $0.text, modality: $0.modality) }
    return options
  }
}
