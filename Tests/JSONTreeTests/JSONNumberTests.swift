import JSONTree
import Testing

@Suite struct JSONNumberTests {
  /// Each list in rising order; numbers in one string are equal.
  static let ascending = [
    "-1e400", "-9223372036854775809", "-9223372036854775808", "-1", "-1e-400", "0 -0 0.0 0e5",
    "1e-400", "0.1 0.10 1e-1", "0.10000000000000000001", "1 1.0 10e-1 0.1E1", "1.5", "9.9",
    "10 1e1",
    "9007199254740992", "9007199254740993 9007199254740993.0", "9223372036854775807",
    "9223372036854775808",
    "9223372036854775808.5", "1e400 10e399", "1e99999999999999999999",
  ]

  @Test func areComparedByTheirExactValues() {
    let ranked = Self.ascending.enumerated().flatMap { rank, literals in
      literals.split(separator: " ").map { (rank, JSONNumber(validLiteral: String($0))) }
    }
    for (rankA, a) in ranked {
      for (rankB, b) in ranked {
        #expect((a < b) == (rankA < rankB), "\(a.literal) \(b.literal)")
        #expect((a == b) == (rankA == rankB), "\(a.literal) \(b.literal)")
        if a == b { #expect(a.hashValue == b.hashValue) }
      }
    }
  }

  @Test(arguments: [
    ("1", 1), ("1.0", 1), ("1e2", 100), ("9007199254740993.0", 9_007_199_254_740_993), ("-0.0", 0),
    ("-9223372036854775808", Int.min), ("-922337203685477580.8e1", Int.min),
    ("9223372036854775808", nil), ("1.5", nil), ("1e-1", nil), ("1e30", nil),
    ("1e999999999999999999999", nil),
  ])
  func wholeNumbers(literal: String, value: Int?) {
    #expect(JSONNumber(validLiteral: literal).int == value)
  }

  @Test(arguments: [
    ("1", true), ("1.50e1", true), ("1.5", false), ("1e-1", false), ("1e400", true), ("0e-5", true),
  ])
  func wholeness(literal: String, expected: Bool) {
    #expect(JSONNumber(validLiteral: literal).isWhole == expected)
  }

  @Test(arguments: [("1e400", Double.infinity), ("-1e400", -.infinity), ("0.1", 0.1)])
  func doubles(literal: String, value: Double) {
    #expect(JSONNumber(validLiteral: literal).double == value)
  }
}

@Suite struct JSONObjectTests {
  @Test(arguments: [3, 12, 13, 14, 200])
  func keepsOrderWhateverItsSize(count: Int) {
    var object = JSONObject((0..<count).map { ("k\($0)", .number(JSONNumber($0))) })
    object["k1"] = "changed"
    object["new"] = true
    object["k0"] = nil
    #expect(object.keys == (1..<count).map { "k\($0)" } + ["new"])
    #expect(object["k1"] == "changed")
    #expect(object["k0"] == nil)
    #expect(object["k2"] == 2)
    #expect(object.count == count)
    #expect(object == JSONObject(object.pairs.reversed().map { ($0.key, $0.value) }))
    #expect(
      object.hashValue == JSONObject(object.pairs.reversed().map { ($0.key, $0.value) }).hashValue)
  }

  @Test func canonicallyEquivalentKeysAreDifferent() {
    let object: JSONValue = ["\u{E9}": 1, "e\u{301}": 2]
    #expect(object.objectValue?.count == 2)
    #expect(object["e\u{301}"] == 2)
    #expect(JSONValue.string("\u{E9}") != JSONValue.string("e\u{301}"))
  }

  @Test func aRepeatedKeyKeepsItsPlaceAndTheLastValue() throws {
    let value = try JSONValue.parse(#"{"a":1,"b":2,"\u0061":3}"#)
    #expect(value.serialized() == #"{"a":3,"b":2}"#)
  }
}
