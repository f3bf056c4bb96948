import JourneyModel
import SourceText

extension JourneyBuilder {
  /// Where what is missing is told: at the title, or at the beginning where there is none.
  private var titlePlace: SourceRange {
    journey.titleRange ?? SourceRange(at: SourcePosition(line: 1, column: 1))
  }

  /// Compares the sections with what a journey must have, once all of them are read.
  mutating func checkStructure() {
    if journey.titleRange == nil {
      report(
        "WM102", SourceRange(at: SourcePosition(line: 1, column: 1)), "the journey has no title",
        help: "begin it with one H1: # Name of the journey"
      )
    }
    checkOrder()
    let present = Set(journey.sections.compactMap(\.role))
    for role in reader.options.requiredSections where !present.contains(role) {
      report(
        "WM104", titlePlace, "the section ‘\(role.title)’ is missing",
        help: "write ‘## \(role.title)’, or name your own title under ‘sections:’ in waymark.yaml")
    }
    if present.contains(.flow), journey.flows.allSatisfy(\.steps.isEmpty) {
      reportEmpty(.flow, "the flow has no step", "number the steps as one list: 1. …")
    }
    if present.contains(.expectations), journey.expectations.isEmpty {
      reportEmpty(.expectations, "no expectation is read", "write them as list items")
    }
    if present.contains(.guardrails), journey.guardrails.isEmpty {
      reportEmpty(.guardrails, "no guardrail is read", "write them as items below ‘Must:’")
    }
  }

  private mutating func checkOrder() {
    let order = Section.Role.allCases
    var seen: Set<Section.Role> = []
    var furthest = 0
    for section in journey.sections {
      guard let role = section.role, let rank = order.firstIndex(of: role) else { continue }
      if !seen.insert(role).inserted {
        report(
          "WM105", section.range, "the section ‘\(role.title)’ is repeated",
          help: "it is read on as one; join the two")
      } else if rank < furthest {
        report(
          "WM106", section.range,
          "the section ‘\(role.title)’ stands after ‘\(order[furthest].title)’",
          help: "move it up to its place")
      }
      furthest = max(furthest, rank)
    }
  }

  private mutating func reportEmpty(_ role: Section.Role, _ message: String, _ help: String) {
    let section = journey.sections.first { $0.role == role }
    report("WM108", section?.range, message, help: help)
  }
}
