import Foundation
import ProjectFiles
package import Testing

/// Compares text with a committed file.
///
/// `WAYMARK_RECORD=1` writes the file anew, and fails the run so that recording never passes for
/// testing.
package enum GoldenFile {
  private static let isRecording = ProcessInfo.processInfo.environment["WAYMARK_RECORD"] == "1"

  /// - Parameter path: Relative to the package.
  package static func expect(
    _ text: String, at path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = Repository.location(of: path)
    if isRecording {
      try FileWriter.write(Array(text.utf8), to: file)
      Issue.record("recorded \(path)", sourceLocation: sourceLocation)
      return
    }
    let bytes = try #require(
      try? FileReader.read(file), "\(path) is missing: record it", sourceLocation: sourceLocation)
    let golden = String(decoding: bytes, as: UTF8.self)
    #expect(
      golden == text, "\(path) differs; WAYMARK_RECORD=1 records it anew",
      sourceLocation: sourceLocation)
  }
}
