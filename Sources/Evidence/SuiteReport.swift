package import ProjectFiles

/// Reads reports that other test runners wrote: JUnit XML and Playwright's JSON.
package enum SuiteReport {
  /// Larger JSON is not read; XML is read in pieces.
  private static let largestJSON = 256 << 20

  /// Hands over every test of a report, in its order.
  package static func read(
    _ file: LineFile, _ body: (SuiteResult) -> Void
  ) throws(SuiteReportError) {
    var head = try bytes(of: file, count: 64)[...]
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    switch head.first(where: { !" \t\r\n".utf8.contains($0) }) {
    case UInt8(ascii: "<"): try JUnitReader.read(file, body)
    case UInt8(ascii: "{"):
      guard file.size <= largestJSON else {
        throw SuiteReportError(message: FileError.isTooLarge(limit: largestJSON).explanation)
      }
      try PlaywrightReader.read(try bytes(of: file, count: file.size), body)
    default: throw SuiteReportError(message: "is neither XML nor JSON")
    }
  }

  private static func bytes(
    of file: LineFile, count: Int
  ) throws(SuiteReportError) -> [UInt8] {
    do throws(FileError) {
      return try file.read(at: 0, count: count)
    } catch {
      throw SuiteReportError(message: error.explanation)
    }
  }
}

/// Why a suite's report cannot be read.
package struct SuiteReportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Half a sentence that fits behind a path.
  package var message: String

  package init(message: String) { self.message = message }

  package var description: String { message }
}
