extension RegexProgram {
  /// The bytes with which a match can begin, one flag for each; `nil` where it can be empty.
  func startingBytes() -> [Bool]? {
    var starts = Array(repeating: false, count: 256)
    var visited = Array(repeating: false, count: instructions.count)
    var pending = [0]
    while let counter = pending.popLast() {
      if visited[counter] { continue }
      visited[counter] = true
      switch instructions[counter] {
      case .accept: return nil
      case .jump(let target): pending.append(target)
      case .split(let first, let second): pending += [first, second]
      case .save, .assert: pending.append(counter + 1)
      case .take(let set):
        for byte in 0..<128 where sets[set].contains(UInt32(byte)) { starts[byte] = true }
        // Which lead bytes a class has is not worth finding out.
        for byte in 128..<256 { starts[byte] = true }
      }
    }
    return starts
  }
}
