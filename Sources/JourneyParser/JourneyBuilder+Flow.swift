import JourneyModel
import MarkdownTree
import SourceText

extension JourneyBuilder {
  /// Reads the ordered lists of the flow section as steps; H3 headings begin sub-flows.
  mutating func readFlow(_ section: SectionBlocks) {
    let segments = segments(of: section)
    let lastWithSteps = segments.lastIndex { hasSteps($0) }
    var flow: Int?
    var notes: [String] = []
    for (index, segment) in segments.enumerated() {
      if let heading = segment.heading {
        flow = hasSteps(segment) ? addFlow(heading) : flow
        if !hasSteps(segment) { noteHeading(heading, &notes) }
      } else if hasSteps(segment) {
        flow = journey.flows.firstIndex { $0.title == nil } ?? addFlow(nil)
      }
      let isIntroduced = segment.heading == nil && lastWithSteps != nil
      read(segment, into: flow, &notes, isIntroduced: isIntroduced && index < (lastWithSteps ?? 0))
      if let flow {
        journey.flows[flow].notes += notes
        notes = []
      }
    }
    if flow == nil {
      if journey.flows.isEmpty { journey.flows.append(Flow(id: "flow", title: nil)) }
      journey.flows[journey.flows.count - 1].notes += notes
    }
  }

  private func hasSteps(_ segment: Segment) -> Bool {
    segment.blocks.contains { kind(of: $0) == .orderedList || isObligationTable($0, in: .flow) }
  }

  private mutating func addFlow(_ heading: Int32?) -> Int {
    guard let heading else {
      journey.flows.append(Flow(id: "flow", title: nil))
      return journey.flows.count - 1
    }
    let text = PlainText(of: heading, in: tree)
    let number = nextOrdinal(.flow)
    let stories = read(text, of: heading, place: .inline).stories
    rejectNames(of: text)
    journey.flows.append(
      Flow(id: "flow-\(number)", title: text.string, range: range(of: heading)))
    flowStories[journey.flows.count - 1] = stories
    return journey.flows.count - 1
  }

  /// An H3 without steps is no sub-flow: its text is kept, and reported.
  private mutating func noteHeading(_ heading: Int32, _ notes: inout [String]) {
    notes.append(readPlain(heading, place: .inline))
    reportUnread(heading, in: .step)
  }

  private mutating func read(
    _ segment: Segment, into flow: Int?, _ notes: inout [String], isIntroduced: Bool
  ) {
    let steps = segment.blocks.indices.filter {
      kind(of: segment.blocks[$0]) == .orderedList
        || isObligationTable(segment.blocks[$0], in: .flow)
    }
    var previous: MarkdownTree.Block.Kind?
    for (index, block) in segment.blocks.enumerated() {
      switch kind(of: block) {
      case .orderedList:
        if let flow { readSteps(block, into: flow) }
      case .paragraph:
        if let flow, isObligationTable(block, in: .flow) {
          for row in tableRows(block, in: .flow) {
            let number = (journey.flows[flow].steps.last?.number ?? 0) + 1
            addStep(.row(row), number: number, to: flow, stepScope(of: flow))
          }
          break
        }
        let isNote =
          isIntroduced || steps.first.map { index < $0 } == true
          || steps.last.map { index > $0 } == true
        noteParagraph(block, isNote: isNote, &notes)
      case .bulletList: noteBullets(block, after: previous, &notes)
      default: readBeside(block, .step, isNote: false)
      }
      previous = kind(of: block)
    }
  }

  private mutating func noteParagraph(_ block: Int32, isNote: Bool, _ notes: inout [String]) {
    let text = readPlain(block, place: .inline)
    let isTable = tree.table(in: block) != nil
    if !isTable { notes.append(text) }
    if isTable || !isNote { reportUnread(block, in: .step) }
  }

  /// Bullets at the level of the steps belong to none of them.
  private mutating func noteBullets(
    _ list: Int32, after previous: MarkdownTree.Block.Kind?, _ notes: inout [String]
  ) {
    var stack: [Int32] = Array(tree.children(of: list)).reversed()
    while let item = stack.popLast() {
      let text = ownText(of: item)
      _ = read(text, of: item, place: .inline)
      rejectNames(of: text)
      if !text.isEmpty { notes.append(text.string) }
      readInline(tree.children(of: item).filter { !isList($0) && !isText($0) })
      stack += nestedItems(of: item).reversed()
    }
    guard previous == .orderedList else {
      reportUnread(list, in: .step)
      return
    }
    journey.blocksNotRead += 1
    report(
      "WM114", range(of: list), "bullets that stand beneath a step without its indentation",
      help: "indent them by three spaces or more, so that they belong to the step")
  }

  private mutating func readSteps(_ list: Int32, into flow: Int) {
    checkNumbers(of: list)
    let start = Int(tree.blocks[Int(list)].number)
    checkStart(start, of: list, in: flow)
    let scope = stepScope(of: flow)
    for (index, item) in tree.children(of: list).enumerated() {
      addStep(.item(item), number: start + index, to: flow, scope)
    }
  }

  private func stepScope(of flow: Int) -> ClauseScope {
    guard let title = journey.flows[flow].title else { return ClauseScope(.step) }
    return ClauseScope(.step).inside(
      title, printed: title.withoutLeadingNumber, stories: flowStories[flow] ?? [])
  }

  /// Adds a step; its ordinal goes on over all lists of the flow.
  private mutating func addStep(
    _ statement: Statement, number: Int, to flow: Int, _ scope: ClauseScope
  ) {
    let ordinal = journey.flows[flow].steps.count + 1
    var id = journey.id + "#"
    if journey.flows[flow].title != nil { id += journey.flows[flow].id + "." }
    var step = Clause.empty
    let content = read(statement, into: &step)
    step.number = number
    complete(&step, content, id: (id + "step").path(ordinal), scope: scope)
    journey.flows[flow].steps.append(step)
  }

  /// A list starts at 1, or goes on where the one before it ended.
  private mutating func checkStart(_ start: Int, of list: Int32, in flow: Int) {
    let before = journey.flows[flow].steps.last?.number
    let allBefore = journey.flows.compactMap(\.steps.last?.number).last
    guard start != 1, start - 1 != before, start - 1 != allBefore else { return }
    let place = tree.blocks[Int(list)].range.lowerBound
    let width = Int32(String(start).utf8.count + 1)
    report(
      "WM110", tree.range(place..<(place + width)),
      before.map { "the number \(start) follows \($0)" } ?? "the steps begin with \(start)",
      help: "number in steps of one, or write 1. throughout")
  }
}

extension String {
  /// `3.1 Reaching the board` without the number.
  var withoutLeadingNumber: String {
    let number = utf8.prefix { $0.isASCIIDigit || $0 == 0x2E || $0 == 0x29 }
    guard number.first.map({ $0.isASCIIDigit }) == true else { return self }
    let rest = utf8.dropFirst(number.count)
    guard rest.first == 0x20 else { return self }
    return String(rest.drop { $0 == 0x20 }) ?? self
  }
}
