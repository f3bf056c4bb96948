#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process's two output streams, written without buffering of their own.
enum StandardOutput: Int32 {
  case out = 1
  case error = 2

  /// Writes all bytes, or ends the process: quietly where the reader has gone, with the status that
  /// a shell gives other tools then, and else with a message.
  func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = systemWrite(
          rawValue, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
        if count < 0 {
          if errno == EINTR { continue }
          if errno == EPIPE { exit(128 + SIGPIPE) }
          Self.fail(String(cString: strerror(errno)), of: self)
        }
        offset += count
      }
    }
  }

  private static func fail(_ reason: String, of stream: StandardOutput) -> Never {
    if stream == .out {
      StandardOutput.error.write("waymark: the output cannot be written: \(reason)\n")
    }
    exit(ExitStatus.undecided.rawValue)
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
