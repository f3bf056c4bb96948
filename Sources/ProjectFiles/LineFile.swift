#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A regular file, or bytes, that is read line by line and again at any place.
///
/// The file is as long as it was when it was opened; memory does not grow with it.
package final class LineFile: Sendable {
  /// A line without its end.
  package struct Line {
    package let bytes: [UInt8]
    /// Where it begins in the file.
    package let offset: Int
    /// Whether a line feed ends it; only the last line may have none.
    package let isEnded: Bool
  }

  private enum Source {
    case bytes([UInt8])
    case descriptor(Int32)
  }

  /// Longer lines are refused.
  private static let longestLine = 256 << 20
  private static let chunk = 1 << 20

  private let source: Source
  /// Bytes.
  package let size: Int
  /// When it was last written, in seconds since 1970; 0 for bytes.
  package let modified: Int

  package init(_ bytes: [UInt8]) {
    source = .bytes(bytes)
    size = bytes.count
    modified = 0
  }

  /// Opens a file; never blocks on a pipe.
  package init(path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileReader.error(errno) }
    var status = stat()
    let error: FileError? =
      if fstat(descriptor, &status) != 0 {
        FileReader.error(errno)
      } else {
        switch FileReader.kind(status.st_mode) {
        case .file: nil
        case .folder: .isFolder
        case .other: .isNoRegularFile
        }
      }
    if let error {
      close(descriptor)
      throw error
    }
    source = .descriptor(descriptor)
    size = Int(status.st_size)
    modified = status.modified
  }

  deinit {
    if case .descriptor(let descriptor) = source { close(descriptor) }
  }

  /// The bytes at a place; fewer where the file ends.
  package func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    let count = min(count, size - offset)
    guard offset >= 0, count > 0 else { return [] }
    switch source {
    case .bytes(let bytes): return Array(bytes[offset..<offset + count])
    case .descriptor(let descriptor):
      return try Self.read(descriptor, at: offset, count: count)
    }
  }

  private static func read(
    _ descriptor: Int32, at offset: Int, count: Int
  ) throws(FileError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count {
        let rest = buffer.baseAddress?.advanced(by: initialized)
        let read = pread(descriptor, rest, count - initialized, off_t(offset + initialized))
        if read < 0, errno == EINTR { continue }
        if read < 0 { failure = errno }
        guard read > 0 else { return }
        initialized += read
      }
    }
    if failure != 0 { throw FileReader.error(failure) }
    return bytes
  }

  /// Hands over line by line, until `body` returns `false`.
  package func forEachLine(_ body: (Line) -> Bool) throws(FileError) {
    var rest: [UInt8] = []
    var offset = 0
    var position = 0
    while position < size {
      let chunk = try read(at: position, count: Self.chunk)
      guard !chunk.isEmpty else { break }
      position += chunk.count
      var start = 0
      while let end = Self.newline(in: chunk, from: start) {
        let bytes = rest.isEmpty ? Array(chunk[start..<end]) : rest + chunk[start..<end]
        rest = []
        guard body(Line(bytes: bytes, offset: offset, isEnded: true)) else { return }
        offset += bytes.count + 1
        start = end + 1
      }
      rest += chunk[start...]
      guard rest.count <= Self.longestLine else { throw .isTooLarge(limit: Self.longestLine) }
    }
    if !rest.isEmpty { _ = body(Line(bytes: rest, offset: offset, isEnded: false)) }
  }

  private static func newline(in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress, start < buffer.count,
        let found = memchr(base + start, 0x0A, buffer.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}

extension stat {
  fileprivate var modified: Int {
    #if canImport(Darwin)
      st_mtimespec.tv_sec
    #else
      st_mtim.tv_sec
    #endif
  }
}
