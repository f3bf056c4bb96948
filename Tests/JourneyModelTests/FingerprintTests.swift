import Digests
import JourneyModel
import Testing

@Suite struct FingerprintTests {
  /// What the definition says, without any short cut.
  private func byDefinition(_ parts: [String]) -> String {
    let text = parts.map { part in
      var folded = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      while folded.hasSuffix(":") || folded.hasSuffix(" ") { folded.removeLast() }
      return folded
    }
    let joined = text.joined(separator: "\u{1F}")
    return Digest.hexadecimal(Digest.sha256(Array(joined.utf8)).prefix(8))
  }

  @Test(arguments: [
    "", "Exports", "Exports:", "a  b", " a b ", "a\tb\n c", "a : :", ":", "“Modeled” – yes",
    "a\u{A0}b", "a\u{2003}\u{2003}b\u{3000}", "naïve\u{85}x", "日本語 テスト:", "a\u{200B}b",
    "trailing  ",
  ])
  func `a fingerprint is what its definition says`(text: String) {
    let expected = byDefinition(["guardrail", "Must", "Leak nothing in:", text])
    #expect(
      Fingerprint.of(kind: "guardrail", context: ["Must", "Leak nothing in:"], text: text)
        == expected)
    #expect(
      Fingerprint(kind: "guardrail").inside("Must").inside("Leak nothing in")
        .digits(of: text, by: SHA256Hasher()) == expected)
  }

  @Test func `case and every word count`() {
    let one = Fingerprint.of(kind: "step", context: [], text: "Opens the page")
    #expect(one != Fingerprint.of(kind: "step", context: [], text: "opens the page"))
    #expect(one != Fingerprint.of(kind: "step", context: ["Opens"], text: "the page"))
    #expect(one != Fingerprint.of(kind: "expectation", context: [], text: "Opens the page"))
  }

  @Test func `a hasher may be used again`() {
    let hasher = SHA256Hasher()
    let scope = Fingerprint(kind: "step")
    let first = scope.digits(of: "one", by: hasher)
    #expect(scope.digits(of: "two", by: hasher) != first)
    #expect(scope.digits(of: "one", by: hasher) == first)
  }
}
