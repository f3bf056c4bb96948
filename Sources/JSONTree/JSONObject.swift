/// The members of a JSON object in the order of the text.
///
/// A repeated key keeps its first place and its last value, as most readers do.
package struct JSONObject: Sendable, Hashable {
  package private(set) var keys: [String]
  private var members: [String: JSONValue]

  package init() {
    keys = []
    members = [:]
  }

  package init(_ pairs: [(String, JSONValue)]) {
    keys = []
    keys.reserveCapacity(pairs.count)
    members = Dictionary(minimumCapacity: pairs.count)
    for (key, value) in pairs { self[key] = value }
  }

  package subscript(key: String) -> JSONValue? {
    get { members[key] }
    set {
      guard let newValue else {
        if members.removeValue(forKey: key) != nil { keys.removeAll { $0 == key } }
        return
      }
      if members.updateValue(newValue, forKey: key) == nil { keys.append(key) }
    }
  }

  package var count: Int { keys.count }
  package var isEmpty: Bool { keys.isEmpty }

  /// The values in the order of ``keys``.
  package var values: [JSONValue] { keys.compactMap { members[$0] } }

  /// Keys and values in the order of the text.
  package var pairs: [(key: String, value: JSONValue)] {
    keys.compactMap { key in members[key].map { (key, $0) } }
  }

  /// Objects are equal whatever the order of their members (RFC 8259, section 4).
  package static func == (lhs: Self, rhs: Self) -> Bool { lhs.members == rhs.members }

  package func hash(into hasher: inout Hasher) { hasher.combine(members) }
}
