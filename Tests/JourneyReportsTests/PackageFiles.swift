import Foundation

/// Files of the package that tests read, found from this source file.
enum PackageFiles {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appendingPathComponent(path)))
  }

  /// The schemas that others publish, which stand beside a checkout and not in it, or where
  /// `WAYMARK_SCHEMAS` says.
  static func published(_ name: String) -> [UInt8]? {
    let beside = root.deletingLastPathComponent().appendingPathComponent("shared/schemas").path
    let folder = ProcessInfo.processInfo.environment["WAYMARK_SCHEMAS"] ?? beside
    let url = URL(fileURLWithPath: folder).appendingPathComponent(name)
    return (try? Data(contentsOf: url)).map { Array($0) }
  }

  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: root.appendingPathComponent(folder).path
    ).sorted()
  }
}
