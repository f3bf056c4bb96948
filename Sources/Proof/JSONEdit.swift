import JSONTree

/// One edit of a JSON document and where it was made.
struct JSONEdit {
  var document: JSONValue
  var path: String
  var before: String
  var after: String
}

/// Walks a document and makes one edit at each place that a rule takes.
enum JSONEditor {
  /// The most edits of one document.
  static let limit = 40

  /// - Parameter rule: The new value of a place, `.some(nil)` to remove it, `nil` to leave it.
  static func edits(
    of document: JSONValue, limit: Int = limit,
    rule: (_ key: String?, _ value: JSONValue) -> JSONValue??
  ) -> [JSONEdit] {
    var places: [[Step]] = []
    collect(document, [], &places, limit, rule)
    return places.compactMap { place in
      var before = JSONValue.null
      var after: JSONValue?
      let edited = edit(document, place[...], nil) { key, value in
        before = value
        after = rule(key, value) ?? value
        return after
      }
      guard let edited, edited != document else { return nil }
      return JSONEdit(
        document: edited, path: text(of: place), before: before.serialized(),
        after: after?.serialized() ?? "(removed)")
    }
  }

  /// All places at once.
  static func edit(
    of document: JSONValue, rule: (_ key: String?, _ value: JSONValue) -> JSONValue??
  ) -> JSONEdit? {
    let all = edits(of: document, limit: 1000, rule: rule)
    guard let first = all.first else { return nil }
    var result = document
    var places: [[Step]] = []
    collect(document, [], &places, 1000, rule)
    // From the end, so that removals do not move what is still to be edited.
    for place in places.reversed() {
      result = edit(result, place[...], nil) { rule($0, $1) ?? $1 } ?? result
    }
    let more = all.count > 1 ? " and \(all.count - 1) more" : ""
    return JSONEdit(
      document: result, path: first.path + more, before: first.before, after: first.after)
  }

  private enum Step {
    case member(String)
    case element(Int)
  }

  private static func collect(
    _ value: JSONValue, _ place: [Step], _ places: inout [[Step]], _ limit: Int,
    _ rule: (String?, JSONValue) -> JSONValue??
  ) {
    guard places.count < limit, place.count < 60 else { return }
    var key: String?
    if case .member(let name)? = place.last { key = name }
    if rule(key, value) != nil { places.append(place) }
    switch value {
    case .object(let object):
      for (name, child) in object.pairs {
        collect(child, place + [.member(name)], &places, limit, rule)
      }
    case .array(let elements):
      for (index, child) in elements.enumerated() {
        collect(child, place + [.element(index)], &places, limit, rule)
      }
    default: break
    }
  }

  /// `nil` when the place itself is removed.
  private static func edit(
    _ value: JSONValue, _ place: ArraySlice<Step>, _ key: String?,
    _ change: (String?, JSONValue) -> JSONValue?
  ) -> JSONValue? {
    guard let step = place.first else { return change(key, value) }
    switch (step, value) {
    case (.member(let name), .object(var object)):
      guard let child = object[name] else { return value }
      object[name] = edit(child, place.dropFirst(), name, change)
      return .object(object)
    case (.element(let index), .array(var elements)):
      guard elements.indices.contains(index) else { return value }
      if let edited = edit(elements[index], place.dropFirst(), nil, change) {
        elements[index] = edited
      } else {
        elements.remove(at: index)
      }
      return .array(elements)
    default: return value
    }
  }

  /// A normalized path (RFC 9535, section 2.7).
  private static func text(of place: [Step]) -> String {
    place.reduce(into: "$") { text, step in
      switch step {
      case .member(let name):
        let isPlain = name.utf8.allSatisfy { ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 || $0 == 95 }
        text += isPlain ? ".\(name)" : "['\(name)']"
      case .element(let index): text += "[\(index)]"
      }
    }
  }
}
