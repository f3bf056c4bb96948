import JSONTree
import Testing

/// The search of a text finds what the tree of the text has, and refuses what the parser refuses.
@Suite struct JSONPlaceTests {
  @Test(
    arguments: [
      (#"{"a":{"b":[1,2,{"c":"x"}]}}"#, "x"), (#"{"a":{"b":[0,0,{"c":1}]},"a":2}"#, nil),
      (#"{"a":2,"a":{"b":[0,0,{"c":1,"c":[3]}]}}"#, [3]),
      (#" { "z" : [ { } ] , "\u0061" : { "b" : [ 0 , 0 , { "c" : null } , 9 ] } } "#, .null),
      (#"{"a":{"b":[0,1]}}"#, nil), (#"{"a":{"b":{"2":{"c":1}}}}"#, nil), ("[]", nil), ("7", nil),
    ] as [(String, JSONValue?)])
  func finds(text: String, value: JSONValue?) throws {
    let places: [JSONPlace] = [.member("a"), .member("b"), .element(2), .member("c")]
    #expect(try JSONValue.value(at: places, in: Array(text.utf8)) == value)
  }

  @Test(arguments: [
    #"{"a":1"#, #"{"a":1,"b":[1,]}"#, #"{"a":1}x"#, #"{"b":"\ud800","a":1}"#,
    "{\"a\":1,\"b\":\"\u{1}\"}",
    #"{"a":1,"b":01}"#, "\u{FEFF}{}", "", #"{"a":1,"b"}"#, #"{"a":1,b:2}"#,
  ])
  func refusesWhatTheParserRefuses(text: String) {
    #expect(tree(of: Array(text.utf8), [.member("a")]) == search(Array(text.utf8), [.member("a")]))
    #expect(throws: JSONSyntaxError.self) {
      try JSONValue.value(at: [.member("a")], in: Array(text.utf8))
    }
  }

  @Test(arguments: [511, 512, 513, 100_000])
  func nestsAsDeepAsTheParserLetsIt(depth: Int) {
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    for bytes in [Array(text.utf8), Array(text.dropLast().utf8)] {
      #expect(search(bytes, [.element(0)]) == tree(of: bytes, [.element(0)]))
    }
  }

  @Test func agreesWithTheTree() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    var found = 0
    var refused = 0
    for _ in 0..<3_000 {
      var bytes = RandomText.value(depth: 5, using: &generator)
      if Int.random(in: 0..<3, using: &generator) == 0, !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      let places = RandomText.places(using: &generator)
      let expected = tree(of: bytes, places)
      #expect(search(bytes, places) == expected, "seed \(seed): \(places) in \(bytes)")
      if case .success(.some) = expected { found += 1 }
      if case .failure = expected { refused += 1 }
    }
    #expect(found > 100 && refused > 100, "seed \(seed): \(found) found, \(refused) refused")
  }

  private func search(
    _ bytes: [UInt8], _ places: [JSONPlace]
  ) -> Result<JSONValue?, JSONSyntaxError> {
    Result { () throws(JSONSyntaxError) in try JSONValue.value(at: places, in: bytes) }
  }

  private func tree(
    of bytes: [UInt8], _ places: [JSONPlace]
  ) -> Result<JSONValue?, JSONSyntaxError> {
    Result { () throws(JSONSyntaxError) in
      var value: JSONValue? = try JSONValue.parse(bytes)
      for place in places {
        switch place {
        case .member(let name): value = value?[name]
        case .element(let index):
          let elements = value?.arrayValue ?? []
          value = elements.indices.contains(index) ? elements[index] : nil
        }
      }
      return value
    }
  }
}

/// Texts with what a serializer would not write: space, repeated keys, needless escapes.
private enum RandomText {
  static func value(depth: Int, using generator: inout SeededGenerator) -> [UInt8] {
    func pick(_ texts: [String]) -> [UInt8] {
      Array((texts.randomElement(using: &generator) ?? "").utf8)
    }
    let space = pick(["", "", "", " ", "\n\t"])
    switch Int.random(in: 0..<(depth > 0 ? 10 : 3), using: &generator) {
    case 0: return space + pick(["null", "true", "false"]) + space
    case 1: return space + pick(["0", "-1.5e+300", "123456789012345678901234567890", "1E400"])
    case 2:
      return pick([#""""#, #""text longer than a word""#, #""é😀""#, #""\"\\\u0041""#]) + space
    case 3...6:
      let members = (0..<Int.random(in: 0..<6, using: &generator)).map { _ in
        key(using: &generator) + space + [UInt8(ascii: ":")]
          + value(depth: depth - 1, using: &generator)
      }
      return Array("{".utf8) + space + Array(members.joined(separator: ",".utf8))
        + Array("}".utf8)
    default:
      let elements = (0..<Int.random(in: 0..<5, using: &generator)).map { _ in
        value(depth: depth - 1, using: &generator)
      }
      return Array("[".utf8) + space + Array(elements.joined(separator: ",".utf8))
        + Array("]".utf8) + space
    }
  }

  private static func key(using generator: inout SeededGenerator) -> [UInt8] {
    let keys = [#""a""#, #""b""#, #""\u0061""#, #""é""#, #""a key of many letters""#, #""""#]
    return Array((keys.randomElement(using: &generator) ?? "").utf8)
  }

  static func places(using generator: inout SeededGenerator) -> [JSONPlace] {
    let all: [JSONPlace] = [
      .member("a"), .member("a"), .member("b"), .member("é"), .member("a key of many letters"),
      .member(""), .element(0), .element(0), .element(1), .element(3),
    ]
    return (0..<Int.random(in: 0..<4, using: &generator)).compactMap { _ in
      all.randomElement(using: &generator)
    }
  }
}
