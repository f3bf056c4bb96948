/// Runs a program over the UTF-8 of one text, all threads in step.
///
/// The method is Thompson's with the priorities and saved positions of Pike: the work for a scalar is
/// bounded by the length of the program.
struct RegexMatcher {
  /// Threads in the order of their priority, each program counter once.
  private struct Threads {
    var order: [Int32] = []
    private var places: [Int32]
    /// ``slotCount`` positions a thread.
    var slots: [Int]

    init(capacity: Int, slotCount: Int) {
      order.reserveCapacity(capacity)
      places = Array(repeating: 0, count: capacity)
      slots = Array(repeating: -1, count: capacity * slotCount)
    }

    /// Whether the counter was not there yet.
    mutating func insert(_ counter: Int) -> Bool {
      let place = Int(places[counter])
      if place < order.count, Int(order[place]) == counter { return false }
      places[counter] = Int32(order.count)
      order.append(Int32(counter))
      return true
    }
  }

  private enum Pending {
    case visit(Int)
    case restore(slot: Int, position: Int)
  }

  let bytes: [UInt8]
  private let program: RegexProgram
  private let slotCount: Int
  private var now: Threads
  private var next: Threads
  private var pending: [Pending] = []
  private var saved: [Int]
  /// How many more may be taken.
  private(set) var steps: Int

  /// `slotCount` is 0 when only the answer yes or no is wanted.
  init(_ program: RegexProgram, _ bytes: [UInt8], slotCount: Int, steps: Int) {
    self.steps = steps
    self.program = program
    self.bytes = bytes
    self.slotCount = slotCount
    now = Threads(capacity: program.instructions.count, slotCount: slotCount)
    next = now
    saved = Array(repeating: -1, count: slotCount)
  }

  /// The saved positions of the first match that begins at `start` or later; with `whole`, of one that
  /// reaches to the end of the text.
  mutating func match(from start: Int, whole: Bool = false) throws(RegexLimitError) -> [Int]? {
    next.order.removeAll(keepingCapacity: true)
    var position = start
    var found: [Int]?
    let beginsOnce = whole || program.isAnchored
    while true {
      if !beginsOnce, found == nil, next.order.isEmpty, let starts = program.starts {
        let skipped = position
        while position < bytes.count, !starts[Int(bytes[position])] { position += 1 }
        steps -= (position - skipped) / 16
      }
      if found == nil, !beginsOnce || position == 0 {
        for slot in saved.indices { saved[slot] = -1 }
        follow(0, at: position)
      }
      if next.order.isEmpty { return found }
      swap(&now, &next)
      next.order.removeAll(keepingCapacity: true)
      steps -= now.order.count
      if steps < 0 { throw RegexLimitError() }
      let (scalar, width) = scalar(at: position)
      threads: for counter in now.order.lazy.map(Int.init) {
        switch program.instructions[counter] {
        case .take(let set):
          guard width > 0, program.sets[set].contains(scalar) else { continue }
          for slot in 0..<slotCount { saved[slot] = now.slots[counter * slotCount + slot] }
          follow(counter + 1, at: position + width)
        case .accept:
          if whole, position < bytes.count { continue }
          found = (0..<slotCount).map { now.slots[counter * slotCount + $0] }
          if slotCount == 0 { return found }
          break threads
        default: continue
        }
      }
      if width == 0 { return found }
      position += width
    }
  }

  /// Adds the thread, and all that it leads to without taking a scalar, to those that go on.
  private mutating func follow(_ counter: Int, at position: Int) {
    pending.append(.visit(counter))
    while let item = pending.popLast() {
      guard case .visit(let counter) = item else {
        if case .restore(let slot, let old) = item { saved[slot] = old }
        continue
      }
      guard next.insert(counter) else { continue }
      steps -= 1
      switch program.instructions[counter] {
      case .jump(let target): pending.append(.visit(target))
      case .split(let first, let second):
        pending.append(.visit(second))
        pending.append(.visit(first))
      case .save(let slot):
        if slot < slotCount {
          pending.append(.restore(slot: slot, position: saved[slot]))
          saved[slot] = position
        }
        pending.append(.visit(counter + 1))
      case .assert(let assertion):
        if holds(assertion, at: position) { pending.append(.visit(counter + 1)) }
      case .take, .accept:
        for slot in 0..<slotCount { next.slots[counter * slotCount + slot] = saved[slot] }
      }
    }
  }

  private func holds(_ assertion: RegexAssertion, at position: Int) -> Bool {
    switch assertion {
    case .startOfText: return position == 0
    case .endOfText: return position == bytes.count
    case .startOfLine: return position == 0 || bytes[position - 1] == UInt8(ascii: "\n")
    case .endOfLine: return position == bytes.count || bytes[position] == UInt8(ascii: "\n")
    case .wordBoundary, .noWordBoundary:
      let before = position > 0 && Self.isWord(bytes[position - 1])
      let after = position < bytes.count && Self.isWord(bytes[position])
      return (before != after) == (assertion == .wordBoundary)
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }

  /// The scalar at a place of well-formed UTF-8 and its bytes; no bytes at the end.
  private func scalar(at position: Int) -> (UInt32, width: Int) {
    guard position < bytes.count else { return (0, 0) }
    let lead = UInt32(bytes[position])
    if lead < 0x80 { return (lead, 1) }
    let width = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard position + width <= bytes.count else { return (0xFFFD, bytes.count - position) }
    var value = lead & (0x7F >> UInt32(width))
    for offset in 1..<width { value = value << 6 | UInt32(bytes[position + offset] & 0x3F) }
    return (value, width)
  }

  func end(ofScalarAt position: Int) -> Int { position + max(1, scalar(at: position).width) }

  /// The texts of the whole match and the groups.
  func groups(at slots: [Int]) -> [String?] {
    stride(from: 0, to: slots.count, by: 2).map { slot in
      guard slots[slot] >= 0, slots[slot + 1] >= slots[slot] else { return nil }
      return String(decoding: bytes[slots[slot]..<slots[slot + 1]], as: UTF8.self)
    }
  }
}
