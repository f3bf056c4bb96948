import JSONTree

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
struct WordingMonitor: Watching {
  private let rule: WordingRule
  private let required: [(name: String, matcher: PhraseMatcher)]
  private let forbidden: PhraseMatcher

  init(_ rule: WordingRule) {
    self.rule = rule
    required = rule.required.map { ($0.name, PhraseMatcher([$0])) }
    forbidden = PhraseMatcher(rule.forbidden)
  }

  var subject: String { rule.values == nil ? "text" : "such values" }

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    switch view.content {
    case .json:
      if let json = view.json {
        judge(json, view, &report)
      } else {
        judgeWhole(view, &report)
      }
    case .html:
      if let page = view.page { judge(page, view, &report) } else { judgeWhole(view, &report) }
    case .text: judgeWhole(view, &report)
    case .script, .binary, .none: break
    }
  }

  // MARK: - Texts without structure

  private func judgeWhole(_ view: ExchangeView, _ report: inout MonitorReport) {
    let bytes = view.exchange.body
    if let values = rule.values {
      guard !view.isLarge else {
        report.skip("too large to tell what stands near what")
        return
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let count = values.text.map { $0.count(in: text) } ?? 0
      guard count > 0 else { return }
      report.count(count)
      let folded = FoldedText(text)
      for (name, matcher) in required where !matcher.isFound(in: folded) {
        report.add(
          view, "the body", rule: "figures need “\(name)” in the same text", found: "none")
      }
      tell(hits: forbidden, in: text, folded, view, &report) { "the body" }
      return
    }
    guard !bytes.isEmpty else { return }
    report.count()
    let text = String(decoding: bytes.prefix(ExchangeView.structureLimit * 8), as: UTF8.self)
    tell(hits: forbidden, in: text, FoldedText(text), view, &report) { "the body" }
  }

  private func tell(
    hits matcher: PhraseMatcher, in text: String, _ folded: FoldedText, _ view: ExchangeView,
    _ report: inout MonitorReport, place: () -> String
  ) {
    guard !matcher.isEmpty else { return }
    for hit in matcher.hits(in: folded, limit: 20) {
      let source = FoldedText.source(of: hit.start, in: text)
      report.add(
        view, place(), rule: "must not say “\(hit.phrase)” (\(hit.list))",
        found: text.excerpt(around: source).quoted)
    }
  }

  // MARK: - Pages

  private func judge(_ page: PageText, _ view: ExchangeView, _ report: inout MonitorReport) {
    guard let values = rule.values else {
      report.count(page.pieces.count)
      for piece in page.pieces {
        tell(hits: forbidden, in: piece.text, FoldedText(piece.text), view, &report) {
          page.place(of: piece)
        }
      }
      return
    }
    guard let selector = values.text else { return }
    var judgedRegions: Set<Int> = []
    for piece in page.pieces where piece.attribute == nil {
      let count = selector.count(in: piece.text)
      guard count > 0, values.admits(regionOf: piece, in: page) else { continue }
      report.count(count)
      for (name, matcher) in required where !isNear(piece, page, matcher) {
        report.add(
          view, page.place(of: piece),
          rule: "a figure needs “\(name)” in the same region"
            + regionName(piece, page).map { " (\($0))" }.joinedText,
          found: piece.text.excerpt(around: 0).quoted)
      }
      let outer = outermostRegion(of: piece.region, page)
      guard !forbidden.isEmpty, judgedRegions.insert(outer).inserted else { continue }
      for near in page.pieces[page.regions[outer].pieces] {
        tell(hits: forbidden, in: near.text, FoldedText(near.text), view, &report) {
          page.place(of: near)
        }
      }
    }
  }

  private func regionName(_ piece: PageText.Piece, _ page: PageText) -> String? {
    let name = page.name(of: piece.region)
    return name.isEmpty ? nil : String(name.prefix(80))
  }

  /// Whether the piece's region, or one around it that is not the whole page, says such a phrase.
  private func isNear(_ piece: PageText.Piece, _ page: PageText, _ matcher: PhraseMatcher) -> Bool {
    var region = piece.region
    while true {
      let pieces = page.pieces[page.regions[region].pieces]
      if pieces.contains(where: { matcher.isFound(in: FoldedText($0.text)) }) { return true }
      let parent = page.regions[region].parent
      guard parent >= 0, !page.regions[parent].isPage, !page.regions[region].isPage else {
        return false
      }
      region = parent
    }
  }

  private func outermostRegion(of region: Int, _ page: PageText) -> Int {
    var region = region
    while page.regions[region].parent >= 0, !page.regions[page.regions[region].parent].isPage {
      region = page.regions[region].parent
    }
    return region
  }

  // MARK: - JSON

  private func judge(_ json: JSONValue, _ view: ExchangeView, _ report: inout MonitorReport) {
    guard let values = rule.values else {
      JSONStrings.visit(json) { text, path in
        report.count()
        tell(hits: forbidden, in: text, FoldedText(text), view, &report) { path.text }
      }
      return
    }
    guard !values.members.isEmpty else { return }
    var walk = ObjectWalk(values: values)
    walk.visit(json)
    var told: Set<String> = []
    for value in walk.found { judge(value, view, &report, &told) }
  }

  private func judge(
    _ value: ObjectWalk.Found, _ view: ExchangeView, _ report: inout MonitorReport,
    _ told: inout Set<String>
  ) {
    report.count()
    let near = value.enclosing.suffix(rule.reach + 1)
    for (name, matcher) in required {
      let isFound = near.contains { object in
        object.pairs.contains { pair in
          Self.texts(of: pair.value).contains { matcher.isFound(in: FoldedText($0)) }
        }
      }
      guard !isFound else { continue }
      let label = near.last.flatMap { $0["label"] ?? $0["note"] ?? $0["description"] }
      report.add(
        view, value.path.text, rule: "needs “\(name)” in the same object",
        found: label.map { "the label \($0.excerpt)" } ?? "no label")
    }
    guard !forbidden.isEmpty else { return }
    for (path, object) in zip(value.paths.suffix(rule.reach + 1), near) {
      for pair in object.pairs {
        for text in Self.texts(of: pair.value) {
          let folded = FoldedText(text)
          guard forbidden.isFound(in: folded) else { continue }
          // Values that stand together share what stands beside them.
          let place = JSONStrings.Path.member(path, pair.key).text
          guard told.insert(place).inserted else { continue }
          tell(hits: forbidden, in: text, folded, view, &report) { place }
        }
      }
    }
  }

  /// A string, or the strings of a list of them.
  private static func texts(of value: JSONValue) -> [String] {
    switch value {
    case .string(let text): [text]
    case .array(let elements): elements.compactMap(\.stringValue)
    default: []
    }
  }
}

extension Optional<String> {
  fileprivate var joinedText: String { self ?? "" }
}

/// Finds selected members of objects, with the objects around them.
private struct ObjectWalk {
  struct Found {
    var path: JSONStrings.Path
    /// From the outermost to the one that holds the value.
    var enclosing: [JSONObject]
    var paths: [JSONStrings.Path]
  }

  private struct Around {
    var objects: [JSONObject] = []
    var paths: [JSONStrings.Path] = []

    func adding(_ object: JSONObject, _ path: JSONStrings.Path) -> Around {
      Around(objects: objects + [object], paths: paths + [path])
    }
  }

  let values: ValueSelector
  private(set) var found: [Found] = []

  init(values: ValueSelector) { self.values = values }

  mutating func visit(_ value: JSONValue) { visit(value, .root, Around()) }

  private mutating func visit(_ value: JSONValue, _ path: JSONStrings.Path, _ around: Around) {
    switch value {
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        visit(element, .element(path, index), around)
      }
    case .object(let object):
      let inner = around.adding(object, path)
      for (key, member) in object.pairs {
        let place = JSONStrings.Path.member(path, key)
        if values.names(key) { take(member, place, inner) }
        visit(member, place, inner)
      }
    default: break
    }
  }

  private mutating func take(_ member: JSONValue, _ place: JSONStrings.Path, _ around: Around) {
    switch member {
    case .number: add(place, around)
    case .string(let text) where text.utf8.contains(where: ASCII.isDigit): add(place, around)
    case .object(let object):
      // A range or an amount with its unit says for itself what it is.
      let isAmount = object.pairs.contains { if case .number = $0.value { true } else { false } }
      if isAmount { add(place, around.adding(object, place)) }
    default: break
    }
  }

  private mutating func add(_ place: JSONStrings.Path, _ around: Around) {
    found.append(Found(path: place, enclosing: around.objects, paths: around.paths))
  }
}
