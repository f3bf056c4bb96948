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
    readContents(of: finder)
    journeys = finder.cover
    index = Self.index(of: finder)
    let links = Self.links(of: finder, options: parserOptions)
    if let guess = RootGuess.root(links: links, files: finder.files) {
      documentationRoot = (guess.folder, guess.resolved, links.count)
    }
    linksFromDocuments = Self.linksFromDocuments(of: finder, options: parserOptions)
    backlog = BacklogGuess(finder, options: parserOptions)
  }

  private var parserOptions: ParserOptions {
    var options = ParserOptions()
    options.sections = sections.mapValues { $0.map(\.title) }
    for (name, names) in groups.names {
      if let group = ListGroup(name) { options.groups[group] = names }
    }
    options.tables = tables.mapValues { TableColumns(text: $0.text, modality: $0.modality) }
    if let stories {
      options.stories = StoryPattern(
        families: stories.families, digits: stories.digits.map { $0...$0 } ?? 1...12)
    }
    return options
  }

  /// Titles that the parser does not know, with the role that most of their documents give them;
  /// frequent ones first.
  private static func sections(of finder: JourneyFinder) -> [Section.Role: [InferredTitle]] {
    let reader = JourneyReader()
    var votes: [String: TitleVotes] = [:]
    for journey in finder.journeys {
      let assignment = SectionAssignment(journey.shapes, reader: reader)
      for (index, shape) in journey.shapes.enumerated()
      where reader.role(of: shape.title) == nil && !shape.title.isEmpty {
        votes[shape.title.lowercased(), default: TitleVotes(title: shape.title)]
          .add(assignment.entries[index])
      }
    }
    // What only its place suggests must stand there in most documents.
    let mostDocuments = finder.journeys.count / 2 + 1
    var titles: [Section.Role: [InferredTitle]] = [:]
    for title in votes.values.compactMap({ $0.elected(amongst: mostDocuments) }) {
      titles[title.role, default: []].append(title)
    }
    return titles.mapValues { titles in
      Array(
        titles.sorted { ($1.documents, $0.title) < ($0.documents, $1.title) }.prefix(mostTitles))
    }
  }

  private static let mostTitles = 20

  /// Groups and tables within the sections, once their roles are known.
  private mutating func readContents(of finder: JourneyFinder) {
    let reader = JourneyReader(parserOptions)
    let shapes = finder.journeys.flatMap { journey in
      journey.shapes.compactMap { shape in reader.role(of: shape.title).map { ($0, shape) } }
    }
    groups = GroupGuess(shapes)
    for role in [Section.Role.flow, .expectations, .guardrails] {
      let tables = shapes.flatMap { $0.0 == role ? $0.1.tables : [] }
      // Tables beside steps explain them.
      let hasSteps = role == .flow && shapes.contains { $0.0 == .flow && $0.1.steps > 0 }
      if !hasSteps { self.tables[role] = TableGuess(tables, in: role) }
    }
  }

  private static func links(of finder: JourneyFinder, options: ParserOptions) -> [String] {
    let reader = JourneyReader(options)
    return finder.journeys.flatMap { found in
      reader.read(found.source).documentLinks.map(\.path).filter { !$0.isEmpty }
    }
  }

  /// How many links lead to a file from the folder of their document.
  private static func linksFromDocuments(
    of finder: JourneyFinder, options: ParserOptions
  ) -> Int {
    let reader = JourneyReader(options)
    let files = Set(finder.files)
    return finder.journeys.reduce(0) { count, found in
      let folder = FilePath.folder(of: found.source.path)
      return count
        + reader.read(found.source).documentLinks.count { link in
          !link.path.isEmpty
            && files.contains(FilePath.normalized(FilePath.join(folder, link.path)))
        }
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

/// What the documents that have a title take it for.
private struct TitleVotes {
  let title: String
  private var documents = 0
  private var roles: [Section.Role: (count: Int, evidence: SectionEvidence)] = [:]

  init(title: String) { self.title = title }

  mutating func add(_ entry: SectionAssignment.Entry?) {
    documents += 1
    guard let entry else { return }
    let sofar = roles[entry.role] ?? (0, entry.evidence)
    roles[entry.role] = (sofar.count + 1, max(sofar.evidence, entry.evidence))
  }

  func elected(amongst mostDocuments: Int) -> InferredTitle? {
    let best = roles.max {
      ($0.value.count, $0.value.evidence, $1.key.rawValue)
        < ($1.value.count, $1.value.evidence, $0.key.rawValue)
    }
    guard let (role, vote) = best, vote.count * 2 >= documents,
      vote.evidence > .place || documents >= mostDocuments
    else { return nil }
    return InferredTitle(title: title, role: role, evidence: vote.evidence, documents: documents)
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
