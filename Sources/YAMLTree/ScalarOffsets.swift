/// Finds byte offsets by libyaml's index, which counts Unicode scalars.
///
/// Its lines cannot be used: it also ends them at U+0085, U+2028 and U+2029, where editors do not.
struct ScalarOffsets {
  private static let stride = 256

  private let bytes: ArraySlice<UInt8>
  /// The offset of every 256th scalar; empty where every byte is a scalar.
  private let checkpoints: [Int]

  init(of bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    var checkpoints: [Int] = []
    if !bytes.allSatisfy({ $0 < 0x80 }) {
      var scalars = 0
      for offset in bytes.indices where bytes[offset] & 0xC0 != 0x80 {
        if scalars % Self.stride == 0 { checkpoints.append(offset) }
        scalars += 1
      }
    }
    self.checkpoints = checkpoints
  }

  func byte(ofScalar index: Int) -> Int {
    guard !checkpoints.isEmpty else { return min(bytes.startIndex + index, bytes.endIndex) }
    let checkpoint = min(index / Self.stride, checkpoints.count - 1)
    var offset = checkpoints[checkpoint]
    var left = index - checkpoint * Self.stride
    while offset < bytes.endIndex, left > 0 {
      offset += 1
      while offset < bytes.endIndex, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }
}
