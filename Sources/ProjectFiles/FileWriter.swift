#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes whole files so that a reader never sees half of one, and a full disk costs no file.
package enum FileWriter {
  /// A file that lies beside its target until it takes its name.
  private struct Staged {
    let path: String
    let temporary: String
  }

  /// Writes beside the target and renames; folders that are missing are made.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try rename(try stage(bytes, for: path))
  }

  /// Writes several files; where one cannot be written, none is changed.
  package static func write(_ files: [(path: String, bytes: [UInt8])]) throws(FileWriteError) {
    var staged: [Staged] = []
    for file in files {
      do {
        staged.append(try stage(file.bytes, for: file.path))
      } catch {
        for other in staged { unlink(other.temporary) }
        throw FileWriteError(path: file.path, error: error)
      }
    }
    for (number, file) in staged.enumerated() {
      do {
        try rename(file)
      } catch {
        for other in staged[number...] { unlink(other.temporary) }
        throw FileWriteError(path: file.path, error: error)
      }
    }
  }

  private static func stage(_ bytes: [UInt8], for path: String) throws(FileError) -> Staged {
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    let temporary = "\(path).\(getpid()).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure() }
    do {
      try fill(file, with: bytes)
    } catch {
      close(file)
      unlink(temporary)
      throw error
    }
    guard close(file) == 0 else {
      let error = failure()
      unlink(temporary)
      throw error
    }
    return Staged(path: path, temporary: temporary)
  }

  /// Writes to the disk itself: a name must not lead to what a crash might lose.
  private static func fill(_ file: Int32, with bytes: [UInt8]) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        systemWrite(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      guard count > 0 || errno == EINTR else { throw failure() }
      written += max(0, count)
    }
    guard fsync(file) == 0 || errno == EINVAL else { throw failure() }
  }

  private static func rename(_ file: Staged) throws(FileError) {
    guard systemRename(file.temporary, file.path) == 0 else {
      let error = failure()
      unlink(file.temporary)
      throw error
    }
  }

  /// Makes a folder and those above it that are missing.
  package static func makeFolder(_ path: String) throws(FileError) {
    if FileReader.kind(path) == .folder { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure() }
  }

  private static func failure() -> FileError { .unwritable(String(cString: strerror(errno))) }
}

/// Which of several files could not be written, and why.
package struct FileWriteError: Error, Sendable {
  package var path: String
  package var error: FileError
}

/// `write(2)` and `rename(2)`, which methods of the same name hide.
private func systemWrite(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, buffer, count)
}

private func systemRename(_ old: String, _ new: String) -> Int32 { rename(old, new) }
