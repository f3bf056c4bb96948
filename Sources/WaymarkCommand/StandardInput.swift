import Glibc

/// The process's input stream.
enum StandardInput {
  /// Everything up to its end.
  static func readAll() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(0, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }
}

extension StandardInput {
  /// Waits for the end of a line, or of the input.
  static func line() async {
    await Task.detached {
      var byte: UInt8 = 0
      while read(0, &byte, 1) == 1, byte != UInt8(ascii: "\n") {}
    }.value
  }
}
