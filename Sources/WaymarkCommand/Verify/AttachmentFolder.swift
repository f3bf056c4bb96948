import FoundationEssentials
import Glibc
import ProjectFiles

/// The files beside a log that belong to its checks, in the folder `attachments`.
struct AttachmentFolder: Sendable {
  private static let name = "attachments"
  /// The largest file that a report takes up.
  private static let limit = 64 << 20

  /// The folder of the log.
  let folder: String

  init(log: String) {
    folder = FilePath.folder(of: log)
  }

  /// The folder of the log as a workspace knows it: relative to the working folder where it is below.
  var inWorkspace: String {
    let working = FileManager.default.currentDirectoryPath
    guard folder.hasPrefix(working + "/") else { return folder }
    return String(folder.dropFirst(working.utf8.count + 1))
  }

  /// Reads a file that a log names; a log is no reason to read what stands elsewhere.
  func read(_ path: String) -> [UInt8]? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.first.map(String.init) == Self.name, !parts.contains(".."), !parts.contains("")
    else { return nil }
    return try? FileReader.read(FilePath.join(folder, path), limit: Self.limit)
  }

  /// Writes a file under a name that a log has for it; says whether it could.
  func write(_ bytes: [UInt8], at path: String) -> Bool {
    do {
      try FileWriter.write(bytes, to: FilePath.join(folder, path))
      return true
    } catch {
      return false
    }
  }

  /// Removes what an earlier run left, so that reports show files of this one.
  func clear() {
    try? FileManager.default.removeItem(atPath: FilePath.join(folder, Self.name))
  }

  /// Writes a file under a name made of a check's key; returns its path as the log has it.
  func write(_ name: String, _ bytes: [UInt8]) -> String? {
    let safe = String(
      name.unicodeScalars.map { scalar -> Character in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_", "[", "]": Character(scalar)
        default: "_"
        }
      }
    ).suffix(180)
    let path = "\(Self.name)/\(safe)"
    do {
      try FileWriter.write(bytes, to: FilePath.join(folder, path))
      return path
    } catch {
      return nil
    }
  }
}
