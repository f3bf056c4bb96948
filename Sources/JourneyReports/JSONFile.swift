import JSONTree
import Markup

/// Writes a JSON object whose lists are written element by element, one a line.
struct JSONFile {
  private let output: ByteOutput

  init(_ output: ByteOutput) { self.output = output }

  /// Opens the object with its first members.
  func begin(_ members: [(String, JSONValue)]) {
    output.write("{")
    for (index, member) in members.enumerated() {
      output.write(index == 0 ? "\n  " : ",\n  ")
      output.write(JSONValue.string(member.0).serialized() + ": " + member.1.serialized())
    }
  }

  /// Adds a member that is a list.
  func list(_ name: String, _ elements: some Sequence<JSONValue>) {
    output.write(",\n  " + JSONValue.string(name).serialized() + ": [")
    var isFirst = true
    for element in elements {
      output.write(isFirst ? "\n    " : ",\n    ")
      output.write(element.serialized())
      isFirst = false
    }
    output.write(isFirst ? "]" : "\n  ]")
  }

  func end() { output.write("\n}\n") }
}
