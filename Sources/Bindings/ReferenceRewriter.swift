package import SourceText

/// Changes what references of a binding file name, and nothing else in it.
///
/// Comments, quotes, order and layout stay. What cannot be changed safely is refused.
package struct ReferenceRewriter {
  /// What a reference is to say.
  package struct Change: Sendable, Hashable {
    package var reference: ObligationReference
    package var path: String
    /// The quotation; `nil` where it stays as it is.
    package var sentence: String?

    package init(_ reference: ObligationReference, path: String, sentence: String? = nil) {
      self.reference = reference
      self.path = path
      self.sentence = sentence
    }
  }

  /// A change that was not made.
  package struct Refusal: Error, Sendable, Hashable {
    package var change: Change
    /// Half a sentence that follows *because*.
    package var reason: String
  }

  private let source: SourceFile
  /// What stands before a path where it is written.
  private let prefixes: [BindingLocation: String]
  private var edits: [(range: Range<Int>, text: String)] = []

  /// The file's bytes with all changes made; throws the first that cannot be.
  package static func rewrite(
    _ source: SourceFile, _ changes: [Change]
  ) throws(Refusal) -> [UInt8] {
    guard let first = changes.first else { return source.bytes }
    let named = BindingFile.parse(source).file.namedObligations
    let references = named.map(\.reference)
    var rewriter = ReferenceRewriter(
      source: source,
      prefixes: Dictionary(
        named.map { ($0.reference.location, $0.prefix) }, uniquingKeysWith: { first, _ in first }))
    let wanted = try Self.wanted(changes, references)
    for change in wanted.values.sorted(by: { $0.reference.location < $1.reference.location }) {
      try rewriter.add(change)
    }
    let bytes = rewriter.edited()
    // What is about to be written must say what is meant, and all else what it said.
    let (file, diagnostics) = BindingFile.parse(SourceFile(path: source.path, bytes: bytes))
    let expected = references.map { Said($0, wanted[$0.location]) }
    let before = BindingFile.parse(source).diagnostics.map(\.code).sorted()
    guard file.namedObligations.map({ Said($0.reference, nil) }) == expected,
      diagnostics.map(\.code).sorted() == before
    else {
      throw Refusal(change: first, reason: "the file would not read as it should afterwards")
    }
    return bytes
  }

  /// What a reference says.
  private struct Said: Equatable {
    var path: String
    var sentence: String?

    init(_ reference: ObligationReference, _ change: Change?) {
      path = change?.path ?? reference.path
      sentence = change?.sentence ?? reference.sentence
    }
  }

  /// The changes by their places; an alias puts several references in one place.
  private static func wanted(
    _ changes: [Change], _ references: [ObligationReference]
  ) throws(Refusal) -> [BindingLocation: Change] {
    var counts: [BindingLocation: Int] = [:]
    for reference in references { counts[reference.location, default: 0] += 1 }
    var wanted: [BindingLocation: Change] = [:]
    var asked: [BindingLocation: Int] = [:]
    for change in changes {
      let place = change.reference.location
      let isSame = wanted[place].map { $0.path == change.path && $0.sentence == change.sentence }
      guard isSame ?? true else {
        throw Refusal(change: change, reason: "an alias makes it two things at once")
      }
      wanted[place] = change
      asked[place, default: 0] += 1
    }
    for (place, change) in wanted where asked[place] != counts[place] {
      let reason =
        counts[place] == nil
        ? "the file changed meanwhile" : "an alias means it elsewhere too, where it stays"
      throw Refusal(change: change, reason: reason)
    }
    return wanted
  }

  // MARK: - Edits

  private mutating func add(_ change: Change) throws(Refusal) {
    let reference = change.reference
    if change.path != reference.path {
      let range = try bytes(of: reference.location, change)
      let written = String(decoding: source.bytes[range], as: UTF8.self)
      // An anchor or a tag may stand before it.
      let prefix = prefixes[reference.location] ?? ""
      let name = prefix + reference.path
      let forms = ["\"\(name)\"", "'\(name)'", name]
      guard let form = forms.first(where: written.hasSuffix),
        written.utf8.count == form.utf8.count || "&!".contains(written.first ?? " ")
      else {
        throw Refusal(change: change, reason: "it is written as \(written)")
      }
      let quote = form == name ? "" : String(form.prefix(1))
      let start = range.upperBound - form.utf8.count
      edits.append((start..<range.upperBound, quote + prefix + change.path + quote))
    }
    if let sentence = change.sentence, let location = reference.sentenceLocation {
      let range = try bytes(of: location, change)
      let first = source.bytes[range].first.map(Unicode.Scalar.init) ?? " "
      guard !"&!*|>".unicodeScalars.contains(first) else {
        throw Refusal(change: change, reason: "its sentence is written in a form of its own")
      }
      edits.append((range, YAMLText.written(sentence, like: first)))
    }
  }

  private func bytes(
    of location: BindingLocation, _ change: Change
  ) throws(Refusal) -> Range<Int> {
    guard let start = source.offset(of: location.range.start),
      let end = source.offset(of: location.range.end), start < end
    else {
      throw Refusal(change: change, reason: "the file changed meanwhile")
    }
    return start..<end
  }

  private func edited() -> [UInt8] {
    var bytes: [UInt8] = []
    var position = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where edit.range.lowerBound >= position {
      bytes += source.bytes[position..<edit.range.lowerBound]
      bytes += edit.text.utf8
      position = edit.range.upperBound
    }
    return bytes + source.bytes[position...]
  }
}

extension BindingLocation: Comparable {
  package static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.path, lhs.range.start, lhs.range.end) < (rhs.path, rhs.range.start, rhs.range.end)
  }
}

/// Texts as scalars of YAML.
enum YAMLText {
  /// - Parameter first: The first character of what it replaces.
  static func written(_ text: String, like first: Unicode.Scalar) -> String {
    if first == "'", text.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) {
      return "'" + text.replacing("'", with: "''") + "'"
    }
    if first != "\"", isPlain(text) { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        quoted += "\\"
        quoted.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || (scalar.value >= 0x7F && scalar.value < 0xA0):
        quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// Whether a text needs no quotes, in flow collections neither, and is no number or constant.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isASCIILetter, text.utf8.last != 0x20,
      text.utf8.contains(0x20)
    else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      scalar.value >= 0x20 && scalar.value < 0x7F
        && !":#,[]{}\"'`&*!|>%@".unicodeScalars.contains(scalar)
    }
  }
}
