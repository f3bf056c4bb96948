import JSONTree
import JourneyModel
import SourceText
import YAMLTree

extension StorySettings {
  mutating func read(_ reader: inout MappingReader) {
    if let written = reader.string("pattern") {
      if let pattern = StoryPattern(written.value) {
        self.pattern = pattern
      } else {
        reader.refuse(
          at: written.range, "‘\(written.value)’ is no pattern of story ids",
          help: "write an example (PLAT-1234), or prefixes and digits: (BF|RP)-[0-9]{3}")
      }
    }
    readFamilies(&reader)
    readDigits(&reader)
    for (id, node) in reader.entries("aliases") {
      if let text = node.text, !text.isEmpty {
        pattern.aliases[id.value] = text
      } else {
        reader.refuse(
          node, "the alias of \(id.value) must be a text, not \(MappingReader.kind(of: node))")
      }
    }
    guard let url = reader.string("url") else { return }
    if url.value.contains("{id}") || url.value.contains("{alias}") {
      self.url = url.value
    } else {
      reader.refuse(
        at: url.range, "‘stories.url’ leads every story to the same place",
        help: "put {id} or {alias} where the story's id belongs")
    }
  }

  private mutating func readFamilies(_ reader: inout MappingReader) {
    guard let families = reader.strings("families") else { return }
    pattern.families = families.map(\.value).filter { family in
      !family.isEmpty
        && family.utf8.allSatisfy { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    }
    for family in families where !pattern.families.contains(family.value) {
      reader.refuse(
        at: family.range, "‘\(family.value)’ is no prefix of story ids",
        help: "a prefix is capital letters without the hyphen: BF")
    }
  }

  private mutating func readDigits(_ reader: inout MappingReader) {
    guard let node = reader.node("digits") else { return }
    if node.text == "any" {
      pattern.digits = 1...12
    } else if let count = node.json.intValue, (1...12).contains(count) {
      pattern.digits = count...count
    } else {
      reader.refuse(
        node,
        "‘stories.digits’ must be a number from 1 to 12, or any, not "
          + MappingReader.kind(of: node))
    }
  }
}

extension LintSettings {
  mutating func read(_ reader: inout MappingReader) {
    baseline = reader.string("baseline")?.value ?? baseline
    for (code, node) in reader.entries("severity") {
      let words = SeverityPolicy.Level.allCases.map(\.rawValue)
      // YAML reads a bare `off` as text in its core schema, but older habits make it false.
      let text = node.json.boolValue == false ? "off" : node.text ?? ""
      guard let level = SeverityPolicy.Level(rawValue: text) else {
        reader.refuse(
          node,
          "the severity of \(code.value) must be one of \(words.joined(separator: ", ")), not "
            + MappingReader.kind(of: node),
          help: NearMiss.suggestion(for: text, among: words).map { "did you mean \($0)?" })
        continue
      }
      if !severities.set(code.value, to: level) {
        reader.refuse(
          at: code.range, "‘\(code.value)’ is neither a code nor a class of codes",
          help: "write a code as WM203 and a class as WM4xx")
      }
    }
    guard var words = reader.mapping("vague-words") else { return }
    readVagueWords(&words)
    reader.absorb(words)
  }

  private mutating func readVagueWords(_ reader: inout MappingReader) {
    ignoredVagueWords = (reader.strings("ignore") ?? []).map(\.value)
    guard let node = reader.node("add") else { return }
    if let members = node.members {
      for (key, value) in members {
        if let word = key.text, let text = value.text {
          addedVagueWords.append((word, text.isEmpty ? nil : text))
        } else {
          reader.refuse(
            value, "what to say instead must be a text, not \(MappingReader.kind(of: value))")
        }
      }
    } else {
      addedVagueWords = (reader.strings("add") ?? []).map { ($0.value, nil) }
    }
  }
}
