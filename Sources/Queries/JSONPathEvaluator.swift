import JSONTree
import Regexes

/// Evaluates segments and filters over one document, within a bound on its work.
struct JSONPathEvaluator {
  struct Node {
    let value: JSONValue
    /// Where ``steps`` tell how the node was reached; without meaning unless paths are tracked.
    let place: Int
  }

  private struct Step {
    enum Element {
      case root
      case name(String)
      case index(Int)
    }
    let parent: Int
    let element: Element
  }

  /// Nodes looked at, and comparisons.
  static let maximumWork = 10_000_000
  static let maximumPathBytes = 64 << 20

  let root: JSONValue
  var tracksPaths: Bool
  private var steps: [Step] = [Step(parent: 0, element: .root)]
  private var work = 0
  var regexSteps = LinearRegex.budget
  var patterns: [ExactString: CachedPattern] = [:]

  init(root: JSONValue, tracksPaths: Bool) {
    self.root = root
    self.tracksPaths = tracksPaths
  }

  var rootNode: Node { Node(value: root, place: 0) }

  mutating func spend(_ amount: Int = 1) throws(QueryLimitError) {
    work += amount
    if work > Self.maximumWork {
      throw QueryLimitError(
        message: "the JSONPath looks at more than \(Self.maximumWork) places of this document")
    }
  }

  mutating func nodes(
    of segments: [JSONPath.Segment], from start: Node
  ) throws(QueryLimitError) -> [Node] {
    var nodes = [start]
    for segment in segments {
      var found: [Node] = []
      for node in nodes {
        if segment.isDescendant {
          try descend(from: node, segment.selectors, into: &found)
        } else {
          for selector in segment.selectors { try select(selector, of: node, into: &found) }
        }
      }
      nodes = found
    }
    return nodes
  }

  /// Applies the selectors to the node and all below it, parents before children.
  private mutating func descend(
    from node: Node, _ selectors: [JSONPath.Selector], into found: inout [Node]
  ) throws(QueryLimitError) {
    var pending = [node]
    while let next = pending.popLast() {
      for selector in selectors { try select(selector, of: next, into: &found) }
      let first = pending.count
      try select(.wildcard, of: next, into: &pending)
      pending[first...].reverse()
    }
  }

  private mutating func select(
    _ selector: JSONPath.Selector, of node: Node, into found: inout [Node]
  ) throws(QueryLimitError) {
    try spend()
    switch selector {
    case .name(let name):
      if let value = node.value.objectValue?[name] {
        found.append(child(of: node, .name(name), value))
      }
    case .index(let index):
      guard case .array(let elements) = node.value else { return }
      let place = index < 0 ? elements.count + index : index
      if elements.indices.contains(place) {
        found.append(child(of: node, .index(place), elements[place]))
      }
    case .wildcard:
      switch node.value {
      case .array(let elements):
        try spend(elements.count)
        for place in elements.indices {
          found.append(child(of: node, .index(place), elements[place]))
        }
      case .object(let object):
        try spend(object.count)
        for pair in object.pairs { found.append(child(of: node, .name(pair.key), pair.value)) }
      default: return
      }
    case .slice(let start, let end, let step):
      guard case .array(let elements) = node.value else { return }
      for place in Self.places(start: start, end: end, step: step, count: elements.count) {
        try spend()
        found.append(child(of: node, .index(place), elements[place]))
      }
    case .filter(let condition):
      var children: [Node] = []
      try select(.wildcard, of: node, into: &children)
      for child in children where try holds(condition, for: child.value) { found.append(child) }
    }
  }

  /// RFC 9535, section 2.3.4.2.2.
  private static func places(start: Int?, end: Int?, step: Int, count: Int) -> StrideTo<Int> {
    func normalized(_ index: Int) -> Int { index >= 0 ? index : count + index }
    switch step {
    case 1...:
      let lower = min(max(normalized(start ?? 0), 0), count)
      let upper = min(max(normalized(end ?? count), 0), count)
      return stride(from: lower, to: upper, by: step)
    case ..<0:
      let upper = min(max(normalized(start ?? count - 1), -1), count - 1)
      let lower = end.map { min(max(normalized($0), -1), count - 1) } ?? -1
      return stride(from: upper, to: lower, by: step)
    default: return stride(from: 0, to: 0, by: 1)
    }
  }

  private mutating func child(of node: Node, _ element: Step.Element, _ value: JSONValue) -> Node {
    guard tracksPaths else { return Node(value: value, place: 0) }
    steps.append(Step(parent: node.place, element: element))
    return Node(value: value, place: steps.count - 1)
  }

  // MARK: Normalized paths

  func matches(_ nodes: [Node]) throws(QueryLimitError) -> [JSONPathMatch] {
    var bytes = 0
    var matches: [JSONPathMatch] = []
    matches.reserveCapacity(nodes.count)
    for node in nodes {
      let path = normalizedPath(to: node.place)
      bytes += path.utf8.count
      guard bytes <= Self.maximumPathBytes else {
        throw QueryLimitError(
          message: "the paths found are longer than \(Self.maximumPathBytes) bytes")
      }
      matches.append(JSONPathMatch(normalizedPath: path, value: node.value))
    }
    return matches
  }

  /// RFC 9535, section 2.7.
  private func normalizedPath(to place: Int) -> String {
    var elements: [Step.Element] = []
    var place = place
    while place != 0 {
      elements.append(steps[place].element)
      place = steps[place].parent
    }
    var path = "$"
    for element in elements.reversed() {
      switch element {
      case .root: break
      case .index(let index): path += "[\(index)]"
      case .name(let name):
        path += "['"
        Self.append(name, to: &path)
        path += "']"
      }
    }
    return path
  }

  private static func append(_ name: String, to path: inout String) {
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\u{8}": path += "\\b"
      case "\u{C}": path += "\\f"
      case "\n": path += "\\n"
      case "\r": path += "\\r"
      case "\t": path += "\\t"
      case "'": path += "\\'"
      case "\\": path += "\\\\"
      default:
        if scalar.value < 0x20 {
          path += scalar.value < 0x10 ? "\\u000" : "\\u00"
          path += String(scalar.value, radix: 16)
        } else {
          path.unicodeScalars.append(scalar)
        }
      }
    }
  }
}
