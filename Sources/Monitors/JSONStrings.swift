import JSONTree

/// The strings and figures of a JSON value in the order of the document, each with its place and the
/// object that it stands in.
struct JSONStrings {
  /// A place in a document, written only when it is asked for.
  indirect enum Path {
    case root
    case member(Path, String)
    case element(Path, Int)

    /// A normalized path, with dots where a name allows it.
    var text: String {
      switch self {
      case .root: "$"
      case .element(let parent, let index): "\(parent.text)[\(index)]"
      case .member(let parent, let name):
        JSONStrings.isPlain(name)
          ? "\(parent.text).\(name)" : "\(parent.text)[\(JSONValue.string(name).serialized())]"
      }
    }

    /// The name of the member; `nil` for others.
    var name: String? { if case .member(_, let name) = self { name } else { nil } }
  }

  /// Every member of every object, wherever it stands, in the order of the document.
  static func members(of json: JSONValue) -> [(path: Path, name: String, value: JSONValue)] {
    var found: [(path: Path, name: String, value: JSONValue)] = []
    func visit(_ value: JSONValue, _ path: Path) {
      switch value {
      case .array(let elements):
        for (index, element) in elements.enumerated() { visit(element, .element(path, index)) }
      case .object(let object):
        for (key, member) in object.pairs {
          let place = Path.member(path, key)
          found.append((place, key, member))
          visit(member, place)
        }
      default: break
      }
    }
    visit(json, .root)
    return found
  }

  /// A number, a string with a digit, or an object that holds a number.
  struct Figure {
    var name: String
    var path: Path
    /// The object that it is a member of.
    var holder: Int
    /// The object that it is itself; `nil` for others.
    var own: Int?
  }

  private(set) var texts: [String] = []
  private(set) var paths: [Path] = []
  /// The innermost object around each text; -1 for none.
  private(set) var holders: [Int] = []
  /// The object around each object; -1 for none.
  private(set) var parents: [Int] = []
  private(set) var figures: [Figure] = []
  /// The text that says what an object is, by the object.
  private(set) var labels: [Int: Int] = [:]

  init(_ value: JSONValue) { visit(value, .root, holder: -1) }

  /// An object and some of those around it, from the inside.
  func objects(from object: Int, reach: Int) -> [Int] {
    var result: [Int] = []
    var current = object
    while current >= 0, result.count <= reach {
      result.append(current)
      current = parents[current]
    }
    return result
  }

  private mutating func visit(_ value: JSONValue, _ path: Path, holder: Int) {
    switch value {
    case .string(let text):
      texts.append(text)
      paths.append(path)
      holders.append(holder)
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        visit(element, .element(path, index), holder: holder)
      }
    case .object(let object):
      let number = parents.count
      parents.append(holder)
      for (key, member) in object.pairs { visit(member, named: key, path, of: number) }
    case .null, .bool, .number: break
    }
  }

  private mutating func visit(
    _ member: JSONValue, named name: String, _ path: Path, of object: Int
  ) {
    let place = Path.member(path, name)
    let isFigure =
      switch member {
      case .number: true
      case .string(let text): text.utf8.contains(where: ASCII.isDigit)
      // A range, or an amount with its unit.
      case .object(let inner):
        inner.pairs.contains { if case .number = $0.value { true } else { false } }
      default: false
      }
    if isFigure {
      var own: Int?
      if case .object = member { own = parents.count }
      figures.append(Figure(name: name, path: place, holder: object, own: own))
    }
    if case .string = member, ["label", "note", "description"].contains(name),
      labels[object] == nil
    {
      labels[object] = texts.count
    }
    visit(member, place, holder: object)
  }

  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "_") }
      && !ASCII.isDigit(name.utf8.first ?? 0)
  }
}
