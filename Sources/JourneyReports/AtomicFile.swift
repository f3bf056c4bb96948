package import Markup

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a file so that a reader never sees half of it.
///
/// The bytes go to a temporary file beside the target, which is re-read and checked, then takes
/// the target's name. Whatever fails, the old file stays and the temporary one goes.
package enum AtomicFile {
  /// Fills a buffer from the written file; 0 at its end, -1 on an error.
  package typealias Read = (UnsafeMutableRawBufferPointer) -> Int

  /// Folders that are missing on the way are made.
  package static func write(
    _ path: String, produce: (ByteOutput) -> Void,
    validate: (@escaping Read) throws(ReportFault) -> Void
  ) throws(AtomicFileError) {
    try makeFolders(above: path)
    let temporary = temporaryName(beside: path)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path, "cannot be created", errno) }
    var isOpen = true
    var isRenamed = false
    defer {
      if isOpen { close(descriptor) }
      if !isRenamed { unlink(temporary) }
    }
    let output = ByteOutput(fileDescriptor: descriptor)
    produce(output)
    do {
      _ = try output.finish()
    } catch {
      throw failure(path, "cannot be written", error.code)
    }
    guard fsync(descriptor) == 0 else { throw failure(path, "cannot be written", errno) }
    isOpen = false
    guard close(descriptor) == 0 else { throw failure(path, "cannot be written", errno) }
    try check(temporary, of: path, count: output.count, validate)
    guard rename(temporary, path) == 0 else { throw failure(path, "cannot be replaced", errno) }
    isRenamed = true
  }

  private static func check(
    _ temporary: String, of path: String, count: Int,
    _ validate: (@escaping Read) throws(ReportFault) -> Void
  ) throws(AtomicFileError) {
    let descriptor = open(temporary, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, "cannot be read back", errno) }
    defer { close(descriptor) }
    guard lseek(descriptor, 0, SEEK_END) == count, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw AtomicFileError(path: path, reason: "cannot be read back: its size is wrong")
    }
    do {
      try validate { buffer in
        while true {
          let count = read(descriptor, buffer.baseAddress, buffer.count)
          if count >= 0 || errno != EINTR { return count }
        }
      }
    } catch {
      throw AtomicFileError(path: path, reason: "came out invalid: \(error.message)")
    }
  }

  private static func makeFolders(above path: String) throws(AtomicFileError) {
    var index = path.startIndex
    while let slash = path[index...].firstIndex(of: "/") {
      index = path.index(after: slash)
      let folder = String(path[..<slash])
      guard !folder.isEmpty, mkdir(folder, 0o755) != 0, errno != EEXIST else { continue }
      throw failure(path, "cannot be created: the folder \(folder)", errno)
    }
  }

  private static func temporaryName(beside path: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let suffix = String(UInt64.random(in: 0 ... .max), radix: 36)
    return path[..<slash] + "." + path[slash...].prefix(100) + "." + suffix + ".tmp"
  }

  private static func failure(_ path: String, _ what: String, _ code: Int32) -> AtomicFileError {
    AtomicFileError(path: path, reason: "\(what): \(String(cString: strerror(code)))")
  }
}

/// Why a file was not written; what was there before is untouched.
package struct AtomicFileError: Error, Sendable, Hashable, CustomStringConvertible {
  package var path: String
  /// Such as `cannot be written: No space left on device`.
  package var reason: String

  package var description: String { "\(path) \(reason); the previous file, if any, is as it was" }
}

/// What is wrong with a report that was read back.
package struct ReportFault: Error, Sendable, Hashable {
  package var message: String

  package init(message: String) { self.message = message }
}
