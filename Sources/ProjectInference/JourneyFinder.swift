import JourneyModel
import JourneyParser
import ProjectConfiguration
import ProjectFiles
package import SourceText

/// The Markdown documents of a repository, and which of them are journeys.
package struct JourneyFinder: Sendable {
  package struct Found: Sendable {
    package let source: SourceFile
    let shapes: [SectionShape]

    init(_ source: SourceFile) {
      self.source = source
      shapes = SectionShape.shapes(of: source)
    }
  }

  /// Documents larger than this are not looked at.
  private static let largest = 4 << 20
  /// A document with more sections is no journey.
  private static let mostSections = 60
  /// Documents that most repositories have, and that may look like a journey.
  private static let foreign: Set<String> = [
    "changelog", "changes", "code_of_conduct", "contributing", "history", "install", "installation",
    "license", "licence", "news", "releases", "security", "support", "upgrading",
  ]

  /// The repository on disk.
  package let root: String
  /// Every file, relative to the root.
  package private(set) var files: [String]
  /// The documents that look like journeys, sorted by path.
  package private(set) var journeys: [Found] = []
  /// Documents with a flow or guardrails that lack the rest of a journey.
  package private(set) var doubtful: [String] = []
  /// Files that could not be read, with the reason.
  package private(set) var unreadable: [(path: String, reason: String)] = []

  /// Walks the tree below a folder.
  package init(root: String) {
    self.root = root
    files = FolderWalk.files(below: root)
    var candidates: [Found] = []
    for path in files where Project.isMarkdown(path) {
      guard !Project.indexNames.contains(FilePath.name(of: path)) else { continue }
      do {
        let bytes = try FileReader.read(FilePath.join(root, path), limit: Self.largest)
        let source = SourceFile(path: path, bytes: bytes)
        if Self.isCandidate(HeadingScan(source), path: path) { candidates.append(Found(source)) }
      } catch {
        unreadable.append((path, error.explanation))
      }
    }
    candidates.sort { $0.source.path.utf8.lexicographicallyPrecedes($1.source.path.utf8) }
    judge(candidates)
  }

  /// Whether a document is worth parsing: it has sections, and something like steps or rules.
  private static func isCandidate(_ scan: HeadingScan, path: String) -> Bool {
    guard (2...mostSections).contains(scan.sections.count),
      !foreign.contains(JourneyReader.id(ofPath: path).lowercased())
    else { return false }
    if scan.hasSteps, scan.sections.count >= 3 { return true }
    let roles = Set(scan.sections.compactMap(SectionGuess.role))
    return roles.count >= 2 && (roles.contains(.flow) || roles.contains(.guardrails))
  }

  private mutating func judge(_ candidates: [Found]) {
    let reader = JourneyReader()
    var titles: [String: Int] = [:]
    for candidate in candidates {
      for title in candidate.titles { titles[title, default: 0] += 1 }
    }
    for candidate in candidates {
      let common = candidate.titles.count { titles[$0, default: 0] > 1 }
      switch JourneyLikelihood(candidate, reader: reader).verdict(isCommon: common >= 3) {
      case .journey: journeys.append(candidate)
      case .doubtful: doubtful.append(candidate.source.path)
      case .other: break
      }
    }
  }

  /// Leaves out documents that only have the titles of a journey.
  ///
  /// These are documents of which nothing can be read, in folders of which nothing else can be read
  /// either. Where nothing can be read at all, all stay.
  ///
  /// - Parameter isReadable: Whether a document gives an obligation.
  mutating func leaveOut(unless isReadable: (Found) -> Bool) {
    let folders = Set(
      journeys.filter(isReadable).map { FilePath.folder(of: $0.source.path) })
    guard !folders.isEmpty else { return }
    let isKept: (Found) -> Bool = { folders.contains(FilePath.folder(of: $0.source.path)) }
    doubtful = (doubtful + journeys.filter { !isKept($0) }.map(\.source.path)).sorted()
    journeys = journeys.filter(isKept)
  }

  /// The shortest list of folders, globs and files that names the journeys and nothing else.
  package var cover: [String] {
    let wanted = Set(journeys.map(\.source.path))
    guard !wanted.isEmpty else { return [] }
    let documents = files.filter {
      Project.isMarkdown($0) && !Project.indexNames.contains(FilePath.name(of: $0))
    }
    return FolderCover(documents: documents, wanted: wanted).entries(in: ".")
  }
}

extension JourneyFinder.Found {
  /// The titles of its sections in small letters, each once.
  var titles: Set<String> { Set(shapes.map { $0.title.lowercased() }) }
}

/// Names a set of documents by the topmost folders that hold nothing else.
private struct FolderCover {
  /// Documents directly in a folder.
  private var documents: [String: [String]] = [:]
  private var folders: [String: Set<String>] = [:]
  /// Folders below which there are both wanted and other documents, or only others.
  private var impure: Set<String> = []
  private let wanted: Set<String>

  init(documents paths: [String], wanted: Set<String>) {
    self.wanted = wanted
    for path in paths {
      var folder = FilePath.folder(of: path)
      documents[folder, default: []].append(path)
      if !wanted.contains(path) { impure.insert(folder) }
      while folder != "." {
        let parent = FilePath.folder(of: folder)
        folders[parent, default: []].insert(folder)
        if !wanted.contains(path) { impure.insert(parent) }
        folder = parent
      }
    }
  }

  /// Depth is bounded by the walk that found the documents.
  func entries(in folder: String) -> [String] {
    if !impure.contains(folder) { return [deepest(folder)] }
    return files(in: folder) + (folders[folder] ?? []).sorted().flatMap(entries)
  }

  /// The folder itself, or the one below it that holds everything.
  private func deepest(_ folder: String) -> String {
    var folder = folder
    while documents[folder] == nil, let inner = folders[folder], inner.count == 1 {
      folder = inner.first ?? folder
    }
    return folder
  }

  private func files(in folder: String) -> [String] {
    let all = documents[folder] ?? []
    let chosen = all.filter(wanted.contains)
    guard chosen.count > 1 else { return chosen }
    let ending = commonEnding(chosen.map { FilePath.name(of: $0) })
    let glob = FilePath.join(folder, "*" + ending)
    return Set(all.filter(Glob(glob).matches)) == Set(chosen) ? [glob] : chosen
  }

  /// The longest common end of names that begins at a `-`, `_` or `.`.
  private func commonEnding(_ names: [String]) -> String {
    guard var ending = names.first else { return "" }
    for name in names.dropFirst() {
      let alike = zip(ending.reversed(), name.reversed()).prefix { $0 == $1 }.count
      ending = String(ending.suffix(alike))
    }
    return ending.firstIndex { "-_.".contains($0) }.map { String(ending[$0...]) } ?? ending
  }
}
