import JourneyModel
import SourceText

/// The names by which sections and list groups are recognised, in a form that ignores how they are
/// written: number, case, `&` or `and`, `Behaviour`.
struct DocumentNames: Sendable {
  private var roles: [String: Section.Role] = [:]
  private var groups: [String: ListGroup] = [:]
  /// The configured names of modalities, longest first, as keys.
  private let modalities: [(key: String, modality: Modality)]

  init(_ options: ParserOptions) {
    for (number, (role, name)) in Self.sections.enumerated() {
      // As nearly all documents write it, which saves folding the title.
      roles["\(number + 1). \(name)"] = role
      roles[Self.key(name)] = role
    }
    for (group, names) in Self.groups {
      for name in names {
        groups[name + ":"] = group
        groups[Self.key(name)] = group
      }
    }
    for (role, names) in options.sections {
      for name in names { roles[Self.key(name)] = role }
    }
    for (group, names) in options.groups {
      for name in names { groups[Self.key(name)] = group }
    }
    modalities = options.groups.flatMap { group, names in
      guard case .modality(let modality) = group else { return [] as [(String, Modality)] }
      return names.map { (Self.key($0), modality) }.filter { !$0.0.isEmpty }
    }.sorted { ($1.0.utf8.count, $0.0) < ($0.0.utf8.count, $1.0) }
  }

  static let sections: [(Section.Role, String)] = [
    (.overview, "Overview"), (.preconditions, "Persona & Preconditions"),
    (.flow, "Step-by-step Flow"), (.expectations, "Expected UX & Data Behavior"),
    (.guardrails, "Constraints & Guardrails"), (.mapping, "Story & Documentation Mapping"),
  ]

  private static let groups: [(ListGroup, [String])] = [
    (.backlog, ["Backlog", "Stories"]), (.docs, ["Docs", "Documentation"]),
  ]

  func role(of title: String) -> Section.Role? {
    if let role = roles[title] { return role }
    let key = Self.key(title)
    if let role = roles[key] { return role }
    guard key.last == ")", let bracket = key.lastIndex(of: "(") else { return nil }
    return roles[Self.key(String(key[..<bracket]))]
  }

  func group(_ title: String) -> ListGroup? { groups[title] ?? groups[Self.key(title)] }

  /// The modality that a configured group name stands for.
  func modality(of title: String) -> Modality? {
    if !modalities.isEmpty, case .modality(let modality) = group(title) { modality } else { nil }
  }

  /// The modality of a statement that begins with a configured name of one or with a modal verb.
  func modality(beginning text: String) -> Modality? {
    configured(beginning: text) ?? ModalVerb(beginning: text)?.modality
  }

  private func configured(beginning text: String) -> Modality? {
    guard !modalities.isEmpty else { return nil }
    let text = Self.key(text)
    return modalities.first { name in
      guard text.hasPrefix(name.key) else { return false }
      let next = text.dropFirst(name.key.count).first
      return next.map { !$0.isLetter && !$0.isNumber } ?? true
    }?.modality
  }

  /// Which section a foreign title may stand for; a guess, for help only.
  static func likelyRole(of title: String) -> Section.Role? {
    let words = key(title)
    return hints.first { words.contains($0.word) }?.role
  }

  private static let hints: [(word: String, role: Section.Role)] = [
    ("guardrail", .guardrails), ("constraint", .guardrails), ("rules", .guardrails),
    ("requirement", .guardrails), ("expect", .expectations), ("behavior", .expectations),
    ("flow", .flow), ("step", .flow), ("precondition", .preconditions),
    ("persona", .preconditions), ("mapping", .mapping), ("traceab", .mapping),
    ("overview", .overview), ("summary", .overview),
  ]

  static func key(_ title: String) -> String {
    if title.utf8.allSatisfy({ $0 < 0x80 }) { return key(ofASCII: title.utf8) }
    // Typographic hyphens and letters with accents; rare enough to be slow.
    let plain = title.lowercased().unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar {
      case "\u{2010}", "\u{2011}", "\u{2013}", "\u{A0}": " "
      default: scalar
      }
    }
    return key(ofASCII: String(String.UnicodeScalarView(plain)).utf8)
  }

  /// Folds words to their key, byte by byte: many titles are looked up in every document.
  private static func key(ofASCII title: String.UTF8View) -> String {
    var key: [UInt8] = []
    key.reserveCapacity(title.count + 8)
    var word = 0
    var isFirst = true
    func close() {
      guard key.count > word else { return }
      if isFirst, isNumber(key[word...]) {
        key.removeSubrange(word...)
      } else {
        if isFirst { removeNumber(&key) }
        replaceWord(&key, from: word)
        key.append(0x20)
      }
      isFirst = false
      word = key.count
    }
    for byte in title {
      switch byte {
      case 0x20, 0x09...0x0D, UInt8(ascii: "-"): close()
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): key.append(byte | 0x20)
      default: key.append(byte)
      }
    }
    close()
    while let last = key.last, last == 0x20 || last == UInt8(ascii: ":") { key.removeLast() }
    if let start = key.lastIndex(of: 0x20).map({ $0 + 1 }) ?? (key.isEmpty ? nil : 0) {
      replaceWord(&key, from: start)
    }
    return String(decoding: key, as: UTF8.self)
  }

  private static let replacements: [([UInt8], [UInt8])] = [
    ("&", "and"), ("behaviour", "behavior"), ("personas", "persona"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  private static func replaceWord(_ key: inout [UInt8], from start: Int) {
    for (word, replacement) in replacements where key[start...].elementsEqual(word) {
      key.replaceSubrange(start..., with: replacement)
    }
  }

  /// Takes the `5.` off `5.Constraints`.
  private static func removeNumber(_ key: inout [UInt8]) {
    let mark = key.prefix { $0.isASCIIDigit || $0 == 0x2E || $0 == 0x29 || $0 == 0x3A }
    guard let last = mark.last, !last.isASCIIDigit, isNumber(mark) else { return }
    key.removeFirst(mark.count)
  }

  /// `4`, `4.`, `4)` or `4.1`.
  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first, first.isASCIIDigit else { return false }
    return word.allSatisfy { $0.isASCIIDigit || $0 == 0x2E || $0 == 0x29 || $0 == 0x3A }
  }
}

extension Section.Role {
  /// The title by which documents call the section.
  package var title: String {
    DocumentNames.sections.first { $0.0 == self }?.1 ?? rawValue
  }
}
