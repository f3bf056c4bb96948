import Review
import Testing

@Suite struct WordDifferenceTests {
  /// As text shows it, without the renderer.
  private static func told(_ old: String, _ new: String) -> String {
    WordDifference(from: old, to: new).parts.map { part in
      let blank = part.isSpaced ? " " : ""
      switch part.kind {
      case .same: return blank + part.text
      case .removed: return "\(blank)[-\(part.text)-]"
      case .added: return "\(blank){+\(part.text)+}"
      }
    }.joined()
  }

  @Test(arguments: [
    ("Answer within 200 ms.", "Answer within 100 ms.", "Answer within [-200-] {+100+} ms."),
    ("Log exports.", "Log all exports.", "Log {+all+} exports."),
    ("Log all exports.", "Log exports.", "Log [-all-] exports."),
    ("Deny it.", "Allow it.", "[-Deny-] {+Allow+} it."),
    ("Deny it", "Deny it.", "Deny it{+.+}"),
    ("Deny, then log.", "Deny; then log.", "Deny[-,-]{+;+} then log."),
    ("(see audit)", "(see audit log)", "(see audit {+log+})"),
    ("One two three four.", "One 2 3 four.", "One [-two three-] {+2 3+} four."),
    ("Same.", "Same.", "Same."),
    ("", "New.", "{+New.+}"),
    ("Old.", "", "[-Old.-]"),
    ("a b c d e", "a x c y e", "a [-b-] {+x+} c [-d-] {+y+} e"),
    ("„Größe“ bleibt", "„Größen“ bleiben", "„[-Größe-]{+Größen+}“ [-bleibt-] {+bleiben+}"),
  ])
  func showsWords(old: String, new: String, expected: String) {
    #expect(Self.told(old, new) == expected)
  }

  @Test func removedAndAddedMakeOldAndNew() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SplitMix(seed: seed)
    let words = ["a", "b,", "c.", "(d)", "e's", "…", "f"]
    func sentence() -> String {
      (0..<Int.random(in: 0...9, using: &random))
        .compactMap { _ in words.randomElement(using: &random) }.joined(separator: " ")
    }
    for _ in 0..<1000 {
      let (old, new) = (sentence(), sentence())
      let parts = WordDifference(from: old, to: new).parts
      func letters(_ kind: WordDifference.Kind) -> String {
        parts.filter { $0.kind == .same || $0.kind == kind }.map(\.text).joined()
          .filter { $0 != " " }
      }
      #expect(letters(.removed) == old.filter { $0 != " " }, "seed \(seed): \(old) | \(new)")
      #expect(letters(.added) == new.filter { $0 != " " }, "seed \(seed): \(old) | \(new)")
      #expect((old == new) == WordDifference(from: old, to: new).isEmpty, "seed \(seed)")
    }
  }

  @Test func longTextsTakeNoTime() {
    let old = (0..<50_000).map { "a\($0)" }.joined(separator: " ")
    let new = (0..<50_000).map { "b\($0)" }.joined(separator: " ")
    let parts = WordDifference(from: "Begin " + old + " end", to: "Begin " + new + " end").parts
    #expect(parts.map(\.kind) == [.same, .removed, .added, .same])
  }
}
