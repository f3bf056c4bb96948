#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process's two output streams, written without buffering of their own.
enum StandardOutput: Int32 {
  case out = 1
  case error = 2

  /// Writes all bytes; a reader that has gone ends the process quietly, as other tools do.
  func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = systemWrite(
          rawValue, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
        if count < 0 {
          if errno == EINTR { continue }
          exit(errno == EPIPE ? 0 : ExitStatus.invalid.rawValue)
        }
        offset += count
      }
    }
  }

  func write(_ text: String) { write(Array(text.utf8)) }

  /// Whether colours are wanted: a terminal, unless `NO_COLOR` or `FORCE_COLOR` say otherwise.
  var wantsColors: Bool {
    if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
    if let value = getenv("FORCE_COLOR"), value.pointee != 0 { return true }
    return isatty(rawValue) == 1
  }
}

private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  guard let start else { return count }
  return write(descriptor, start, count)
}
