import JSONTree
package import SourceText
package import YAMLTree

/// A value and the place it was written at.
package struct Located<Value: Sendable>: Sendable {
  package var value: Value
  package var range: SourceRange

  package init(_ value: Value, _ range: SourceRange) {
    self.value = value
    self.range = range
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

/// Reads the members of one YAML mapping, and says what is unknown or of the wrong type.
///
/// Ask for every key that the mapping may have, then call ``finish()``: keys that nobody asked for
/// get a diagnostic with the nearest known one.
///
/// | code | means |
/// |---|---|
/// | WM011 | a key that nothing reads |
/// | WM012 | a value of the wrong type, or outside what is allowed |
package struct MappingReader: Sendable {
  private let members: [(key: YAMLNode, value: YAMLNode)]
  private let path: String
  /// The keys that lead here, dotted; empty at the root.
  private let prefix: String
  private var known: [String] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - node: A mapping; anything else but nothing at all gets a diagnostic and reads as empty.
  ///   - path: The file as it is to be shown.
  ///   - prefix: The dotted keys that lead to the node.
  package init(_ node: YAMLNode, path: String, prefix: String = "") {
    self.path = path
    self.prefix = prefix
    members = node.members ?? []
    if node.members == nil, !node.isNull {
      let name = prefix.isEmpty ? "the file" : "‘\(prefix)’"
      refuse(node, "\(name) must be a mapping of keys to values, not \(Self.kind(of: node))")
    }
  }

  /// The node of a key, whatever it is; `nil` where the key is absent or has no value.
  package mutating func node(_ key: String) -> YAMLNode? {
    known.append(key)
    guard let value = members.first(where: { $0.key.text == key })?.value, !value.isNull else {
      return nil
    }
    return value
  }

  /// The text of a scalar; numbers and truth values are taken as they are written.
  package mutating func string(_ key: String) -> Located<String>? {
    guard let node = node(key) else { return nil }
    guard let text = node.text, !text.isEmpty else {
      refuse(node, "\(name(key)) must be a text, not \(Self.kind(of: node))")
      return nil
    }
    return Located(text, node.range)
  }

  /// A text, or a list of texts.
  package mutating func strings(_ key: String) -> [Located<String>]? {
    guard let node = node(key) else { return nil }
    if let text = node.text { return [Located(text, node.range)] }
    guard let elements = node.elements else {
      refuse(node, "\(name(key)) must be a text or a list of texts, not \(Self.kind(of: node))")
      return nil
    }
    return texts(elements, of: key)
  }

  private mutating func texts(_ elements: [YAMLNode], of key: String) -> [Located<String>] {
    elements.compactMap { element in
      if let text = element.text, !text.isEmpty { return Located(text, element.range) }
      refuse(element, "\(name(key)) must list texts, not \(Self.kind(of: element))")
      return nil
    }
  }

  /// A whole number within `range`.
  package mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let node = node(key) else { return nil }
    if let value = node.json.intValue, range.contains(value) { return value }
    refuse(
      node,
      "\(name(key)) must be a whole number from \(range.lowerBound) to \(range.upperBound), not "
        + Self.kind(of: node))
    return nil
  }

  package mutating func boolean(_ key: String) -> Bool? {
    guard let node = node(key) else { return nil }
    if let value = node.json.boolValue { return value }
    refuse(node, "\(name(key)) must be true or false, not \(Self.kind(of: node))")
    return nil
  }

  /// One of the words of `Choice`.
  package mutating func choice<Choice>(_ key: String, of type: Choice.Type) -> Choice?
  where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
    guard let node = node(key) else { return nil }
    if let text = node.text, let value = Choice(rawValue: text) { return value }
    let words = type.allCases.map(\.rawValue)
    refuse(
      node,
      "\(name(key)) must be one of \(words.joined(separator: ", ")), not "
        + Self.kind(of: node),
      help: node.text.flatMap { NearMiss.suggestion(for: $0, among: words) }
        .map { "did you mean \($0)?" })
    return nil
  }

  /// A reader for a mapping in this one; hand it back to ``absorb(_:)`` when it is read.
  package mutating func mapping(_ key: String) -> MappingReader? {
    node(key).map { reader(for: $0, key: key) }
  }

  /// Keys that the author chooses, with their values.
  package mutating func entries(_ key: String) -> [(key: Located<String>, value: YAMLNode)] {
    guard let reader = mapping(key) else { return [] }
    diagnostics += reader.diagnostics
    return reader.members.compactMap { member in
      member.key.text.map { (Located($0, member.key.range), member.value) }
    }
  }

  /// Author's keys whose values are a text or a list of texts.
  package mutating func lists(_ key: String) -> [(key: Located<String>, values: [String])] {
    entries(key).compactMap { entry in
      if let text = entry.value.text { return (entry.key, [text]) }
      guard let elements = entry.value.elements else {
        refuse(
          entry.value,
          "\(name(key)).\(entry.key.value) must be a text or a list of texts, not "
            + Self.kind(of: entry.value))
        return nil
      }
      return (entry.key, texts(elements, of: "\(key).\(entry.key.value)").map(\.value))
    }
  }

  package func reader(for node: YAMLNode, key: String) -> MappingReader {
    MappingReader(node, path: path, prefix: prefix.isEmpty ? key : "\(prefix).\(key)")
  }

  /// Takes over what a reader of an inner mapping found, unknown keys included.
  package mutating func absorb(_ reader: MappingReader) {
    diagnostics += reader.finish()
  }

  /// What was found, with a diagnostic for each key that nobody asked for.
  package func finish() -> [Diagnostic] {
    var found = diagnostics
    for (key, _) in members {
      guard let text = key.text, !known.contains(text) else { continue }
      let near = NearMiss.suggestion(for: text, among: known)
      let place = prefix.isEmpty ? "" : " in ‘\(prefix)’"
      found.append(
        Diagnostic(
          "WM011", .warning, path: path, range: key.range,
          "the key ‘\(text)’\(place) means nothing and is not read",
          help: near.map { "did you mean ‘\($0)’?" }
            ?? "known here: \(known.sorted().joined(separator: ", "))"))
    }
    return found
  }

  /// Records that a value cannot be used.
  package mutating func refuse(_ node: YAMLNode, _ message: String, help: String? = nil) {
    refuse(at: node.range, message, help: help)
  }

  package mutating func refuse(at range: SourceRange, _ message: String, help: String? = nil) {
    diagnostics.append(
      Diagnostic("WM012", .error, path: path, range: range, message, help: help))
  }

  private func name(_ key: String) -> String {
    prefix.isEmpty ? "‘\(key)’" : "‘\(prefix).\(key)’"
  }

  /// The node in words, for messages.
  package static func kind(of node: YAMLNode) -> String {
    switch node.kind {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let text, _): text.isEmpty ? "an empty text" : "‘\(text.prefix(40))’"
    }
  }
}
