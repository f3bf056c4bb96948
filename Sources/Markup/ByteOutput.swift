#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a report's bytes go: a file descriptor, or memory.
///
/// Writing never fails on the spot: the first error is kept, what follows is dropped, and
/// ``finish()`` tells. So a writer's code has one place that handles a full disk.
package final class ByteOutput {
  private let descriptor: Int32?
  private var buffer: [UInt8] = []
  private var failure: ByteOutputError?
  /// How many bytes were written so far, those that still wait included.
  package private(set) var count = 0

  private static let chunk = 64 << 10

  /// Collects in memory.
  package init() { descriptor = nil }

  /// Writes to an open file descriptor, which stays the caller's to close.
  package init(fileDescriptor: Int32) { descriptor = fileDescriptor }

  package func write(_ text: String) {
    var text = text
    text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
  }

  package func write(_ bytes: UnsafeRawBufferPointer) {
    guard failure == nil else { return }
    count += bytes.count
    buffer.append(contentsOf: bytes)
    if descriptor != nil, buffer.count >= Self.chunk { flush() }
  }

  /// Tells that what was to be written cannot be had; ``finish()`` throws it.
  ///
  /// - Parameter code: An `errno`.
  package func fail(_ code: Int32) {
    if failure == nil { failure = ByteOutputError(code: code) }
  }

  /// Writes what waits and gives what was collected (empty for a file).
  package func finish() throws(ByteOutputError) -> [UInt8] {
    flush()
    if let failure { throw failure }
    return descriptor == nil ? buffer : []
  }

  private func flush() {
    guard let descriptor, failure == nil else { return }
    buffer.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let chunk = UnsafeRawBufferPointer(rebasing: rest)
        let written = systemWrite(descriptor, chunk.baseAddress, chunk.count)
        if written > 0 {
          rest = rest.dropFirst(written)
        } else if errno != EINTR {
          failure = ByteOutputError(code: errno)
          return
        }
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// The system's `write`, under a name that the method above does not hide.
private let systemWrite: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = { write($0, $1, $2) }

/// The system refused to write.
package struct ByteOutputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// An `errno`.
  package var code: Int32

  package var description: String { String(cString: strerror(code)) }
}
