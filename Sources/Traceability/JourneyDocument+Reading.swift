package import JourneyParser
package import ProjectConfiguration
import ProjectFiles
import SourceText

extension JourneyDocument {
  /// Below this many documents starting tasks costs more than it gains.
  private static let fewDocuments = 24

  /// Reads and parses documents, on all cores where there are many.
  ///
  /// - Parameter paths: Relative to the project; the result has the same order.
  package static func read(
    _ paths: [String], of project: Project, with reader: JourneyReader
  ) async -> [JourneyDocument] {
    guard paths.count >= fewDocuments else {
      return paths.map { read($0, of: project, with: reader) }
    }
    let stretch = 16
    let stretches = stride(from: 0, to: paths.count, by: stretch).map {
      paths[$0..<min($0 + stretch, paths.count)]
    }
    return await withTaskGroup(of: (Int, [JourneyDocument]).self) { group in
      for (number, paths) in stretches.enumerated() {
        group.addTask { (number, paths.map { read($0, of: project, with: reader) }) }
      }
      var documents = [[JourneyDocument]](repeating: [], count: stretches.count)
      for await (number, read) in group { documents[number] = read }
      return documents.flatMap(\.self)
    }
  }

  /// Reads one document; one that cannot be read has a diagnostic and nothing else.
  package static func read(
    _ path: String, of project: Project, with reader: JourneyReader
  ) -> JourneyDocument {
    do {
      let source = try project.read(path)
      return JourneyDocument(journey: reader.read(source), source: source)
    } catch {
      let diagnostic = Diagnostic(
        "WM004", .error, path: path, range: nil, "the document \(error.explanation)")
      return JourneyDocument(
        journey: reader.unreadable(path: path, diagnostic),
        source: SourceFile(path: path, bytes: []))
    }
  }
}
