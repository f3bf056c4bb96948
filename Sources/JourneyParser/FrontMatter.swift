import JSONTree
import SourceText
import YAMLTree

/// The YAML between `---` lines at the top of a document.
struct FrontMatter {
  var values = JSONObject()
  /// The offset at which the document's text begins; 0 where there is no front matter.
  var end = 0
  var diagnostics: [Diagnostic] = []

  /// Keys are kept in their order, known or not; broken YAML leaves the values empty.
  static func read(_ source: SourceFile) -> FrontMatter {
    var result = FrontMatter()
    guard let first = source.lineBytes(1), isFence(withoutMark(first), closing: false) else {
      return result
    }
    var number = 2
    while let line = source.lineBytes(number), !isFence(line, closing: true) { number += 1 }
    guard number <= source.lineCount else {
      result.report(
        "the front matter that begins here is not closed", source, line: 1,
        help: "end it with a line of three hyphens")
      return result
    }
    let begin = source.lineStarts[1]
    let close = source.lineStarts[number - 1]
    result.end = number < source.lineCount ? source.lineStarts[number] : source.bytes.count
    let (root, diagnostics) = YAMLDocument.parse(source, bytes: begin..<close)
    result.diagnostics = diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      if diagnostic.code == "WM002" { diagnostic.severity = .warning }
      return diagnostic
    }
    guard let root else { return result }
    if case .object(let values) = root.json {
      result.values = values
    } else if !root.isNull {
      result.report(
        "the front matter is no list of keys and values", source, line: 2,
        help: "write ‘title: …’ and the like")
    }
    return result
  }

  private mutating func report(
    _ message: String, _ source: SourceFile, line: Int, help: String
  ) {
    let start = SourcePosition(line: line, column: 1)
    let width = source.lineBytes(line).map { SourceFile.scalars(in: $0) } ?? 0
    let range = SourceRange(
      start: start, end: SourcePosition(line: line, column: 1 + width))
    diagnostics.append(
      Diagnostic("WM101", .warning, path: source.path, range: range, message, help: help))
  }

  private static func withoutMark(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
  }

  /// `---`, or at the end also `...`; blanks may follow.
  private static func isFence(_ line: ArraySlice<UInt8>, closing: Bool) -> Bool {
    guard line.starts(with: "---".utf8) || closing && line.starts(with: "...".utf8) else {
      return false
    }
    return line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }
}
