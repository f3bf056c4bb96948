import JSONTree
import RunEvents

/// What filters, matrix and list of the living document need of every promise, in few bytes.
///
/// Promises stand in the order of the journeys; what each has one of is a letter in a text as long
/// as there are promises, or a number in a list of that length. The script names the letters.
struct LivingIndex {
  let json: JSONValue

  init(
    _ model: ReportModel, _ matrix: StoryMatrix, _ changed: [String: LivingPast.Change]
  ) {
    let journeys = matrix.journeys.map { model.journeys[$0] }
    let obligations = journeys.flatMap { $0.obligations.map { model.obligations[$0] } }
    let stories = matrix.rows.map { model.stories[$0.story].record }
    let numbers = Dictionary(
      stories.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var owners = Sets<String>()
    var storySets = Sets<Int>()
    var storySet: [JSONValue] = []
    var ownerSet: [JSONValue] = []
    var marks: [(String, JSONValue)] = []
    var changes: [(String, JSONValue)] = []
    for (number, obligation) in obligations.enumerated() {
      let named = Set(obligation.record.stories.compactMap { numbers[$0] }).sorted()
      let checks = obligation.checks.map { model.checks[$0].record.owner ?? "" }
      let all = Set(checks + named.map { stories[$0].owner }).subtracting([""])
      storySet.append(.init(storySets.number(of: named)))
      ownerSet.append(.init(owners.number(of: all.sorted())))
      if !obligation.marks.isEmpty {
        marks.append(
          ("\(number)", .array(obligation.marks.map { .string($0.rawValue) })))
      }
      if let change = changed[obligation.record.id] {
        changes.append(("\(number)", .array(change.kinds.map { .string($0.rawValue) })))
      }
    }
    json = [
      "journeys": .array(
        journeys.map { journey in
          [
            .string(Anchor.of(journey.record)), .shown(journey.record.path),
            .init(journey.obligations.count),
            .array(journey.record.documents.map(JSONValue.shown)),
          ]
        }),
      "stories": .array(stories.map { .string(Anchor.of($0)) }),
      "families": .array(
        matrix.rows.map { .shown(String(model.stories[$0.story].family)) }),
      "paths": .string(
        obligations.map { Anchor.path(of: $0.record) }.joined(separator: " ")),
      "verdicts": .string(obligations.map { Self.letter($0.verdict) }.joined()),
      "kinds": .string(obligations.map { Self.letter(kind: $0.record.kind) }.joined()),
      "modalities": .string(
        obligations.map { Self.letter(modality: $0.record.modality ?? "") }.joined()),
      "storySets": storySets.json { .init($0) }, "storySet": .array(storySet),
      "ownerSets": owners.json { .shown($0) }, "ownerSet": .array(ownerSet),
      "marks": .object(JSONObject(marks)), "changes": .object(JSONObject(changes)),
      "source": .init(model.run.sourceURL),
    ]
  }

  static func letter(_ verdict: Verdict) -> String {
    switch verdict {
    case .failed: "f"
    case .undecided: "u"
    case .notExercised: "n"
    case .pending: "p"
    case .waived: "w"
    case .manual: "m"
    case .passed: "k"
    }
  }

  private static func letter(kind: String) -> String {
    switch kind {
    case "step": "s"
    case "expectation": "e"
    case "guardrail": "g"
    default: "-"
    }
  }

  private static func letter(modality: String) -> String {
    switch modality {
    case "must": "m"
    case "must-not": "n"
    case "should": "s"
    case "should-not": "t"
    case "may": "y"
    default: "-"
    }
  }
}

/// Lists that many promises share, each once.
private struct Sets<Element: Hashable> {
  private var lists: [[Element]] = []
  private var numbers: [[Element]: Int] = [:]

  mutating func number(of list: [Element]) -> Int {
    if let number = numbers[list] { return number }
    lists.append(list)
    numbers[list] = lists.count - 1
    return lists.count - 1
  }

  func json(_ element: (Element) -> JSONValue) -> JSONValue {
    .array(lists.map { .array($0.map(element)) })
  }
}
