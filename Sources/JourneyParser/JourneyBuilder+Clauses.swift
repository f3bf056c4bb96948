import JourneyModel
import MarkdownTree
import SourceText

/// What a statement holds beside its own text.
struct ItemContent {
  /// The items of all lists nested in it, in order.
  var nested: [Statement] = []
  /// Blocks that are neither text nor list.
  var others: [Int32] = []
  /// What a table's column says of it.
  var modality: Modality?

  /// The modality that the statement names itself, if it names one.
  func modality(statedBy text: String, _ names: DocumentNames) -> Modality? {
    modality ?? names.modality(beginning: text)
  }
}

/// What a clause has from the place at which it stands.
struct ClauseScope {
  /// What its leaves are; `nil` in sections without obligations.
  var obligation: ObligationKind?
  /// The ancestors' texts as obligations show them.
  var context: [String] = []
  /// The fingerprints of what stands here.
  var fingerprint: Fingerprint
  var stories: [String] = []
  /// Whether what stands here is a group, which is no leaf even when empty.
  var isGroup = false

  init(_ obligation: ObligationKind) {
    self.obligation = obligation
    fingerprint = Fingerprint(kind: obligation.rawValue)
  }

  /// The scope of preconditions, which are no obligations.
  init() { fingerprint = Fingerprint(kind: "precondition") }

  /// The scope of what is nested in an ancestor.
  ///
  /// - Parameter printed: The ancestor's text for fingerprints, where it differs.
  func inside(_ text: String, printed: String? = nil, stories: [String]) -> ClauseScope {
    var scope = self
    let text = text.withoutTrailingColons
    if !text.isEmpty {
      scope.context.append(text)
      scope.fingerprint = fingerprint.inside(printed ?? text)
    }
    for story in stories where !scope.stories.contains(story) { scope.stories.append(story) }
    return scope
  }
}

extension JourneyBuilder {
  /// Reads an item's own text, its name, stories and links into a clause.
  ///
  /// Clauses are filled in where they are, because copies of them would take most of the time.
  mutating func read(item: Int32, into clause: inout Clause) -> ItemContent {
    var content = ItemContent()
    var text = takeText()
    for child in tree.children(of: item) {
      switch kind(of: child) {
      case .paragraph:
        let table = tree.table(in: child)
        text.append(item: child, of: tree, before: table?.range.lowerBound ?? .max)
        if table != nil { content.others.append(child) }
      case .heading: text.append(child, of: tree)
      case .bulletList, .orderedList:
        checkNumbers(of: child)
        content.nested.append(items: child, of: tree)
      case .html:
        let (comments, hasText) = comments(in: child)
        for comment in comments {
          text.append(comment: comment, range: tree.blocks[Int(child)].range)
        }
        if hasText { content.others.append(child) }
      case .item, .quote, .code: content.others.append(child)
      case .rule: break
      }
    }
    fill(&clause, from: text, in: item, range: range(of: item))
    giveBack(&text)
    return content
  }

  /// Fills in what a text says by itself.
  ///
  /// - Parameter isFixed: Whether all that is in the text has the clause's range, because the text
  ///   is not that of the tree.
  mutating func fill(
    _ clause: inout Clause, from text: PlainText, in block: Int32, range: SourceRange,
    isFixed: Bool = false
  ) {
    clause.text = text.string
    clause.range = range
    (clause.stories, clause.links, _) = read(
      text, of: block, place: .inline, at: isFixed ? range : nil)
    for comment in text.comments {
      guard let name = ClauseName.read(comment.text) else { continue }
      let range = tree.range(comment.range)
      if clause.name != nil {
        report(
          "WM115", range, "the clause has a name already", help: "a clause has one name; remove one"
        )
      } else if claim(name: name, at: range) {
        clause.name = name
      }
    }
  }

  /// Says that a name stands where no clause can have it.
  mutating func rejectNames(of text: PlainText) {
    for comment in text.comments where ClauseName.read(comment.text) != nil {
      reportNameless(tree.range(comment.range))
    }
  }

  mutating func reportNameless(_ range: SourceRange) {
    report(
      "WM115", range, "this name belongs to no clause",
      help: "put the comment at the end of a list item's text")
  }

  /// Gives a clause its place, and reads all that is nested in it.
  ///
  /// - Parameters:
  ///   - id: Full, such as `executive-sample#must.1`.
  ///   - modality: What binds it, in section 5 only.
  mutating func complete(
    _ clause: inout Clause, _ content: ItemContent, id: String, scope: ClauseScope,
    modality: Modality? = nil
  ) {
    clause.id = id
    clause.isCondition = clause.text.beginsBranch
    clause.fingerprint = scope.fingerprint.digits(of: clause.text, by: hasher)
    clause.modality = modality
    if !content.others.isEmpty { readOthers(content.others, in: scope) }
    if content.nested.isEmpty {
      if !scope.isGroup { finishLeaf(clause, scope, isAlone: content.others.isEmpty) }
      return
    }
    let inside = scope.inside(clause.text, stories: clause.stories)
    clause.clauses = Array(repeating: .empty, count: content.nested.count)
    for index in content.nested.indices {
      let nested = read(content.nested[index], into: &clause.clauses[index])
      let text = clause.clauses[index].text
      let own = modality.map { nested.modality(statedBy: text, reader.names) ?? $0 }
      complete(
        &clause.clauses[index], nested, id: id.path(index + 1), scope: inside,
        modality: own)
    }
  }

  private mutating func readOthers(_ blocks: [Int32], in scope: ClauseScope) {
    guard let obligation = scope.obligation else { return readInline(blocks) }
    for block in blocks { readBeside(block, obligation, isNote: false) }
  }

  /// Counts a leaf as an obligation, unless it says nothing.
  ///
  /// - Parameter isAlone: Whether nothing stands below it that could not be read.
  private mutating func finishLeaf(_ clause: Clause, _ scope: ClauseScope, isAlone: Bool) {
    if clause.text.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
      guard isAlone else { return }
      report(
        "WM109", clause.range, "an empty \(scope.obligation == .step ? "step" : "list item")",
        help: "say something, or remove it")
      return
    }
    if clause.text.utf8.last == UInt8(ascii: ":") {
      guard isAlone else { return }
      report(
        "WM112", clause.range, "‘\(clause.text.shortened)’ ends in a colon, but nothing follows",
        help: "nest what it announces below it, or end it with a full stop")
      return
    }
    guard let kind = scope.obligation else { return }
    journey.obligations.append(
      Obligation(
        id: clause.id, name: clause.name, kind: kind, modality: clause.modality, text: clause.text,
        context: scope.context, stories: clause.stories, inheritedStories: scope.stories,
        fingerprint: clause.fingerprint, range: clause.range))
  }

  /// Reports numbers in the source that neither count up nor stay the same.
  mutating func checkNumbers(of list: Int32) {
    guard kind(of: list) == .orderedList else { return }
    var first: Int?
    var previous: Int?
    for item in tree.children(of: list) {
      guard let number = writtenNumber(of: item) else { continue }
      if let first, let previous, number != previous + 1, number != first || previous != first {
        let start = tree.source.position(ofByte: Int(tree.blocks[Int(item)].range.lowerBound))
        let width = String(number).utf8.count + 1
        let end = SourcePosition(line: start.line, column: start.column + width)
        report(
          "WM110", SourceRange(start: start, end: end),
          "the number \(number) follows \(previous)",
          help: "number in steps of one, or write 1. throughout")
      }
      first = first ?? number
      previous = number
    }
  }

  private func writtenNumber(of item: Int32) -> Int? {
    var number: Int?
    for byte in tree.source.bytes[Int(tree.blocks[Int(item)].range.lowerBound)...].prefix(9) {
      guard byte.isASCIIDigit else { break }
      number = (number ?? 0) * 10 + Int(byte - 48)
    }
    return number
  }
}

extension Clause {
  /// Nothing yet.
  static let empty = Clause(
    id: "", text: "",
    range: SourceRange(at: SourcePosition(line: 1, column: 1)))
}

extension [Statement] {
  /// Adds the items of a list.
  mutating func append(items list: Int32, of tree: MarkdownTree) {
    var count = 0
    for _ in tree.children(of: list) { count += 1 }
    reserveCapacity(self.count + count)
    for item in tree.children(of: list) { append(.item(item)) }
  }
}

extension String {
  /// The path of the element with an ordinal below this path.
  func path(_ ordinal: Int) -> String {
    // Every clause has one, so it is written at once rather than put together.
    var below = self
    return below.withUTF8 { path in
      String(unsafeUninitializedCapacity: path.count + 20) { buffer in
        var end = buffer.update(fromContentsOf: path)
        buffer[end] = UInt8(ascii: ".")
        end += 1
        var rest = ordinal
        var digits = 1
        while rest > 9 {
          rest /= 10
          digits += 1
        }
        rest = ordinal
        for index in stride(from: end + digits - 1, through: end, by: -1) {
          buffer[index] = UInt8(48 + rest % 10)
          rest /= 10
        }
        return end + digits
      }
    }
  }

  /// Without colons and blanks at the end, as a context shows it.
  var withoutTrailingColons: String {
    var rest = utf8[...]
    while let last = rest.last, last == UInt8(ascii: ":") || last == 0x20 { rest.removeLast() }
    return rest.endIndex == endIndex ? self : String(Substring(rest))
  }

  /// Whether it is `If …:`, `On …:`, `When …:` or `Otherwise:`.
  var beginsBranch: Bool {
    guard utf8.last == UInt8(ascii: ":") else { return false }
    return Self.branchWords.contains { word in
      var rest = utf8[...]
      for letter in word.utf8Bytes {
        guard let byte = rest.popFirst(), byte | 0x20 == letter else { return false }
      }
      return rest.first == 0x20 || rest.first == UInt8(ascii: ":") || rest.first == 0x2C
    }
  }

  private static let branchWords: [StaticString] = ["if", "on", "when", "otherwise"]

  /// The beginning, for messages.
  var shortened: String {
    guard unicodeScalars.count > 60 else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(57))) + "…"
  }
}

extension StaticString {
  fileprivate var utf8Bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}
