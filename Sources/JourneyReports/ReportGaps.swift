import RunEvents

/// What nobody looks after, worst first.
struct ReportGaps {
  struct Item {
    /// As people call it.
    var id: String
    /// Where the report tells of it.
    var anchor: String
    var text: String
  }

  struct Group {
    var title: String
    var items: [Item]
  }

  let groups: [Group]

  init(_ model: ReportModel) {
    let stories = model.stories.filter { !$0.isDeselected }
    let journeys = model.journeys.filter { !$0.isDeselected }
    let guardrails = model.obligations.filter {
      !$0.isDeselected && $0.record.kind == "guardrail" && $0.verdict.standing == .unchecked
        && ["must", "must-not"].contains($0.record.modality ?? "")
    }
    let all = [
      Group(
        title: "Stories that no journey names",
        items: stories.filter { $0.record.isInBacklog && $0.obligations.isEmpty }.map(Self.item)),
      Group(
        title: "Stories that are not in the backlog",
        items: stories.filter { !$0.record.isInBacklog }.map(Self.item)),
      Group(
        title: "Stories of which nothing is checked",
        items: stories.filter { story in
          !story.obligations.isEmpty
            && story.obligations.allSatisfy {
              model.obligations[$0].verdict.standing == .unchecked
            }
        }.map(Self.item)),
      Group(
        title: "Journeys without a check",
        items: journeys.filter(\.checks.isEmpty).map {
          Item(id: $0.record.id, anchor: Anchor.of($0.record), text: $0.record.title)
        }),
      Group(
        title: "Guardrails (must, must not) that nothing checks",
        items: guardrails.map(Self.item)),
      Group(
        title: "Suspect promises, whose wording changed since their checks were confirmed",
        items: model.suspects.map(Self.item)),
    ]
    groups = all.filter { !$0.items.isEmpty }
  }

  private static func item(_ obligation: ObligationResult) -> Item {
    let record = obligation.record
    return Item(id: record.id, anchor: Anchor.of(record), text: record.text)
  }

  private static func item(_ story: StoryResult) -> Item {
    Item(id: story.record.id, anchor: Anchor.of(story.record), text: story.record.title)
  }
}
