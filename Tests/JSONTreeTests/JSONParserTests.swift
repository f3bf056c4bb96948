import JSONTree
import Testing

@Suite struct JSONParserTests {
  static let accepted: [(String, JSONValue)] = [
    ("null", .null), (" \t\r\n true ", true), ("false", false), ("0", 0), ("-0", 0), ("-12", -12),
    ("1.5", 1.5), ("1E+2", 100), ("1e-1", 0.1), ("\"\"", ""), ("[]", []), ("[ ]", []), ("{}", [:]),
    ("{ }", [:]), ("[1,2]", [1, 2]), ("[[[]],{}]", [[[]], [:]]),
    (#"{"a":{"b":[null]}}"#, ["a": ["b": [.null]]]),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u2028""#, "Aé\u{2028}"),
    (#""\ud83d\ude00x""#, "😀x"), (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
    ("\"é\u{7F}\u{2028}😀\"", "é\u{7F}\u{2028}😀"),
    (#""\u0000""#, "\0"), (#"{"":0}"#, ["": 0]), (#"{"a":1,"b":2,"a":3}"#, ["a": 3, "b": 2]),
    ("[1\n,\t2\r]", [1, 2]),
    (
      "123456789012345678901234567890",
      .number(JSONNumber(validLiteral: "123456789012345678901234567890"))
    ),
    (#""\uFEFF""#, "\u{FEFF}"), (#""\uFFFF""#, "\u{FFFF}"),
  ]

  @Test(arguments: accepted)
  func reads(text: String, value: JSONValue) throws {
    #expect(try JSONValue.parse(text) == value)
  }

  static let refused: [(String, Int, String)] = [
    ("", 0, "ends where a value"), ("   ", 3, "ends where a value"), ("nul", 3, "ends"),
    ("nulL", 3, "“null”"), ("True", 0, "a value, found “T”"), ("[1,]", 3, "a value"),
    ("[,1]", 1, "a value"),
    ("[1 2]", 3, "“,” or “]”"), ("[1", 2, "“,” or “]”"), ("[1}", 2, "“]”"), ("]", 0, "a value"),
    ("[1]]", 3, "the end of the text"), ("1 2", 2, "the end of the text"), ("{\"a\"}", 4, "“:”"),
    ("{\"a\":}", 5, "a value"), ("{a:1}", 1, "a key in double quotes"), ("{'a':1}", 1, "a key"),
    ("{\"a\":1,}", 7, "a key"), ("{\"a\":1 \"b\":2}", 7, "“,” or “}”"), ("{1:2}", 1, "a key"),
    ("01", 0, "needless 0"), ("-01", 1, "needless 0"), ("-", 1, "a digit"), ("+1", 0, "a value"),
    (".5", 0, "a value"), ("1.", 2, "a digit"), ("1.e3", 2, "a digit"), ("1e", 2, "a digit"),
    ("1e+", 3, "a digit"), ("0x10", 1, "the end"), ("NaN", 0, "a value"),
    ("-Infinity", 1, "a digit"),
    ("１", 0, "a value"), ("\"a", 2, "inside a string"), ("\"a\\\"", 4, "inside a string"),
    ("\"\\", 2, "after a backslash"),
    ("\"\\x41\"", 2, "after a backslash"), ("\"\\u12G4\"", 5, "hexadecimal"),
    ("\"\\u12", 5, "hexadecimal"),
    ("\"\u{1}\"", 1, "U+0001"), ("\"a\nb\"", 2, "U+000A"), ("\"\\n\t\"", 3, "U+0009"),
    ("\"\\ud800\"", 1, "surrogate"), ("\"x\\udc00\"", 2, "surrogate"),
    ("\"\\ud800\\u0041\"", 1, "surrogate"),
    ("\"\\ud800\\ud800\"", 1, "surrogate"), ("\u{FEFF}1", 0, "byte order mark"),
    ("/* */1", 0, "a value"),
    ("1 // x", 2, "the end"), ("\u{A0}1", 0, "a value"), ("\u{C}1", 0, "byte 0xC"),
    ("[1\u{0}]", 2, "byte 0x0"), ("\0", 0, "0x0"),
  ]

  @Test(arguments: refused)
  func refuses(text: String, offset: Int, message: String) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(text) }
    #expect(error?.offset == offset)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  static let malformedUTF8: [([UInt8], Int)] = [
    ([0xFF], 1), ([0x61, 0xC3], 2), ([0xC0, 0x80], 1), ([0xED, 0xA0, 0x80], 1), ([0xE2, 0x82], 1),
    ([0xF4, 0x90, 0x80, 0x80], 1), ([0xC3, 0xA9, 0x80], 3), ([0x5C, 0x6E, 0xFE], 3),
    ([0xFE, 0x5C, 0x6E], 1),
  ]

  @Test(arguments: malformedUTF8)
  func refusesWhatIsNotUTF8(content: [UInt8], offset: Int) {
    let error = #expect(throws: JSONSyntaxError.self) {
      try JSONValue.parse([0x22] + content + [0x22])
    }
    #expect(error?.offset == offset)
    #expect(error?.message == "the text is not UTF-8")
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
  func depthIsLimited(opening: String) throws {
    let hostile = String(repeating: opening, count: 200_000)
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(hostile) }
    #expect(error?.message == "the text nests deeper than 512 levels")
    let allowed = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(try JSONValue.parse(allowed).serialized() == allowed)
  }

  @Test func lengthIsLimited() {
    let error = #expect(throws: JSONSyntaxError.self) {
      try JSONValue.parse("[1,2]", limits: JSONLimits(bytes: 4))
    }
    #expect(error?.message == "the text is longer than 4 bytes")
  }

  @Test func everyCutOfATextIsRefused() throws {
    let text = Array(#"{"a":[1,-2.5e3,"x\u00e9\n"],"b":{"c":[true,false,null]}}"#.utf8)
    for length in text.indices {
      #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(Array(text[..<length])) }
    }
    #expect(try JSONValue.parse(text)["b"]?["c"] == [true, false, .null])
  }
}
