/// Finds many byte patterns in one pass (Aho and Corasick, 1975), whatever their case in ASCII.
///
/// The time is linear in the text. The table has a column only for bytes that occur in a pattern,
/// and a state's row is its final transitions, failures resolved.
struct MultiMatcher: Sendable {
  struct Match {
    let pattern: Int
    /// After its last byte.
    let end: Int
  }

  let patterns: [[UInt8]]
  /// The column of each byte; 0 for bytes of no pattern.
  private var columns = [UInt8](repeating: 0, count: 256)
  private var width = 1
  /// Rows of ``width`` next states; a state's number is its row's offset.
  private var next: [UInt32] = []
  /// For each state the patterns that end there, as a range in ``ended``; empty for most.
  private var endings: [UInt32] = []
  private var ended: [UInt32] = []

  var isEmpty: Bool { patterns.isEmpty }

  /// Patterns without bytes never match.
  init(_ patterns: [[UInt8]]) {
    self.patterns = patterns
    assignColumns()
    build()
  }

  private mutating func assignColumns() {
    for byte in patterns.joined() {
      let lower = ASCII.lower(byte)
      guard columns[Int(lower)] == 0, width < 255 else { continue }
      columns[Int(lower)] = UInt8(width)
      if ASCII.isLetter(lower) { columns[Int(lower ^ 0x20)] = UInt8(width) }
      width += 1
    }
  }

  private mutating func build() {
    var own: [[UInt32]] = [[]]
    next = [UInt32](repeating: 0, count: width)
    for (number, pattern) in patterns.enumerated() where !pattern.isEmpty {
      var state = 0
      for byte in pattern {
        let column = Int(columns[Int(byte)])
        let place = state * width + column
        if next[place] == 0 {
          next[place] = UInt32(own.count)
          own.append([])
          next.append(contentsOf: repeatElement(0, count: width))
        }
        state = Int(next[place])
      }
      own[state].append(UInt32(number))
    }
    resolveFailures(&own)
    // States are stored as offsets of their rows, which saves a multiplication a byte.
    for place in next.indices { next[place] *= UInt32(width) }
    endings = []
    for list in own {
      endings.append(UInt32(ended.count))
      ended += list
    }
    endings.append(UInt32(ended.count))
  }

  /// Breadth first: a state's failure is shorter, and done before it.
  private mutating func resolveFailures(_ own: inout [[UInt32]]) {
    var failure = [Int](repeating: 0, count: own.count)
    var queue: [Int] = []
    for column in 0..<width where next[column] != 0 { queue.append(Int(next[column])) }
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      own[state] += own[failure[state]]
      for column in 0..<width {
        let child = Int(next[state * width + column])
        let fallback = next[failure[state] * width + column]
        if child == 0 {
          next[state * width + column] = fallback
        } else {
          failure[child] = Int(fallback)
          queue.append(child)
        }
      }
    }
  }

  /// Calls `found` for every occurrence, in the order of their ends; `false` from it ends the search.
  func forEach(in bytes: [UInt8], _ found: (Match) -> Bool) {
    guard !ended.isEmpty else { return }
    bytes.withUnsafeBufferPointer { bytes in
      next.withUnsafeBufferPointer { next in
        columns.withUnsafeBufferPointer { columns in
          endings.withUnsafeBufferPointer { endings in
            var state: UInt32 = 0
            let width = UInt32(width)
            for index in 0..<bytes.count {
              state = next[Int(state &+ UInt32(columns[Int(bytes[index])]))]
              guard state != 0 else { continue }
              let number = Int(state / width)
              let (start, end) = (endings[number], endings[number + 1])
              guard start != end else { continue }
              for place in start..<end {
                guard found(Match(pattern: Int(ended[Int(place)]), end: index + 1)) else { return }
              }
            }
          }
        }
      }
    }
  }

  /// Whether any pattern occurs.
  func isFound(in bytes: [UInt8]) -> Bool {
    var result = false
    forEach(in: bytes) { _ in
      result = true
      return false
    }
    return result
  }
}
