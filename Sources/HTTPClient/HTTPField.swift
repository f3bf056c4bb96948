/// One header field, as sent or as received: a name compared without regard to case and a value.
package struct HTTPField: Sendable, Hashable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Whether this is the field `name`; names differ in ASCII case only (RFC 9110 section 5.1).
  package func isNamed(_ name: String) -> Bool {
    ASCII.equalsIgnoringCase(self.name, name)
  }
}

extension [HTTPField] {
  /// The place of the first field called `name`, from a place on.
  package func firstIndex(of name: String, from start: Int = 0) -> Int? {
    // By index: an iterator would copy what it hands out.
    (start..<count).first { self[$0].isNamed(name) }
  }

  /// The value of the first field called `name`.
  package func firstValue(of name: String) -> String? {
    firstIndex(of: name).map { self[$0].value }
  }

  /// The values of all fields called `name`, in their order.
  package func values(of name: String) -> [String] {
    filter { $0.isNamed(name) }.map(\.value)
  }
}
