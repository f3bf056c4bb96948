import Foundation
import ProjectFiles

/// A folder of invented files that goes away with the value.
package final class TemporaryFolder: Sendable {
  package let path: String

  /// - Parameter files: Contents by relative path.
  package init(_ files: [String: String] = [:]) throws {
    let temporary = FilePath.normalized(FileManager.default.temporaryDirectory.path)
    path = FilePath.join(temporary, "waymark-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func write(_ text: String, to name: String) throws {
    try FileWriter.write(Array(text.utf8), to: FilePath.join(path, name))
  }

  package func read(_ name: String) throws -> String {
    String(decoding: try FileReader.read(FilePath.join(path, name)), as: UTF8.self)
  }
}
