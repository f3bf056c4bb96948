package import SourceText

extension WaymarkLock {
  /// Reads the file; what is wrong with it becomes WM504, and loses no other line.
  package static func parse(
    _ source: SourceFile
  ) -> (lock: WaymarkLock, diagnostics: [Diagnostic]) {
    var parser = LockParser(source)
    parser.parse()
    return (WaymarkLock(parser.entries), parser.diagnostics)
  }
}

private struct LockParser {
  private let source: SourceFile
  private(set) var entries: [LockEntry] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var lines: [String: Int] = [:]

  /// Beyond this many mistakes the file is something else.
  private static let mostDiagnostics = 100
  private static let again =
    "take the line from the commit before, or remove it and accept again"

  init(_ source: SourceFile) {
    self.source = source
  }

  mutating func parse() {
    var hasVersion = false
    for number in 1...max(1, source.lineCount) {
      guard var bytes = source.lineBytes(number) else { continue }
      if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
      if bytes.isEmpty { continue }
      if isMark(bytes) {
        if bytes.first == UInt8(ascii: "<") { reportMerge(number) }
        continue
      }
      if bytes.first == UInt8(ascii: "#") { continue }
      guard let line = String(validating: bytes, as: UTF8.self) else {
        report(number, "the line is not UTF-8", help: Self.again)
        continue
      }
      if line.hasPrefix(WaymarkLock.versionWord + " "), !line.contains("\t") {
        hasVersion = true
        guard readVersion(line, number) else {
          entries = []
          return
        }
        continue
      }
      if !hasVersion {
        hasVersion = true
        report(
          number, "the line `\(WaymarkLock.versionWord) \(WaymarkLock.version)` is missing here",
          help: "put it first; what follows is read as if it stood there")
      }
      read(line, number)
      guard diagnostics.count < Self.mostDiagnostics else { return }
    }
    if !hasVersion {
      report(
        1, "the file is empty",
        help: "remove it, and let `waymark review --accept` write it")
    }
  }

  /// `false` where nothing that follows can be understood.
  private mutating func readVersion(_ line: String, _ number: Int) -> Bool {
    let written = line.dropFirst(WaymarkLock.versionWord.count + 1)
    if Int(written) == WaymarkLock.version { return true }
    report(
      number, "the lock has version \(written), and this Waymark reads \(WaymarkLock.version)",
      help: "use the Waymark that wrote it, or a newer one")
    return false
  }

  private mutating func read(_ line: String, _ number: Int) {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count >= 5 else {
      report(
        number, "a line has at least 5 fields separated by tabs, and this has \(fields.count)",
        help: line.contains("  ")
          ? "an editor may have made blanks of the tabs; take the line from the commit before"
          : Self.again)
      return
    }
    guard let id = text(fields, 0, number) else { return }
    guard let hash = id.lastIndex(of: "#"), hash != id.startIndex,
      id.index(after: hash) != id.endIndex
    else {
      report(number, field: 0, of: fields, "‘\(id)’ is no obligation: journey#path is")
      return
    }
    let fingerprint = String(fields[1])
    guard fingerprint.utf8.count == 16, fingerprint.utf8.allSatisfy(Self.isDigit) else {
      report(
        number, field: 1, of: fields,
        "‘\(fingerprint)’ is no fingerprint: 16 hexadecimal digits are")
      return
    }
    var said: [String] = []
    for index in fields.indices.dropFirst(4) {
      guard let text = text(fields, index, number) else { return }
      said.append(text)
    }
    let checks = fields[3] == "-" ? [] : fields[3].split(separator: ",").map(String.init)
    let entry = LockEntry(
      journey: String(id[..<hash]), path: String(id[id.index(after: hash)...]),
      name: fields[2] == "-" ? nil : String(fields[2]), fingerprint: fingerprint,
      checks: checks, context: said.dropLast(), text: said.last ?? "",
      range: range(number, 0..<line.unicodeScalars.count))
    entries.append(entry)
    if let first = lines[id] {
      report(
        number, "\(entry.id) stands in line \(first) already", severity: .warning,
        help: "what the journey says now counts; `waymark review --fix` leaves one line")
    } else {
      lines[id] = number
    }
  }

  private mutating func text(
    _ fields: [Substring], _ index: Int, _ number: Int
  ) -> String? {
    do {
      return try LockField.read(fields[index])
    } catch {
      report(number, field: index, of: fields, skipping: error.offset, error.message)
      return nil
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f"))
  }

  // MARK: - Merges

  /// Whether a line is one of the marks that git leaves around what it could not merge.
  private func isMark(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, "<|=>".utf8.contains(first) else { return false }
    let marks = bytes.prefix { $0 == first }
    guard marks.count >= 7 else { return false }
    return bytes.count == marks.count || bytes[marks.endIndex] == 0x20
  }

  private mutating func reportMerge(_ number: Int) {
    report(
      number, "a merge that was not finished left its marks here",
      help: "remove the lines with <<<<<<<, ======= and >>>>>>> and keep the sentences of both "
        + "sides, each once")
  }

  // MARK: - Places

  private mutating func report(
    _ number: Int, _ message: String, severity: Severity = .error, help: String? = nil
  ) {
    let length = source.line(number)?.unicodeScalars.count ?? 0
    append(range(number, 0..<length), message, severity, help: help)
  }

  private mutating func report(
    _ number: Int, field: Int, of fields: [Substring], skipping offset: Int = 0, _ message: String
  ) {
    let before = fields[..<field].reduce(0) { $0 + $1.unicodeScalars.count + 1 }
    let end = before + fields[field].unicodeScalars.count
    append(
      range(number, (before + offset)..<max(end, before + offset)), message, .error,
      help: Self.again)
  }

  private mutating func append(
    _ range: SourceRange, _ message: String, _ severity: Severity, help: String?
  ) {
    diagnostics.append(
      Diagnostic("WM504", severity, path: source.path, range: range, message, help: help))
  }

  private func range(_ line: Int, _ columns: Range<Int>) -> SourceRange {
    SourceRange(
      start: SourcePosition(line: line, column: columns.lowerBound + 1),
      end: SourcePosition(line: line, column: columns.upperBound + 1))
  }
}
