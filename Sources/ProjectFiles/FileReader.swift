#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a file could not be read.
package enum FileError: Error, Hashable {
  case missing
  case isFolder
  /// A device, pipe or socket, which could block for ever.
  case isNoRegularFile
  case isTooLarge(limit: Int)
  /// What the system says.
  case system(String)
  /// What the system says; the file that was there, if any, is as it was.
  case unwritable(String)
  /// A temporary file cannot be written in a folder.
  case scratch(folder: String, reason: String)

  /// Half a sentence that fits behind a path.
  package var explanation: String {
    switch self {
    case .missing: "does not exist"
    case .isFolder: "is a folder, not a file"
    case .isNoRegularFile: "is not a regular file"
    case .isTooLarge(let limit): "is larger than \(limit >> 20) MiB"
    case .system(let text): "cannot be read: \(text)"
    case .unwritable(let text):
      "cannot be written: \(text); the previous file, if any, is as it was"
    case .scratch(let folder, let reason): "cannot be written in \(folder): \(reason)"
    }
  }
}

/// Reads and examines files with plain system calls, which cost nothing at start-up.
package enum FileReader {
  /// What stands at a path; links are followed.
  package enum Kind: Sendable { case file, folder, other }

  /// Above this nothing is read as text.
  package static let standardLimit = 512 << 20

  /// What stands at `path`; `nil` where nothing does.
  package static func kind(_ path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return kind(status.st_mode)
  }

  /// The bytes of a regular file, read once; never blocks on a pipe.
  package static func read(
    _ path: String, limit: Int = standardLimit
  ) throws(FileError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw error(errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw error(errno) }
    switch kind(status.st_mode) {
    case .file: break
    case .folder: throw .isFolder
    case .other: throw .isNoRegularFile
    }
    return try bytes(of: file, expecting: Int(status.st_size), limit: limit)
  }

  private static func bytes(
    of file: Int32, expecting size: Int, limit: Int
  ) throws(FileError) -> [UInt8] {
    guard size <= limit else { throw .isTooLarge(limit: limit) }
    var result: [UInt8] = []
    var room = size + 1
    while true {
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, initialized in
        count = systemRead(file, buffer.baseAddress, room)
        initialized = max(0, count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw error(errno)
      }
      guard count > 0 else { return result }
      if result.isEmpty { result = chunk } else { result += chunk }
      guard result.count <= limit else { throw .isTooLarge(limit: limit) }
      // A regular file gives less than it is asked for only at its end.
      if count < room { return result }
      room = 1 << 16
    }
  }

  static func kind(_ mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  static func error(_ number: Int32) -> FileError {
    switch number {
    case ENOENT, ENOTDIR: .missing
    case EISDIR: .isFolder
    default: .system(String(cString: strerror(number)))
    }
  }
}

/// `read(2)`, which the method of the same name hides.
private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(file, buffer, count)
}
