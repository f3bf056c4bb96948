import CLibYAML
import SourceText

/// Builds nodes from libyaml's events.
///
/// libyaml's own composer and those above it expand aliases without a bound and compare whole trees
/// to find repeated keys, which takes exponential time on hostile text; here every node counts
/// against a budget before it is made.
struct YAMLComposer {
  /// Ends composition; the reason is in ``diagnostics``.
  private struct Stop: Error {}

  private struct Anchored {
    var node: YAMLNode
    var size: Int
    var height: Int
  }

  private let source: SourceFile
  private let start: Int
  private(set) var diagnostics: [Diagnostic] = []
  private var anchors: [String: Anchored] = [:]
  private var count = 0
  private let offsets: ScalarOffsets

  init(source: SourceFile, bytes: Range<Int>) {
    self.source = source
    start = bytes.lowerBound
    offsets = ScalarOffsets(of: source.bytes[bytes])
  }

  mutating func compose(_ bytes: UnsafeBufferPointer<UInt8>) -> YAMLNode? {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else { return nil }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    do {
      return try document(parser)
    } catch {
      return nil
    }
  }

  private mutating func document(
    _ parser: UnsafeMutablePointer<yaml_parser_t>
  ) throws(Stop) -> YAMLNode? {
    var root: YAMLNode?
    var documents = 0
    while true {
      var event = try next(parser)
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_STREAM_END_EVENT: return root
      case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: continue
      case YAML_DOCUMENT_START_EVENT:
        documents += 1
        if documents > 1 {
          report("WM001", range(event), "a second YAML document begins here")
          throw Stop()
        }
      default: root = try node(event, parser, depth: 1).node
      }
    }
  }

  private mutating func next(
    _ parser: UnsafeMutablePointer<yaml_parser_t>
  ) throws(Stop) -> yaml_event_t {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      syntaxError(parser.pointee)
      throw Stop()
    }
    return event
  }

  private mutating func node(
    _ event: yaml_event_t, _ parser: UnsafeMutablePointer<yaml_parser_t>, depth: Int
  ) throws(Stop) -> Anchored {
    try spend(1, height: 1, depth: depth, at: event)
    var result: Anchored
    let anchor: UnsafeMutablePointer<UInt8>?
    switch event.type {
    case YAML_ALIAS_EVENT: return try alias(event, depth: depth)
    case YAML_SCALAR_EVENT:
      anchor = event.data.scalar.anchor
      result = Anchored(node: scalar(event), size: 1, height: 1)
    case YAML_SEQUENCE_START_EVENT:
      anchor = event.data.sequence_start.anchor
      result = try sequence(event, parser, depth: depth)
    case YAML_MAPPING_START_EVENT:
      anchor = event.data.mapping_start.anchor
      result = try mapping(event, parser, depth: depth)
    default:
      report("WM001", range(event), "YAML: found what no node begins with")
      throw Stop()
    }
    if let anchor { anchors[String(cString: anchor)] = result }
    return result
  }

  private func scalar(_ event: yaml_event_t) -> YAMLNode {
    let scalar = event.data.scalar
    let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    let style: YAMLNode.ScalarStyle =
      switch scalar.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
      case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
      default: .plain
      }
    return YAMLNode(
      kind: .scalar(text: String(decoding: bytes, as: UTF8.self), style: style),
      tag: scalar.tag.map { String(cString: $0) }, range: range(event))
  }

  private mutating func alias(_ event: yaml_event_t, depth: Int) throws(Stop) -> Anchored {
    let name = event.data.alias.anchor.map { String(cString: $0) } ?? ""
    guard var target = anchors[name] else {
      report("WM001", range(event), "the alias *\(name) has no anchor before it")
      throw Stop()
    }
    try spend(target.size - 1, height: target.height, depth: depth, at: event)
    target.node.range = range(event)
    return target
  }

  private mutating func sequence(
    _ first: yaml_event_t, _ parser: UnsafeMutablePointer<yaml_parser_t>, depth: Int
  ) throws(Stop) -> Anchored {
    var elements: [YAMLNode] = []
    var (size, height) = (1, 1)
    var end = first
    while true {
      var event = try next(parser)
      defer { yaml_event_delete(&event) }
      end = event
      if event.type == YAML_SEQUENCE_END_EVENT { break }
      let element = try node(event, parser, depth: depth + 1)
      elements.append(element.node)
      size += element.size
      height = max(height, element.height + 1)
    }
    let node = YAMLNode(
      kind: .sequence(elements), tag: first.data.sequence_start.tag.map { String(cString: $0) },
      range: span(first, end, last: elements.last))
    return Anchored(node: node, size: size, height: height)
  }

  private mutating func mapping(
    _ first: yaml_event_t, _ parser: UnsafeMutablePointer<yaml_parser_t>, depth: Int
  ) throws(Stop) -> Anchored {
    var members: [(key: YAMLNode, value: YAMLNode)] = []
    var keys: Set<String> = []
    var (size, height) = (1, 1)
    var end = first
    var key: YAMLNode?
    while true {
      var event = try next(parser)
      defer { yaml_event_delete(&event) }
      end = event
      if event.type == YAML_MAPPING_END_EVENT { break }
      let part = try node(event, parser, depth: depth + 1)
      size += part.size
      height = max(height, part.height + 1)
      guard let named = key else {
        key = part.node
        continue
      }
      key = nil
      guard let text = named.text else {
        report("WM001", named.range, "a key must be text, not a list or a mapping")
        continue
      }
      if keys.insert(text).inserted {
        members.append((named, part.node))
      } else {
        report(
          "WM002", named.range, "the key ‘\(text)’ stands twice in this mapping",
          help: "remove one of the two; the first value is used")
      }
    }
    let node = YAMLNode(
      kind: .mapping(members), tag: first.data.mapping_start.tag.map { String(cString: $0) },
      range: span(first, end, last: members.last?.value))
    return Anchored(node: node, size: size, height: height)
  }
}

extension YAMLComposer {
  /// Counts nodes against the limits before they are made.
  private mutating func spend(
    _ nodes: Int, height: Int, depth: Int, at event: yaml_event_t
  ) throws(Stop) {
    count += nodes
    if count > YAMLDocument.nodeLimit {
      report(
        "WM003", range(event),
        "the document has more than \(YAMLDocument.nodeLimit) nodes once aliases are expanded",
        help: "aliases that expand to aliases grow without bound; write fewer of them")
      throw Stop()
    }
    if depth + height - 1 > YAMLDocument.depthLimit {
      report(
        "WM003", range(event), "collections nest deeper than \(YAMLDocument.depthLimit) levels")
      throw Stop()
    }
  }

  private mutating func syntaxError(_ parser: yaml_parser_t) {
    let problem = parser.problem.map { String(cString: $0) } ?? "cannot be read"
    if parser.error == YAML_READER_ERROR {
      let position = source.position(ofByte: start + parser.problem_offset)
      report("WM001", SourceRange(at: position), "YAML: \(problem)")
      return
    }
    var message = "YAML: \(problem)"
    if let context = parser.context {
      message += " \(String(cString: context))"
      let begun = position(parser.context_mark)
      if begun.line != position(parser.problem_mark).line {
        message += " that begins in line \(begun.line)"
      }
    }
    report("WM001", SourceRange(at: position(parser.problem_mark)), message)
  }

  private mutating func report(
    _ code: String, _ range: SourceRange, _ message: String, help: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(code, .error, path: source.path, range: range, message, help: help))
  }

  private func range(_ event: yaml_event_t) -> SourceRange {
    SourceRange(start: position(event.start_mark), end: position(event.end_mark))
  }

  /// From the first event of a collection to the end of its last node or closing bracket.
  ///
  /// A block collection's own end mark is where the next token begins, lines further down.
  private func span(
    _ first: yaml_event_t, _ end: yaml_event_t, last: YAMLNode?
  ) -> SourceRange {
    let start = position(first.start_mark)
    let closed = end.end_mark.index > end.start_mark.index
    if !closed, let last { return SourceRange(start: start, end: last.range.end) }
    return SourceRange(start: start, end: position(end.end_mark))
  }

  private func position(_ mark: yaml_mark_t) -> SourcePosition {
    source.position(ofByte: offsets.byte(ofScalar: mark.index))
  }
}
