import JSONTree
import Testing

@Suite struct JSONSerializerTests {
  @Test func writesCompactly() {
    let value: JSONValue = ["b": [1, 2.5, .null, true], "a": [:], "c": [], "d": "x"]
    #expect(value.serialized() == #"{"b":[1,2.5,null,true],"a":{},"c":[],"d":"x"}"#)
  }

  @Test func writesWithTwoSpacesALevel() {
    let value: JSONValue = ["b": [1, ["c": .null]], "a": [:], "d": []]
    let expected = """
      {
        "b": [
          1,
          {
            "c": null
          }
        ],
        "a": {},
        "d": []
      }
      """
    #expect(value.serialized(pretty: true) == expected)
  }

  @Test(arguments: [
    ("\"\\/", #""\"\\/""#), ("\u{8}\u{C}\n\r\t", #""\b\f\n\r\t""#),
    ("\0\u{1F}\u{7F}", #""\u0000\u001f\u007f""#),
    ("\u{80}\u{9F}\u{A0}", "\"\\u0080\\u009f\u{A0}\""),
    ("\u{2027}\u{2028}\u{2029}\u{202A}", "\"\u{2027}\\u2028\\u2029\u{202A}\""),
    ("é€😀", "\"é€😀\""),
  ])
  func escapesWhatCouldDoHarm(text: String, expected: String) {
    #expect(JSONValue.string(text).serialized() == expected)
  }

  @Test func numbersKeepTheirDigits() throws {
    let text = "[1.0,1e2,-0,0.10,12345678901234567890.5,1E+400]"
    #expect(try JSONValue.parse(text).serialized() == text)
  }

  @Test func everyValueReadsBackAsItself() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let value = JSONValue.random(depth: 5, using: &generator)
      for pretty in [false, true] {
        let text = value.serialized(pretty: pretty)
        #expect(try JSONValue.parse(text) == value, "seed \(seed)")
        #expect(try JSONValue.parse(text).serialized(pretty: pretty) == text, "seed \(seed)")
      }
    }
  }
}

/// SplitMix64: small, and the same everywhere for one seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension JSONValue {
  fileprivate static func random(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return .number(JSONNumber(Int.random(in: Int.min...Int.max, using: &generator)))
    case 3: return .number(JSONNumber(Double(bitPattern: generator.next())))
    case 4, 5: return .string(randomText(using: &generator))
    case 6:
      return .array(
        (0..<Int.random(in: 0..<6, using: &generator)).map { _ in
          random(depth: depth - 1, using: &generator)
        })
    default:
      return .object(
        JSONObject(
          (0..<Int.random(in: 0..<20, using: &generator)).map { _ in
            (randomText(using: &generator), random(depth: depth - 1, using: &generator))
          }))
    }
  }

  private static func randomText(using generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0..<8, using: &generator) {
      let limit: UInt32 = [0x80, 0x100, 0x2100, 0x11_0000].randomElement(using: &generator) ?? 0x80
      let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &generator))
      text.unicodeScalars.append(scalar ?? "\u{FFFD}")
    }
    return text
  }
}
