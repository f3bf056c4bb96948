import Testing

@testable import Monitors

@Suite struct MultiMatcherTests {
  /// Compared with a search of each pattern by itself, on random texts of few letters.
  @Test(arguments: [1, 2, 3, 4, 5])
  func findsWhatSingleSearchesFind(seed: UInt64) {
    var generator = Generator(state: seed)
    for _ in 0..<200 {
      let patterns = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
        word(upTo: 4, &generator)
      }
      let text = word(upTo: 40, &generator)
      var found: Set<[Int]> = []
      MultiMatcher(patterns).forEach(in: text) { match in
        found.insert([match.pattern, match.end])
        return true
      }
      var expected: Set<[Int]> = []
      for (number, pattern) in patterns.enumerated() {
        for end in pattern.count...max(pattern.count, text.count) where end <= text.count {
          let window = text[(end - pattern.count)..<end].map(ASCII.lower)
          if window == pattern.map(ASCII.lower) { expected.insert([number, end]) }
        }
      }
      #expect(found == expected, "seed \(seed): \(patterns) in \(text)")
    }
  }

  private func word(upTo length: Int, _ generator: inout Generator) -> [UInt8] {
    (0..<Int.random(in: 1...length, using: &generator)).map { _ in
      Array("abAB_\u{80}".utf8).randomElement(using: &generator) ?? 0
    }
  }
}

struct Generator: RandomNumberGenerator {
  var state: UInt64

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
