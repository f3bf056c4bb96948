extension HTTPURL {
  /// The items of the query in their order, decoded as `application/x-www-form-urlencoded`.
  package var queryItems: [(name: String, value: String)] {
    guard let query else { return [] }
    return query.utf8.split(separator: UInt8(ascii: "&")).map { item in
      let sides = item.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      return (Self.decoding(sides[0]), sides.count > 1 ? Self.decoding(sides[1]) : "")
    }
  }

  /// This URL with `items` added to its query, encoded as `application/x-www-form-urlencoded`.
  package func adding(queryItems items: [(name: String, value: String)]) throws(HTTPError)
    -> HTTPURL
  {
    guard !items.isEmpty else { return self }
    let added = Self.encoding(items)
    let whole = query.map { $0.isEmpty ? added : "\($0)&\(added)" } ?? added
    return try resolving("?\(whole)\(fragment.map { "#\($0)" } ?? "")")
  }

  /// The body or query of a form (`application/x-www-form-urlencoded`, WHATWG URL section 5).
  package static func encoding(_ items: [(name: String, value: String)]) -> String {
    items.map { "\(encoding($0.name))=\(encoding($0.value))" }.joined(separator: "&")
  }

  private static func encoding(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2D, 0x2E, 0x5F: bytes.append(byte)
      case 0x20: bytes.append(UInt8(ascii: "+"))
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func decoding(_ text: Substring.UTF8View) -> String {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "+") {
        bytes.append(0x20)
      } else if byte == UInt8(ascii: "%"),
        let value = Substring(rest.prefix(2)).utf8.count == 2
          ? UInt8(Substring(rest.prefix(2)), radix: 16) : nil
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
