import JSONTree
import Testing

@testable import JourneyReports

@Suite struct JSONStreamCheckTests {
  private static func accepts(_ bytes: [UInt8], pieces: Int = 7) -> Bool {
    var check = JSONStreamCheck()
    do {
      for start in stride(from: 0, to: bytes.count, by: pieces) {
        try check.take(bytes[start..<min(start + pieces, bytes.count)])
      }
      try check.finish()
      return true
    } catch {
      return false
    }
  }

  @Test(arguments: [
    "1", " [] ", "{}", #"{"a": [1, -2.5e3, true, null, "x\u00e9\n"], "b": {}}"#, "\"\"",
    "[[[]], {\"\": \"\"}]\n",
  ])
  func takesJSON(text: String) {
    for pieces in [1, 3, 100] { #expect(Self.accepts(Array(text.utf8), pieces: pieces)) }
  }

  @Test(arguments: [
    "", "[", "{\"a\"}", "{\"a\":}", "[1,]", "{\"a\":1,}", "[1 2]", "tru", "01", "[}", "1 2",
    "\"\u{1}\"", #""\x""#, #""\u12g4""#, "{1:2}", "]", ",", "\"", "[1}", "{\"a\":1]",
    String(repeating: "[", count: 100) + String(repeating: "]", count: 100),
  ])
  func refusesTheRest(text: String) {
    for pieces in [1, 3, 100] { #expect(!Self.accepts(Array(text.utf8), pieces: pieces)) }
  }

  /// Holds it against the parser on texts with one byte changed.
  @Test func agreesWithTheParser() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let sample = Array(#"{"a": [1, -2.5e3, true, null, "x\u00e9\n"], "b": {"c": [{}, []]}}"#.utf8)
    let bytes = Array("[]{}:,\"\\0 1u.-ent".utf8)
    for _ in 0..<3000 {
      var text = sample
      let place = Int.random(in: 0..<text.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: text.remove(at: place)
      case 1: text.insert(bytes.randomElement(using: &random) ?? 0, at: place)
      default: text[place] = bytes.randomElement(using: &random) ?? 0
      }
      let isJSON = (try? JSONValue.parse(text)) != nil
      #expect(
        Self.accepts(text) == isJSON, "seed \(seed): \(String(decoding: text, as: UTF8.self))")
    }
  }
}
