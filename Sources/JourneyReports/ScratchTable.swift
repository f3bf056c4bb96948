import ProjectFiles

/// A hash table on disk, for as many keys as there may be.
///
/// Keys are told apart by 128 bits of keyed hash, which nobody outside can make collide.
struct ScratchTable {
  /// A key's hash.
  struct Key: BitwiseCopyable {
    var high: UInt64
    var low: UInt64

    init(_ text: String) {
      func hash(_ salt: UInt8) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(salt)
        hasher.combine(text)
        return UInt64(bitPattern: Int64(hasher.finalize()))
      }
      // A slot without a key has zeros.
      high = hash(1) | 1
      low = hash(2)
    }

    /// The key of the same text among those of another scope.
    func within(_ scope: Int) -> Key {
      var key = self
      var hasher = Hasher()
      hasher.combine(scope)
      hasher.combine(low)
      key.low = UInt64(bitPattern: Int64(hasher.finalize()))
      return key
    }
  }

  private struct Slot: BitwiseCopyable {
    var high: UInt64
    var low: UInt64
    var value: Int
  }

  private let file: ScratchFile
  private let mask: Int

  /// - Parameter most: How many keys there may be.
  init(most: Int) throws(FileError) {
    file = try ScratchFile()
    var capacity = 64
    while capacity < most * 2 { capacity *= 2 }
    mask = capacity - 1
  }

  /// The value of a key; `nil` where there is none.
  func value(_ key: Key) throws(FileError) -> Int? {
    let (slot, _) = try find(key)
    return slot.high == 0 ? nil : slot.value
  }

  /// Takes a key up; the value that it has already stays and is returned.
  func insert(_ key: Key, _ value: Int) throws(FileError) -> Int? {
    let (slot, offset) = try find(key)
    guard slot.high == 0 else { return slot.value }
    try file.write(Slot(high: key.high, low: key.low, value: value), at: offset)
    return nil
  }

  /// Gives a key that is there, or a new one, a value.
  func set(_ key: Key, _ value: Int) throws(FileError) {
    let (_, offset) = try find(key)
    try file.write(Slot(high: key.high, low: key.low, value: value), at: offset)
  }

  private func find(_ key: Key) throws(FileError) -> (Slot, offset: Int) {
    var place = Int(truncatingIfNeeded: key.low) & mask
    while true {
      let offset = place * MemoryLayout<Slot>.stride
      let slot = try file.read(at: offset, as: Slot.self)
      if slot.high == 0 || slot.high == key.high && slot.low == key.low { return (slot, offset) }
      place = (place + 1) & mask
    }
  }
}
