import Glibc

/// The header section of a response as its bytes arrive, read once it is complete.
struct ResponseHead {
  private var bytes: [UInt8] = []
  /// Where the header section of the final response begins.
  private var start = 0
  private var isComplete = false

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    start = 0
    isComplete = false
  }

  /// Takes one line with its line end; interim responses give way to the next, trailers are left
  /// out.
  ///
  /// False, and nothing taken, where all lines together would have more bytes than the limit.
  mutating func append(_ line: UnsafeRawBufferPointer, limit: Int) -> Bool {
    guard bytes.count + line.count <= limit else { return false }
    if isComplete {
      guard line.starts(with: "HTTP/".utf8) else { return true }
      start = bytes.count
      isComplete = false
    }
    bytes.append(contentsOf: line)
    isComplete = line.first == 0x0D || line.first == 0x0A
    return true
  }

  struct Parsed {
    var version = ""
    var status = 0
    var reason = ""
    var fields: [HTTPField] = []
  }

  /// Status line and fields; nil if there is no status line.
  func parsed() -> Parsed? {
    bytes.withUnsafeBufferPointer { buffer in
      var lines = Lines(buffer: buffer, position: start)
      guard let line = lines.next(), var parsed = Self.statusLine(buffer, line) else { return nil }
      parsed.fields.reserveCapacity(12)
      while let line = lines.next() {
        guard let colon = buffer[line].firstIndex(of: UInt8(ascii: ":")) else { continue }
        parsed.fields.append(
          HTTPField(
            ASCII.text(buffer, line.lowerBound..<colon),
            ASCII.text(buffer, ASCII.trimmed(buffer, (colon + 1)..<line.upperBound))))
      }
      return parsed
    }
  }

  private static func statusLine(
    _ buffer: UnsafeBufferPointer<UInt8>, _ line: Range<Int>
  ) -> Parsed? {
    guard let space = buffer[line].firstIndex(of: 0x20) else { return nil }
    let rest = (space + 1)..<line.upperBound
    let end = buffer[rest].firstIndex(of: 0x20) ?? line.upperBound
    var status = 0
    for byte in buffer[rest.lowerBound..<end] {
      guard ASCII.isDigit(byte), status < 1000 else { return nil }
      status = status * 10 + Int(byte & 15)
    }
    return Parsed(
      version: ASCII.text(buffer, line.lowerBound..<space), status: status,
      reason: ASCII.text(buffer, ASCII.trimmed(buffer, end..<line.upperBound)))
  }

  /// The lines up to the empty one, without their ends.
  private struct Lines: IteratorProtocol {
    let buffer: UnsafeBufferPointer<UInt8>
    var position: Int

    mutating func next() -> Range<Int>? {
      guard let rest = buffer.baseAddress?.advanced(by: position),
        let found = memchr(rest, 0x0A, buffer.count - position)
      else { return nil }
      let newline = position + UnsafeRawPointer(rest).distance(to: found)
      let start = position
      position = newline + 1
      let end = newline > start && buffer[newline - 1] == 0x0D ? newline - 1 : newline
      return start < end ? start..<end : nil
    }
  }
}
