import JourneyModel
import ProjectFiles
import Review
import SourceText
import TestSupport
import Testing

/// Edits of our own journeys, every sentence of which is bound to a check of its own.
@Suite struct OwnJourneysTests {
  private static let folder = Repository.location(of: "Specs/journeys")

  static let names = FolderWalk.names(in: folder).filter {
    $0.hasSuffix(".md") && $0 != "README.md"
  }

  /// A journey as committed, confirmed as a whole.
  private struct Document {
    var lines: [String]
    var journey: Journey
    var references: [BoundReference]
    var lock: WaymarkLock

    init(_ name: String) throws {
      let text = String(
        decoding: try FileReader.read(FilePath.join(OwnJourneysTests.folder, name)), as: UTF8.self)
      lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      journey = Wording.journey(text)
      references = journey.obligations.enumerated().map { index, obligation in
        BoundReference(
          journey: "small", check: "c\(index)", path: String(obligation.pathInJourney))
      }
      lock =
        WordingReview(lock: WaymarkLock(), journeys: [journey], references: references)
        .accepting(where: { _ in true }, in: { _ in true }).lock
    }

    func review(_ lines: [String]) -> (review: WordingReview, journey: Journey) {
      let journey = Wording.journey(lines.joined(separator: "\n"))
      return (WordingReview(lock: lock, journeys: [journey], references: references), journey)
    }

    /// Expects that every check still means the sentence that it was confirmed for.
    func expectNothingSuspect(
      _ lines: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) {
      let (review, now) = review(lines)
      #expect(review.suspects.isEmpty, sourceLocation: sourceLocation)
      #expect(review.count(.lost) == 0, sourceLocation: sourceLocation)
      let told = review.count(.confirmed) + review.count(.moved)
      #expect(told == journey.obligations.count, sourceLocation: sourceLocation)
      let meant = review.targets.map { target -> String in
        if case .obligation(let index) = target { now.obligations[index].fingerprint } else { "" }
      }
      #expect(meant == journey.obligations.map(\.fingerprint), sourceLocation: sourceLocation)
    }
  }

  @Test func thereAreJourneys() {
    #expect(Self.names.count >= 7)
  }

  @Test(arguments: names) func editingOneSentenceMakesThatSuspectAndNothingElse(
    name: String
  ) throws {
    let document = try Document(name)
    for clause in Self.clauses(of: document.journey) {
      var lines = document.lines
      let line = clause.range.start.line - 1
      lines[line] = Self.edited(lines[line])
      let (review, _) = document.review(lines)
      let expected = Set(
        document.journey.obligations.map(\.id).filter {
          $0 == clause.id || $0.hasPrefix(clause.id + ".")
        })
      #expect(review.suspects == expected, "\(clause.id): \(lines[line])")
      #expect(review.count(.confirmed) == document.references.count - expected.count)
    }
  }

  @Test(arguments: names) func rewrappingMakesNothingSuspect(name: String) throws {
    let document = try Document(name)
    document.expectNothingSuspect(document.lines.flatMap(Self.wrapped))
  }

  @Test(arguments: names) func numberingAnewMakesNothingSuspect(name: String) throws {
    let document = try Document(name)
    let lines = document.lines.map { line in
      line.replacing(/^(#+ |)([0-9]+)(\.[0-9]+|\.)( ?)/) { match in
        // Of one digit still: what is nested stands where the text of its step begins.
        "\(match.1)\((Int(match.2) ?? 0) % 9 + 1)\(match.3)\(match.4)"
      }
    }
    #expect(lines != document.lines)
    document.expectNothingSuspect(lines)
  }

  /// Bullets of one level are put in the opposite order, with all that is nested in them.
  @Test(arguments: names, [0, 2, 4]) func reorderingKeepsBindingsOnTheirSentences(
    name: String, indent: Int
  ) throws {
    let document = try Document(name)
    document.expectNothingSuspect(Self.reversed(document.lines, indent: indent))
  }

  // MARK: - Edits

  /// All clauses of which obligations are made.
  private static func clauses(of journey: Journey) -> [Clause] {
    func all(_ clauses: [Clause]) -> [Clause] {
      clauses.flatMap { [$0] + all($0.clauses) }
    }
    return all(journey.flows.flatMap(\.steps) + journey.expectations + journey.guardrails)
  }

  private static func marker(of line: String) -> Substring? {
    line.firstMatch(of: /^ *([-*]|[0-9]+\.) +/)?.output.0
  }

  /// The item with a word put in.
  private static func edited(_ line: String) -> String {
    guard let marker = marker(of: line) else { return line }
    let words = line.dropFirst(marker.count).split(separator: " ", maxSplits: 1)
    return marker + words[0] + " nearly " + (words.count > 1 ? words[1] : "so.")
  }

  /// The item on two lines, where it has several words.
  private static func wrapped(_ line: String) -> [String] {
    guard let marker = marker(of: line) else { return [line] }
    let words = line.dropFirst(marker.count).split(separator: " ", maxSplits: 2)
    guard words.count == 3, !words[2].hasPrefix("<!--") else { return [line] }
    let margin = String(repeating: " ", count: marker.count)
    return ["\(marker)\(words[0])   \(words[1])", margin + words[2]]
  }

  private static func reversed(_ lines: [String], indent: Int) -> [String] {
    let bullet = String(repeating: " ", count: indent) + "- "
    var result: [String] = []
    var blocks: [[String]] = []
    for line in lines {
      let isDeeper = line.prefix { $0 == " " }.count > indent
      if line.hasPrefix(bullet) {
        blocks.append([line])
      } else if isDeeper, !blocks.isEmpty {
        blocks[blocks.count - 1].append(line)
      } else {
        result += blocks.reversed().flatMap(\.self)
        blocks = []
        result.append(line)
      }
    }
    return result + blocks.reversed().flatMap(\.self)
  }
}
