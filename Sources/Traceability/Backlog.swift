package import SourceText

/// One story of the backlog.
package struct BacklogStory: Sendable, Hashable {
  /// As the backlog writes it, such as `BF-002` or a tracker's `PLAT-812`.
  package var id: String
  package var title: String
  /// `nil` where the backlog does not say.
  package var phase: String?
  package var owner: String?
  /// Where the id stands in the backlog's file.
  package var range: SourceRange

  package init(
    id: String, title: String, phase: String? = nil, owner: String? = nil, range: SourceRange
  ) {
    self.id = id
    self.title = title
    self.phase = phase
    self.owner = owner
    self.range = range
  }

  /// What stands before the last hyphen: `BF` of `BF-002`.
  package var family: Substring { id.lastIndex(of: "-").map { id[..<$0] } ?? id[...] }
}

/// The stories that journeys answer to, as the project lists them.
package struct Backlog: Sendable {
  package var source: SourceFile
  /// In the order of the file, each id once.
  package private(set) var stories: [BacklogStory]
  /// Further rows of an id that the backlog already has.
  package private(set) var repeated: [BacklogStory]
  private let positions: [String: Int]
  private let aliases: [String: String]

  /// - Parameter aliases: The tracker's id by ours; a story is found under either.
  package init(source: SourceFile, rows: [BacklogStory], aliases: [String: String] = [:]) {
    self.source = source
    self.aliases = aliases
    var stories: [BacklogStory] = []
    var repeated: [BacklogStory] = []
    var positions: [String: Int] = [:]
    for row in rows {
      if positions[row.id] == nil {
        positions[row.id] = stories.count
        stories.append(row)
      } else {
        repeated.append(row)
      }
    }
    self.stories = stories
    self.repeated = repeated
    self.positions = positions
  }

  package var path: String { source.path }

  /// The story of an id, found by its alias too.
  package subscript(id: String) -> BacklogStory? {
    if let position = positions[id] { return stories[position] }
    return aliases[id].flatMap { positions[$0] }.map { stories[$0] }
  }

  /// The story that an unknown id was probably meant to name.
  package func suggestion(for id: String) -> String? {
    NearMiss.suggestion(for: id, among: stories.lazy.map(\.id))
  }
}
