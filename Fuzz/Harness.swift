// Compiled by `run` together with the sources that it feeds, which thereby share one module.

/// Feeds one input to the parser and to both of its printers.
///
/// The first byte chooses options, so that configured tables and groups are reached too.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var options = ParserOptions()
  if let first = bytes.first, first & 1 == 1 {
    options.sections = [.guardrails: ["Rules"]]
    options.groups = [.modality(.must): ["Required"]]
    for role in Section.Role.allCases {
      options.tables[role] = TableColumns(text: "a", modality: "b")
    }
    if first & 2 == 2, let pattern = StoryPattern(#"[A-Z]+-\d+"#) { options.stories = pattern }
  }
  let source = SourceFile(path: "fuzz.md", bytes: Array(bytes.dropFirst()))
  let journey = JourneyReader(options).read(source)
  let json = JourneyJSON.value(of: journey).serialized()
  guard let again = try? JSONValue.parse(json), again == JourneyJSON.value(of: journey) else {
    fatalError("the JSON does not read back")
  }
  let renderer = DiagnosticRenderer(colors: false)
  for diagnostic in journey.diagnostics.prefix(20) { _ = renderer.render(diagnostic, in: source) }
  if JourneyTreeText.text(of: journey).isEmpty { fatalError("no tree") }
  check(journey)
  return 0
}

/// What holds for every journey, whatever was read.
private func check(_ journey: Journey) {
  var ids: Set<String> = []
  func visit(_ clause: Clause) {
    if !ids.insert(clause.id).inserted { fatalError("the id \(clause.id) stands twice") }
    if clause.range.start > clause.range.end { fatalError("a range ends before it starts") }
    for nested in clause.clauses { visit(nested) }
  }
  for clause in journey.preconditions + journey.flows.flatMap(\.steps) { visit(clause) }
  for clause in journey.expectations + journey.guardrails { visit(clause) }
  for obligation in journey.obligations where !ids.contains(obligation.id) {
    fatalError("no clause has the id \(obligation.id)")
  }
}
