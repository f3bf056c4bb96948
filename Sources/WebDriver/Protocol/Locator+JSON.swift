import JSONTree
import Pages

extension Locator {
  /// What the page script takes.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("kind", .string(kind.rawValue)), ("value", .string(value)), ("exact", .bool(isExact)),
      ("name", JSONValue(kind == .role ? name : value)), ("words", .string(description)),
      ("roles", .array((roles ?? []).map(JSONValue.string))),
    ]
    if let position { members.append(("position", .number(JSONNumber(position)))) }
    if let outer = scope.first { members.append(("within", outer.json)) }
    return .object(JSONObject(members))
  }

  /// The frames among the scopes, the outermost first, each with the scopes up to the frame around
  /// it, and what is looked for in the innermost of them.
  var framePath: (frames: [Locator], inner: Locator) {
    var chain = [self]
    while let outer = chain.last?.scope.first { chain.append(outer) }
    var frames: [Locator] = []
    var inner: Locator?
    for link in chain.reversed() {
      var locator = link
      locator.scope = inner.map { [$0] } ?? []
      inner = locator
      if link.kind == .frame {
        frames.append(locator)
        inner = nil
      }
    }
    // A frame that nothing is looked for in is an element like others.
    return inner.map { (frames, $0) } ?? (Array(frames.dropLast()), frames.last ?? self)
  }
}
