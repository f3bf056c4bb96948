import Digests
import JSONTree
package import SourceText

/// Findings that a project knows of and does not want to see again.
///
/// A finding is recognised by its code, its file and the text of the line that it points at, never
/// by a line number, so that edits elsewhere in a document do not bring it back. Equal ones are
/// counted. What concerns the configuration or unreadable files (`WM0xx`) is never held back.
package struct LintBaseline: Sendable, Equatable {
  package struct Entry: Sendable, Hashable, Comparable {
    package var code: String
    package var path: String
    package var fingerprint: String

    package static func < (lhs: Self, rhs: Self) -> Bool {
      (lhs.path, lhs.code, lhs.fingerprint) < (rhs.path, rhs.code, rhs.fingerprint)
    }
  }

  /// How many findings of each kind are known.
  package private(set) var counts: [Entry: Int] = [:]

  package init() {}

  /// A baseline of everything that was found now.
  package init(_ diagnostics: [Diagnostic], sources: [String: SourceFile]) {
    for diagnostic in diagnostics where Self.canHoldBack(diagnostic) {
      counts[Self.entry(for: diagnostic, in: sources[diagnostic.path]), default: 0] += 1
    }
  }

  /// Takes over the entries of another baseline for some files.
  package mutating func add(_ other: LintBaseline, where isWanted: (String) -> Bool) {
    for (entry, count) in other.counts where isWanted(entry.path) {
      counts[entry, default: 0] += count
    }
  }

  /// What a baseline makes of the findings of a run.
  package struct Comparison: Sendable {
    /// Findings that the baseline does not have.
    package var new: [Diagnostic] = []
    package var heldBack = 0
    /// Entries that found fewer than they say, with how many are gone.
    package var obsolete: [(entry: Entry, count: Int)] = []
  }

  /// Parts what is new from what is known.
  ///
  /// - Parameter isCovered: Whether a file was looked at; entries of others cannot be judged.
  package func compare(
    _ diagnostics: [Diagnostic], sources: [String: SourceFile], isCovered: (String) -> Bool
  ) -> Comparison {
    var comparison = Comparison()
    var left = counts
    for diagnostic in diagnostics {
      let entry = Self.entry(for: diagnostic, in: sources[diagnostic.path])
      if Self.canHoldBack(diagnostic), let count = left[entry], count > 0 {
        left[entry] = count - 1
        comparison.heldBack += 1
      } else {
        comparison.new.append(diagnostic)
      }
    }
    comparison.obsolete = left.filter { $0.value > 0 && isCovered($0.key.path) }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    return comparison
  }

  private static func canHoldBack(_ diagnostic: Diagnostic) -> Bool {
    !diagnostic.code.hasPrefix("WM0")
  }

  private static func entry(for diagnostic: Diagnostic, in source: SourceFile?) -> Entry {
    Entry(
      code: diagnostic.code, path: diagnostic.path,
      fingerprint: fingerprint(of: diagnostic, in: source))
  }

  /// 16 hexadecimal digits of the line that is pointed at, or of the message where none is.
  package static func fingerprint(of diagnostic: Diagnostic, in source: SourceFile?) -> String {
    let line = diagnostic.range.flatMap { source?.lineBytes($0.start.line) }
    let text = line ?? Array(diagnostic.message.utf8)[...]
    let folded = text.split { $0 == 0x20 || $0 == 0x09 }.joined(separator: [0x20])
    return Digest.hexadecimal(Digest.sha256(Array(folded)).prefix(8))
  }
}

extension LintBaseline {
  static let schema = "waymark/lint-baseline/1"

  /// The file's text: sorted, one finding a line, so that merges of branches seldom meet.
  package var serialized: String {
    let lines = counts.sorted { $0.key < $1.key }.map { entry, count in
      let value: JSONValue = [
        "code": .string(entry.code), "path": .string(entry.path),
        "fingerprint": .string(entry.fingerprint), "count": JSONValue(count),
      ]
      return "  " + value.serialized()
    }
    return "{\"schema\": \"\(Self.schema)\", \"findings\": [\n" + lines.joined(separator: ",\n")
      + "\n]}\n"
  }

  /// Reads a baseline; an empty one and a diagnostic where the file cannot be understood.
  package static func read(_ source: SourceFile) -> (LintBaseline, [Diagnostic]) {
    func refused(_ message: String, at offset: Int = 0) -> (LintBaseline, [Diagnostic]) {
      let place = SourceRange(at: source.position(ofByte: offset))
      let diagnostic = Diagnostic(
        "WM015", .error, path: source.path, range: place, message,
        help: "waymark lint --write-baseline writes it anew")
      return (LintBaseline(), [diagnostic])
    }
    let value: JSONValue
    do {
      value = try JSONValue.parse(source.bytes)
    } catch {
      return refused("the lint baseline is no JSON: \(error.message)", at: error.offset)
    }
    guard value["schema"]?.stringValue == schema, let findings = value["findings"]?.arrayValue
    else { return refused("the lint baseline is not of the form \(schema)") }
    var baseline = LintBaseline()
    for finding in findings {
      guard let code = finding["code"]?.stringValue, let path = finding["path"]?.stringValue,
        let fingerprint = finding["fingerprint"]?.stringValue,
        let count = finding["count"]?.intValue, (1...1_000_000).contains(count)
      else { return refused("the lint baseline has an entry that is not understood") }
      baseline.counts[Entry(code: code, path: path, fingerprint: fingerprint), default: 0] += count
    }
    return (baseline, [])
  }
}
