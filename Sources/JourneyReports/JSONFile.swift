import JSONTree
import Markup

/// Writes a JSON object whose lists are written element by element, one a line.
struct JSONFile {
  private let output: ByteOutput
  private let indent: String

  init(_ output: ByteOutput) { self.init(output, indent: "") }

  private init(_ output: ByteOutput, indent: String) {
    self.output = output
    self.indent = indent
  }

  /// Opens the object with its first members, of which there must be one.
  func begin(_ members: [(String, JSONValue)]) {
    output.write("{")
    for (index, member) in members.enumerated() {
      output.write(index == 0 ? "\n" : ",\n")
      output.write(indent + "  " + Self.key(member.0) + member.1.serialized())
    }
  }

  /// Adds a member that is a list.
  func list(_ name: String, _ elements: some Sequence<JSONValue>) {
    list(name) { add in for element in elements { add(element) } }
  }

  /// Adds a member that is a list of what `produce` hands over.
  func list(_ name: String, produce: ((JSONValue) -> Void) -> Void) {
    output.write(",\n" + indent + "  " + Self.key(name))
    Self.list(indent: indent + "  ", to: output, produce)
  }

  /// Adds a member that is an object, or a list of one object.
  func object(
    _ name: String, inList: Bool = false, _ members: [(String, JSONValue)],
    content: (JSONFile) -> Void
  ) {
    output.write(",\n" + indent + "  " + Self.key(name) + (inList ? "[" : ""))
    let inner = JSONFile(output, indent: indent + "  ")
    inner.begin(members)
    content(inner)
    output.write("\n" + indent + "  }" + (inList ? "]" : ""))
  }

  func end() { output.write("\n}\n") }

  /// Writes a document that is a list.
  static func write(to output: ByteOutput, produce: ((JSONValue) -> Void) -> Void) {
    list(indent: "", to: output, produce)
    output.write("\n")
  }

  private static func list(
    indent: String, to output: ByteOutput, _ produce: ((JSONValue) -> Void) -> Void
  ) {
    output.write("[")
    var isFirst = true
    produce { element in
      output.write((isFirst ? "\n" : ",\n") + indent + "  ")
      output.write(element.serialized())
      isFirst = false
    }
    output.write(isFirst ? "]" : "\n" + indent + "]")
  }

  private static func key(_ name: String) -> String { JSONValue.string(name).serialized() + ": " }
}
