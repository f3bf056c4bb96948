import Digests
import JourneyModel
import MarkdownTree
import SourceText

/// Walks a document once, in its order, and collects the journey.
///
/// The sections are in extensions, one a file; all of them read text through ``read(_:place:)``, so
/// that every story and link is seen exactly once.
struct JourneyBuilder {
  let reader: JourneyReader
  let tree: MarkdownTree
  var journey: Journey
  let hasher = SHA256Hasher()
  private var spareText = PlainText()
  /// How many siblings of each kind of path there are so far; repeated sections go on counting.
  private var ordinals = [Int](repeating: 0, count: PathKind.count)
  /// The stories that sub-flows' titles name, by position in `journey.flows`.
  var flowStories: [Int: [String]] = [:]
  var names: Set<String> = []
  /// Where the journey's mentions stand in the document, which is not the order in which they are
  /// read.
  var mentionPlaces: [(inline: Int32, offset: Int)] = []
  /// How many stories have been named, repetitions counted.
  var namedStories = 0
  var diagnosticsLeftOut = 0

  /// More would drown whoever reads them.
  static let diagnosticLimit = 1_000

  init(reader: JourneyReader, tree: MarkdownTree) {
    self.reader = reader
    self.tree = tree
    journey = Journey(id: JourneyReader.id(ofPath: tree.source.path), path: tree.source.path)
  }

  mutating func build() {
    let sections = split()
    readPreamble(sections.preamble)
    for section in sections.sections { read(section) }
    checkStructure()
  }

  mutating func finish() -> Journey {
    if diagnosticsLeftOut > 0 {
      journey.diagnostics.append(
        Diagnostic(
          "WM118", .warning, path: journey.path,
          range: SourceRange(at: SourcePosition(line: 1, column: 1)),
          "\(diagnosticsLeftOut) further diagnostics of this file are left out"))
    }
    journey.diagnostics.sort()
    collectMentions()
    journey.links.sortIfNeeded { $0.range.start < $1.range.start }
    sortObligations()
    return journey
  }

  /// An empty text with room from earlier ones, to be given back.
  mutating func takeText() -> PlainText {
    var text = PlainText()
    swap(&text, &spareText)
    return text
  }

  mutating func giveBack(_ text: inout PlainText) {
    text.reset()
    swap(&text, &spareText)
  }

  /// Reads a paragraph or heading that becomes no clause; gives its text.
  @discardableResult
  mutating func readPlain(_ block: Int32, place: StoryMention.Place?) -> String {
    var text = takeText()
    text.append(block, of: tree)
    _ = read(text, of: block, place: place)
    let string = text.string
    giveBack(&text)
    return string
  }

  /// Brings the obligations into the order of the sections, which the document's may not be.
  private mutating func sortObligations() {
    for index in journey.obligations.indices.dropFirst()
    where journey.obligations[index].kind.rank < journey.obligations[index - 1].kind.rank {
      let found = journey.obligations
      journey.obligations = ObligationKind.allCases.flatMap { kind in
        found.filter { $0.kind == kind }
      }
      return
    }
  }

  private mutating func collectMentions() {
    let places = mentionPlaces
    for index in places.indices.dropFirst() where places[index] < places[index - 1] {
      let mentions = journey.stories.mentions
      let order = places.indices.sorted { places[$0] < places[$1] }
      journey.stories.mentions = order.map { mentions[$0] }
      break
    }
    for mention in journey.stories.mentions {
      switch mention.place {
      case .title: journey.stories.title += mention.stories
      case .related: journey.stories.related += mention.stories
      case .mapped: journey.stories.mapped += mention.stories
      case .inline: journey.stories.inline += mention.stories
      }
    }
    journey.stories.title = journey.stories.title.unique
    journey.stories.related = journey.stories.related.unique
    journey.stories.mapped = journey.stories.mapped.unique
    journey.stories.inline = journey.stories.inline.unique
  }

  mutating func nextOrdinal(_ kind: PathKind) -> Int {
    ordinals[kind.index] += 1
    return ordinals[kind.index]
  }
}

extension ObligationKind {
  fileprivate var rank: Int {
    switch self {
    case .step: 0
    case .expectation: 1
    case .guardrail: 2
    }
  }
}

extension Array {
  /// Sorts what is nearly always sorted.
  fileprivate mutating func sortIfNeeded(_ precedes: (Element, Element) -> Bool) {
    for index in indices.dropFirst() where precedes(self[index], self[index - 1]) {
      sort(by: precedes)
      return
    }
  }
}

extension [String] {
  /// Each once, in the order of first appearance.
  var unique: [String] {
    if count < 2 { return self }
    var result: [String] = []
    if count <= 16 {
      for element in self where !result.contains(element) { result.append(element) }
    } else {
      var seen: Set<String> = []
      for element in self where seen.insert(element).inserted { result.append(element) }
    }
    return result
  }
}
