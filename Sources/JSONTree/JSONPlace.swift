/// A step from a JSON value to one below it.
package enum JSONPlace: Sendable, Hashable {
  /// The member of an object.
  case member(String)
  /// The element of an array, counted from 0.
  case element(Int)
}

extension JSONValue {
  /// What stands at a place within a JSON text, without the values around it; `nil` for no such
  /// place.
  ///
  /// The whole text is read, with the errors of `parse(_:limits:)` wherever they
  /// stand, and of a repeated key the last value counts here too.
  package static func value(
    at places: [JSONPlace], in bytes: [UInt8], limits: JSONLimits = .standard
  ) throws(JSONSyntaxError) -> JSONValue? {
    var search = JSONSearch(places: places, parser: JSONParser(bytes: bytes, limits: limits))
    guard let range = try search.run() else { return nil }
    return try parse(Array(bytes[range]), limits: limits)
  }
}

/// Reads a JSON text for the one value at a place.
///
/// Recursive, as deep as the limits let the text nest.
struct JSONSearch {
  let places: [JSONPlace]
  var parser: JSONParser
  private var found: Range<Int>?

  init(places: [JSONPlace], parser: JSONParser) {
    self.places = places
    self.parser = parser
  }

  mutating func run() throws(JSONSyntaxError) -> Range<Int>? {
    try parser.begin()
    try value(at: 0, isOnWay: true)
    guard parser.position == parser.bytes.count else {
      throw parser.unexpected("the end of the text")
    }
    return found
  }

  /// Reads a value and the space behind it.
  ///
  /// - Parameters:
  ///   - depth: How many arrays and objects are open around it.
  ///   - isOnWay: Whether it is what the first `depth` places lead to.
  private mutating func value(at depth: Int, isOnWay: Bool) throws(JSONSyntaxError) {
    let start = parser.position
    switch parser.current {
    case UInt8(ascii: "\""): try parser.skipString()
    case UInt8(ascii: "{"): try object(at: depth, isOnWay ? place(depth) : nil)
    case UInt8(ascii: "["): try array(at: depth, isOnWay ? place(depth) : nil)
    case UInt8(ascii: "t"): try parser.word("true")
    case UInt8(ascii: "f"): try parser.word("false")
    case UInt8(ascii: "n"): try parser.word("null")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try parser.number()
    default: throw parser.unexpected("a value")
    }
    if isOnWay, depth == places.count { found = start..<parser.position }
    parser.skipSpace()
  }

  private func place(_ depth: Int) -> JSONPlace? {
    depth < places.count ? places[depth] : nil
  }

  private mutating func open(_ depth: Int) throws(JSONSyntaxError) {
    guard depth < parser.limits.depth else { throw parser.tooDeep() }
    parser.position += 1
    parser.skipSpace()
  }

  private mutating func object(at depth: Int, _ place: JSONPlace?) throws(JSONSyntaxError) {
    try open(depth)
    guard parser.current != UInt8(ascii: "}") else {
      parser.position += 1
      return
    }
    let wanted: String? = if case .member(let name)? = place { name } else { nil }
    while true {
      let isWanted = try parser.key(isEqualTo: wanted)
      // What an earlier member of this name had does not count.
      if isWanted { found = nil }
      try value(at: depth + 1, isOnWay: isWanted)
      switch parser.current {
      case UInt8(ascii: ","):
        parser.position += 1
        parser.skipSpace()
      case UInt8(ascii: "}"):
        parser.position += 1
        return
      default: throw parser.unexpected("“,” or “}”")
      }
    }
  }

  private mutating func array(at depth: Int, _ place: JSONPlace?) throws(JSONSyntaxError) {
    try open(depth)
    guard parser.current != UInt8(ascii: "]") else {
      parser.position += 1
      return
    }
    let wanted: Int? = if case .element(let index)? = place { index } else { nil }
    var index = 0
    while true {
      try value(at: depth + 1, isOnWay: index == wanted)
      switch parser.current {
      case UInt8(ascii: ","):
        parser.position += 1
        parser.skipSpace()
        index += 1
      case UInt8(ascii: "]"):
        parser.position += 1
        return
      default: throw parser.unexpected("“,” or “]”")
      }
    }
  }
}
