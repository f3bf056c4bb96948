/// A pattern as instructions of an automaton.
struct RegexProgram: Sendable {
  enum Instruction: Sendable {
    /// Takes one scalar of ``sets`` and goes on with the next instruction.
    case take(set: Int)
    /// Goes on with both, preferring the first.
    case split(Int, Int)
    case jump(Int)
    case save(slot: Int)
    case assert(RegexAssertion)
    case accept
  }

  private(set) var instructions: [Instruction] = []
  private(set) var sets: [ScalarSet] = []
  private(set) var groupCount = 0
  /// Whether every match begins at the start of the text.
  private(set) var isAnchored = false
  /// What ``startingBytes()`` found.
  private(set) var starts: [Bool]?

  /// The instructions that counted repetitions may expand to.
  static let maximumCount = 10_000

  private let patternLength: Int
  private var numbers: [ScalarSet: Int] = [:]

  init(_ node: RegexNode, length: Int) throws(RegexSyntaxError) {
    patternLength = length
    try emit(.save(slot: 0))
    try compile(node)
    try emit(.save(slot: 1))
    try emit(.accept)
    isAnchored = Self.beginsAtStart(node)
    starts = startingBytes()
    numbers = [:]
  }

  private static func beginsAtStart(_ node: RegexNode) -> Bool {
    switch node {
    case .assertion(.startOfText): true
    case .concatenation(let nodes): nodes.first.map(beginsAtStart) ?? false
    case .alternation(let nodes): nodes.allSatisfy(beginsAtStart)
    case .group(let node, _): beginsAtStart(node)
    default: false
    }
  }

  private mutating func emit(_ instruction: Instruction) throws(RegexSyntaxError) {
    guard instructions.count < Self.maximumCount else {
      throw RegexSyntaxError(
        message: "the pattern's repetitions expand to more than \(Self.maximumCount) steps",
        offset: 0, length: patternLength)
    }
    instructions.append(instruction)
  }

  private mutating func compile(_ node: RegexNode) throws(RegexSyntaxError) {
    switch node {
    case .empty: break
    case .set(let set):
      let number = numbers[set] ?? sets.count
      if number == sets.count {
        sets.append(set)
        numbers[set] = number
      }
      try emit(.take(set: number))
    case .assertion(let assertion): try emit(.assert(assertion))
    case .concatenation(let nodes):
      for node in nodes { try compile(node) }
    case .alternation(let nodes): try compile(alternatives: nodes)
    case .group(let node, let number):
      guard let number else { return try compile(node) }
      groupCount = max(groupCount, number)
      try emit(.save(slot: 2 * number))
      try compile(node)
      try emit(.save(slot: 2 * number + 1))
    case .repetition(let node, let minimum, let maximum, let isGreedy):
      for _ in 0..<minimum {
        let before = instructions.count
        try compile(node)
        // What compiles to nothing does so however often, and nested counts would take for ever.
        if instructions.count == before { break }
      }
      guard let maximum else { return try compileLoop(node, isGreedy: isGreedy) }
      var exits: [Int] = []
      for _ in minimum..<maximum {
        exits.append(instructions.count)
        try emit(.accept)
        try compile(node)
      }
      for exit in exits {
        instructions[exit] = fork(to: exit + 1, or: instructions.count, isGreedy: isGreedy)
      }
    }
  }

  private mutating func compileLoop(
    _ node: RegexNode, isGreedy: Bool
  ) throws(RegexSyntaxError) {
    let start = instructions.count
    try emit(.accept)
    try compile(node)
    try emit(.jump(start))
    instructions[start] = fork(to: start + 1, or: instructions.count, isGreedy: isGreedy)
  }

  private mutating func compile(alternatives nodes: [RegexNode]) throws(RegexSyntaxError) {
    var exits: [Int] = []
    for node in nodes.dropLast() {
      let start = instructions.count
      try emit(.accept)
      try compile(node)
      exits.append(instructions.count)
      try emit(.accept)
      instructions[start] = .split(start + 1, instructions.count)
    }
    if let last = nodes.last { try compile(last) }
    for exit in exits { instructions[exit] = .jump(instructions.count) }
  }

  private func fork(to body: Int, or exit: Int, isGreedy: Bool) -> Instruction {
    isGreedy ? .split(body, exit) : .split(exit, body)
  }
}
