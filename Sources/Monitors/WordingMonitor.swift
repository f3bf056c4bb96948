/// What an answer must say near given values, or must not say.
package struct WordingRule: Sendable {
  /// Which values are meant; text anywhere where there are none.
  package var values: ValueSelector?
  /// Lists of which each value needs one phrase near it, of each list.
  package var required: [WordList]
  /// Lists of which no phrase may stand near a value, or anywhere.
  package var forbidden: [WordList]
  /// How many enclosing JSON objects count as near, besides the one that holds the value.
  package var reach: Int

  package init(
    values: ValueSelector?, required: [WordList], forbidden: [WordList], reach: Int = 0
  ) {
    self.values = values
    self.required = required
    self.forbidden = forbidden
    self.reach = reach
  }
}

/// Holds what answers say to people against word lists.
///
/// Each list takes one pass over all texts of an answer; what is near what is told by the numbers of
/// texts, regions and objects.
struct WordingMonitor: Watching {
  /// So many phrases of one text are told.
  private static let most = 5

  private let rule: WordingRule
  private let required: [(name: String, matcher: PhraseMatcher)]
  private let forbidden: PhraseMatcher
  /// Whether a name of a JSON member is meant, for names that have been met.
  private var names: [String: Bool] = [:]
  private let before = JudgedBefore()

  init(_ rule: WordingRule) {
    self.rule = rule
    required = rule.required.map { ($0.name, PhraseMatcher([$0])) }
    forbidden = PhraseMatcher(rule.forbidden)
  }

  var subject: String { rule.values == nil ? "text" : "such values" }

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    before.judge(view.bodyKey, &report) { judge(view, &$0) }
  }

  private mutating func judge(_ view: ExchangeView, _ report: inout MonitorReport) {
    guard !view.words.starts.isEmpty else { return }
    if view.words.isCut { report.skip("too long to be read to their end") }
    guard let values = rule.values else {
      report.count(view.words.starts.count)
      return tellForbidden(view, &report) { _ in true }
    }
    if let strings = view.strings {
      judge(strings, values, view, &report)
    } else if let page = view.page {
      judge(page, values, view, &report)
    } else {
      judgeWhole(values, view, &report)
    }
  }

  /// Tells what is forbidden in the texts that are meant.
  private func tellForbidden(
    _ view: ExchangeView, _ report: inout MonitorReport, where isMeant: (_ text: Int) -> Bool
  ) {
    guard !forbidden.isEmpty else { return }
    let words = view.words
    var told = (text: -1, count: 0)
    forbidden.forEach(in: words.bytes) { hit in
      let text = words.text(at: hit.start)
      if text != told.text { told = (text, 0) }
      guard told.count < Self.most, isMeant(text) else { return true }
      told.count += 1
      let (list, phrase) = forbidden.words(of: hit)
      let place = words.source(of: hit.start, in: text, of: view.texts)
      let found = report.excerpt(
        view.texts.bytes[view.texts.range(of: text)], around: place, of: view)
      report.add(
        view, view.name(of: view.texts.places[text]), rule: "must not say “\(phrase)” (\(list))",
        found: found.quoted)
      return report.hasRoom
    }
  }

  // MARK: - Texts without structure

  private func judgeWhole(
    _ values: ValueSelector, _ view: ExchangeView, _ report: inout MonitorReport
  ) {
    guard !view.isLarge else {
      report.skip("too large to tell what stands near what")
      return
    }
    let count = values.text?.count(in: view.texts[0]) ?? 0
    guard count > 0 else { return }
    report.count(count)
    for (name, matcher) in required where matcher.texts(in: view.words).isEmpty {
      report.add(
        view, "the body", rule: "figures need “\(name)” in the same text", found: "none")
    }
    tellForbidden(view, &report) { _ in true }
  }

  // MARK: - Pages

  private func judge(
    _ page: PageText, _ values: ValueSelector, _ view: ExchangeView, _ report: inout MonitorReport
  ) {
    guard let figures = values.text else { return }
    let counts = figures.counts(in: view)
    let labels = required.map { (name: $0.name, texts: $0.matcher.texts(in: view.words)) }
    let meant = page.regions(named: values.regions)
    var near: Set<Int> = []
    for (number, piece) in page.pieces.enumerated() {
      guard counts[number] > 0, piece.attribute == nil, meant[piece.region] else { continue }
      report.count(counts[number])
      near.insert(page.section(around: piece.region))
      for (name, texts) in labels where !page.isNear(piece.region, anyOf: texts) {
        guard report.hasRoom else {
          report.addAnother()
          continue
        }
        let found = report.excerpt(piece.text, of: view)
        let region = page.names[piece.region]
        report.add(
          view, page.place(of: piece),
          rule: "a figure needs “\(name)” in the same region"
            + (region.isEmpty ? "" : " (\(region.prefix(80)))"), found: found.quoted)
      }
    }
    guard !near.isEmpty else { return }
    tellForbidden(view, &report) { text in
      page.regions(around: page.pieces[text].region).contains { near.contains($0) }
    }
  }

  // MARK: - JSON

  private mutating func judge(
    _ strings: JSONStrings, _ values: ValueSelector, _ view: ExchangeView,
    _ report: inout MonitorReport
  ) {
    guard !values.members.isEmpty else { return }
    let figures = strings.figures.filter { names($0.name, values) }
    guard !figures.isEmpty else { return }
    report.count(figures.count)
    let labels = required.map { list in
      (
        name: list.name,
        objects: Set(list.matcher.texts(in: view.words).map { strings.holders[$0] })
      )
    }
    var near: Set<Int> = []
    for figure in figures {
      let objects =
        strings.objects(from: figure.holder, reach: rule.reach) + (figure.own.map { [$0] } ?? [])
      near.formUnion(objects)
      for (name, holders) in labels where !objects.contains(where: holders.contains) {
        guard report.hasRoom else {
          report.addAnother()
          continue
        }
        report.add(
          view, figure.path.text, rule: "needs “\(name)” in the same object",
          found: label(in: figure.own ?? figure.holder, strings, view, report))
      }
    }
    tellForbidden(view, &report) { text in near.contains(strings.holders[text]) }
  }

  private mutating func names(_ name: String, _ values: ValueSelector) -> Bool {
    if let known = names[name] { return known }
    let isMeant = values.names(name)
    if names.count < 10_000 { names[name] = isMeant }
    return isMeant
  }

  /// What the object says instead.
  private func label(
    in object: Int, _ strings: JSONStrings, _ view: ExchangeView, _ report: MonitorReport
  ) -> String {
    guard let label = strings.labels[object] else { return "no label" }
    let text = report.excerpt(strings.texts[label], of: view)
    return "the label \(text.quoted)"
  }
}
