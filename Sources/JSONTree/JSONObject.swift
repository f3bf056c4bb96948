/// The members of a JSON object in the order of the text.
///
/// A repeated key keeps its first place and its last value, as most readers do. Keys are the same
/// when their Unicode scalars are.
package struct JSONObject: Sendable {
  /// Keys and values in the order of the text.
  package private(set) var pairs: [(key: String, value: JSONValue)]
  /// Where a key stands; kept only for objects in which searching would take long.
  private var index: [ExactString: Int]?

  private static let searchable = 12

  package init() { pairs = [] }

  package init(_ pairs: [(String, JSONValue)]) {
    self.init(keys: pairs.map(\.0)[...], values: pairs.map(\.1)[...])
  }

  /// Takes keys and values of the same count.
  init(keys: ArraySlice<String>, values: ArraySlice<JSONValue>) {
    pairs = []
    pairs.reserveCapacity(keys.count)
    for (key, value) in zip(keys, values) { set(key, to: value) }
  }

  package subscript(key: String) -> JSONValue? {
    get { place(of: key).map { pairs[$0].value } }
    set {
      if let newValue {
        set(key, to: newValue)
      } else if let place = place(of: key) {
        pairs.remove(at: place)
        index = nil
        if pairs.count > Self.searchable { makeIndex() }
      }
    }
  }

  package var count: Int { pairs.count }
  package var isEmpty: Bool { pairs.isEmpty }
  package var keys: [String] { pairs.map(\.key) }

  /// The values in the order of ``keys``.
  package var values: [JSONValue] { pairs.map(\.value) }

  private func place(of key: String) -> Int? {
    if let index { return index[ExactString(key)] }
    for place in pairs.indices where areIdentical(pairs[place].key, key) { return place }
    return nil
  }

  private mutating func set(_ key: String, to value: JSONValue) {
    if let place = place(of: key) {
      pairs[place].value = value
      return
    }
    pairs.append((key, value))
    if index != nil {
      index?[ExactString(key)] = pairs.count - 1
    } else if pairs.count > Self.searchable {
      makeIndex()
    }
  }

  private mutating func makeIndex() {
    var index: [ExactString: Int] = Dictionary(minimumCapacity: pairs.count * 2)
    for place in pairs.indices { index[ExactString(pairs[place].key)] = place }
    self.index = index
  }
}

extension JSONObject: Hashable {
  /// Objects are equal whatever the order of their members (RFC 8259, section 4).
  package static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.count == rhs.count && lhs.pairs.allSatisfy { rhs[$0.key] == $0.value }
  }

  package func hash(into hasher: inout Hasher) {
    var sum = 0
    for pair in pairs {
      var member = Hasher()
      member.combine(ExactString(pair.key))
      member.combine(pair.value)
      sum &+= member.finalize()
    }
    hasher.combine(sum)
  }
}
