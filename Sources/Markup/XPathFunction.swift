/// The core function library (XPath 1.0, section 4).
enum XPathFunction {
  /// How many arguments each function takes.
  private static let arguments: [String: ClosedRange<Int>] = [
    "last": 0...0, "position": 0...0, "count": 1...1, "id": 1...1, "local-name": 0...1,
    "namespace-uri": 0...1, "name": 0...1, "string": 0...1, "concat": 2...Int.max,
    "starts-with": 2...2, "contains": 2...2, "substring-before": 2...2, "substring-after": 2...2,
    "substring": 2...3, "string-length": 0...1, "normalize-space": 0...1, "translate": 3...3,
    "boolean": 1...1, "not": 1...1, "true": 0...0, "false": 0...0, "lang": 1...1,
    "number": 0...1, "sum": 1...1, "floor": 1...1, "ceiling": 1...1, "round": 1...1,
  ]

  /// What is wrong with a call, in one sentence; `nil` where it is right.
  static func fault(in call: XPathNames.Name) -> String? {
    guard let expected = arguments[call.name] else {
      return "XPath 1.0 has no function \(call.name)()"
    }
    guard !expected.contains(call.arguments) else { return nil }
    return "\(call.name)() takes \(count(expected)), not \(call.arguments)"
  }

  private static func count(_ range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (0, 0): "no argument"
    case (1, 1): "one argument"
    case (let least, Int.max): "\(least) arguments or more"
    case (let least, let most) where least == most: "\(most) arguments"
    case (let least, let most): "\(least) to \(most) arguments"
    }
  }
}
