/// Finds one sequence of bytes in another in linear time (Knuth, Morris and Pratt).
struct ByteSearch {
  private let pattern: [UInt8]
  /// For each length of a matched prefix, the length of its longest border.
  private let borders: [Int]

  init(_ pattern: some Collection<UInt8>) {
    self.pattern = Array(pattern)
    var borders = [0]
    var length = 0
    for place in self.pattern.indices.dropFirst() {
      while length > 0, self.pattern[place] != self.pattern[length] { length = borders[length - 1] }
      if self.pattern[place] == self.pattern[length] { length += 1 }
      borders.append(length)
    }
    self.borders = borders
  }

  /// Where the sequence first begins at `start` or later; the empty one begins everywhere.
  func firstPlace(in bytes: [UInt8], from start: Int = 0) -> Int? {
    guard let first = pattern.first else { return start <= bytes.count ? start : nil }
    var length = 0
    var place = start
    while place < bytes.count {
      let byte = bytes[place]
      if length == 0, byte != first {
        place += 1
        continue
      }
      while length > 0, byte != pattern[length] { length = borders[length - 1] }
      if byte == pattern[length] { length += 1 }
      place += 1
      if length == pattern.count { return place - length }
    }
    return nil
  }

  func isFound(in text: String) -> Bool { firstPlace(in: Array(text.utf8)) != nil }
}
