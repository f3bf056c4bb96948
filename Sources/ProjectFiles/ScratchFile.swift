#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file without a name for what would make memory grow; it goes with the value.
package final class ScratchFile: Sendable {
  private let descriptor: Int32
  private let folder: String

  /// Makes the file in `TMPDIR`, or in `/tmp`.
  package init() throws(FileError) {
    folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array(FilePath.join(folder, "waymark.XXXXXX").utf8CString)
    descriptor = mkstemp(&path)
    guard descriptor >= 0 else {
      throw .scratch(folder: folder, reason: String(cString: strerror(errno)))
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(path)
  }

  deinit { close(descriptor) }

  /// Writes a value at a place; what lies before it and was never written reads as zeros.
  package func write<Value: BitwiseCopyable>(_ value: Value, at offset: Int) throws(FileError) {
    let written = withUnsafeBytes(of: value) { bytes in
      pwrite(descriptor, bytes.baseAddress, bytes.count, off_t(offset))
    }
    guard written == MemoryLayout<Value>.size else {
      throw .scratch(
        folder: folder,
        reason: written < 0 ? String(cString: strerror(errno)) : "the disk is full")
    }
  }

  /// Reads what ``write(_:at:)`` wrote; zeros beyond the end.
  package func read<Value: BitwiseCopyable>(
    at offset: Int, as type: Value.Type
  ) throws(FileError) -> Value {
    var failure: Int32 = 0
    let value = withUnsafeTemporaryAllocation(
      byteCount: MemoryLayout<Value>.size, alignment: MemoryLayout<Value>.alignment
    ) { buffer in
      buffer.initializeMemory(as: UInt8.self, repeating: 0)
      if pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)) < 0 { failure = errno }
      return buffer.loadUnaligned(as: Value.self)
    }
    if failure != 0 { throw FileReader.error(failure) }
    return value
  }
}
