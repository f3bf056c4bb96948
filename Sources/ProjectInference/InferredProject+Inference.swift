import JourneyModel
import JourneyParser
import MarkdownTree
import ProjectConfiguration
import ProjectFiles
import SourceText
import Traceability

extension InferredProject {
  /// Works out how a repository's journeys are written.
  ///
  /// - Parameter finder: The repository's files and those that look like journeys; those that turn
  ///   out to be none are moved to its doubtful ones.
  package init(_ finder: inout JourneyFinder) {
    self.init()
    sections = Self.sections(of: finder)
    stories = StoryGuess(finder.journeys.map(\.source))
    let reader = JourneyReader(parserOptions)
    finder.leaveOut { !reader.read($0.source).obligations.isEmpty }
    sections = Self.sections(of: finder)
    stories = StoryGuess(finder.journeys.map(\.source))
    journeys = finder.cover
    index = Self.index(of: finder)
    let links = Self.links(of: finder, options: parserOptions)
    if let guess = RootGuess.root(links: links, files: finder.files) {
      documentationRoot = (guess.folder, guess.resolved, links.count)
    }
    backlog = BacklogGuess(finder, options: parserOptions)
  }

  private var parserOptions: ParserOptions {
    var options = ParserOptions()
    options.sections = sections
    if let stories {
      options.stories = StoryPattern(
        families: stories.families, digits: stories.digits.map { $0...$0 } ?? 1...12)
    }
    return options
  }

  /// Titles that the parser does not know and whose words hint at a section that the document
  /// would otherwise lack; frequent ones first.
  private static func sections(of finder: JourneyFinder) -> [Section.Role: [String]] {
    let reader = JourneyReader()
    var counts: [Section.Role: [String: Int]] = [:]
    for journey in finder.journeys {
      var missing = Set(Section.Role.allCases)
      missing.subtract(journey.scan.sections.compactMap(reader.role))
      for title in journey.scan.sections where reader.role(of: title) == nil {
        guard let role = SectionGuess.role(of: title), missing.contains(role) else { continue }
        counts[role, default: [:]][title, default: 0] += 1
      }
    }
    return counts.mapValues { titles in
      titles.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20).map(\.key)
    }
  }

  private static func links(of finder: JourneyFinder, options: ParserOptions) -> [String] {
    let reader = JourneyReader(options)
    return finder.journeys.flatMap { found in
      reader.read(found.source).documentLinks.map(\.path).filter { !$0.isEmpty }
    }
  }

  /// The README in the folder that the journeys share, if it names at least two of them.
  private static func index(of finder: JourneyFinder) -> String? {
    let folders = Set(finder.journeys.map { FilePath.folder(of: $0.source.path) })
    let candidates = folders.union(folders.map(FilePath.folder)).sorted()
    return candidates.lazy.map { FilePath.join($0, "README.md") }
      .first { finder.files.contains($0) && finder.names(journeysIn: $0) }
  }
}

extension JourneyFinder {
  /// Whether a document names most of the journeys by their files.
  func names(journeysIn path: String) -> Bool {
    guard let bytes = try? FileReader.read(FilePath.join(root, path), limit: 4 << 20) else {
      return false
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let named = journeys.count { text.contains(FilePath.name(of: $0.source.path)) }
    return named > 0 && named * 2 >= journeys.count
  }
}

extension BacklogGuess {
  /// Candidates beyond this are not read.
  private static let mostCandidates = 2_000

  /// The table that has most of the stories that the journeys name.
  init?(_ finder: JourneyFinder, options: ParserOptions) {
    let reader = JourneyReader(options)
    var wanted: Set<String> = []
    for journey in finder.journeys {
      for mention in reader.read(journey.source).stories.mentions {
        wanted.formUnion(mention.stories)
      }
    }
    guard !wanted.isEmpty else { return nil }
    let journeys = Set(finder.journeys.map(\.source.path))
    let candidates = finder.files
      .filter { ($0.hasSuffix(".csv") || Project.isMarkdown($0)) && !journeys.contains($0) }
      .prefix(Self.mostCandidates)
    var best: BacklogGuess?
    for path in candidates {
      guard let bytes = try? FileReader.read(FilePath.join(finder.root, path), limit: 4 << 20)
      else { continue }
      let tables = Self.tables(of: SourceFile(path: path, bytes: bytes))
      guard let guess = Self.guess(tables, path: path, wanted: wanted) else { continue }
      if guess.known > best?.known ?? 0 { best = guess }
    }
    guard let best, best.known >= 2 || best.known == wanted.count else { return nil }
    self = best
  }

  private static func tables(of source: SourceFile) -> [BacklogTable] {
    if source.path.hasSuffix(".csv") {
      return [BacklogTable(records: DelimitedText(source).records)]
    }
    guard source.bytes.contains(UInt8(ascii: "|")) else { return [] }
    return BacklogTable.tables(of: MarkdownDocument.parse(source).tree)
  }

  /// The column with most of the stories, over all tables of a file that have it.
  private static func guess(
    _ tables: [BacklogTable], path: String, wanted: Set<String>
  ) -> BacklogGuess? {
    var found: [String: Set<String>] = [:]
    for table in tables {
      for (column, heading) in table.header.enumerated() {
        let ids = table.rows.compactMap { column < $0.count ? $0[column].text : nil }
        found[heading.text, default: []].formUnion(wanted.intersection(ids))
      }
    }
    let best = found.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    guard let (heading, ids) = best, !ids.isEmpty else { return nil }
    return BacklogGuess(
      path: path, idColumn: heading.lowercased() == "id" ? nil : heading, known: ids.count)
  }
}
