import Bindings
import JourneyModel
import SourceText

extension Selection {
  /// What a term that names nothing was probably meant to name.
  ///
  /// - Returns: A name as it can be given instead; `nil` where none is near.
  package static func suggestion(for term: String, among subjects: [Subject]) -> String? {
    nearestLine(to: term, among: subjects)
      ?? NearMiss.suggestion(for: term, among: names(of: subjects, like: term).sorted())
  }

  /// Every name that a subject can be selected by.
  private static func names(of subjects: [Subject], like term: String) -> Set<String> {
    var names: Set<String> = []
    for subject in subjects {
      if let journey = subject.journey {
        names.formUnion([journey.id] + journey.stories.mapped + paths(journey.path))
      }
      for obligation in subject.obligations {
        names.insert(obligation.id)
        names.formUnion(obligation.stories + obligation.inheritedStories)
        if let name = obligation.name, let journey = subject.journey {
          names.insert("\(journey.id)#\(name)")
        }
      }
      guard let check = subject.check else { continue }
      names.formUnion([check.id, "\(check.journey)/\(check.id)"] + paths(check.location.path))
      names.formUnion(check.tags.map { term.hasPrefix("@") ? "@" + $0 : $0 })
    }
    return names
  }

  /// A file's path and name, and the folders above it.
  private static func paths(_ path: String) -> [String] {
    var paths = [path]
    var rest = path[...]
    if let slash = rest.lastIndex(of: "/") {
      paths.append(String(rest[rest.index(after: slash)...]))
    }
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      paths.append(String(rest))
    }
    return paths
  }

  /// The place in a file that is named, where nothing stands at the line.
  private static func nearestLine(to term: String, among subjects: [Subject]) -> String? {
    guard let colon = term.lastIndex(of: ":"), let line = Int(term[term.index(after: colon)...])
    else { return nil }
    let path = String(term[..<colon])
    var places: [(path: String, line: Int)] = []
    for subject in subjects {
      if let check = subject.check, Expression.isPath(path, of: check.location.path) {
        places.append((check.location.path, check.location.line))
      } else if let journey = subject.journey, Expression.isPath(path, of: journey.path) {
        places += subject.obligations.map { (journey.path, $0.range.start.line) }
      }
    }
    return places.min { (abs($0.line - line), $0.line) < (abs($1.line - line), $1.line) }
      .map { "\($0.path):\($0.line)" }
  }
}
