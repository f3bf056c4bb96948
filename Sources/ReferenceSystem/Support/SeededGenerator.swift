/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same fixture on every machine.
struct SeededGenerator {
  private var state: UInt64

  /// - Parameter stream: keeps one part's numbers apart from another's, so that adding a row to
  ///   one table changes no other.
  init(seed: UInt64, stream: String) {
    state = stream.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  mutating func fraction() -> Double { Double(next() >> 11) / Double(UInt64(1) << 53) }

  mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + fraction() * (range.upperBound - range.lowerBound)
  }

  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[integer(0...choices.count - 1)]
  }
}

extension Double {
  /// Rounded to cents.
  var cents: Double { (self * 100).rounded() / 100 }

  /// Rounded to `digits` decimal digits.
  func rounded(digits: Int) -> Double {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
