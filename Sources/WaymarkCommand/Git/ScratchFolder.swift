import FoundationEssentials
import ProjectFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder for temporary files that nobody else can read; it goes away with the value.
final class ScratchFolder: Sendable {
  let path: String

  init() throws(FileError) {
    let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    var template = Array(FilePath.join(parent, "waymark-specs-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .system("no folder could be made in \(parent): \(String(cString: strerror(errno)))")
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
