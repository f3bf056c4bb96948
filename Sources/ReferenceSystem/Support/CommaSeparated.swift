/// Comma-separated values (RFC 4180) of a JSON document.
enum CommaSeparated {
  /// The document's first list of objects as a table, or its leaves as pairs of path and value.
  static func render(_ document: JSON, heading: String) -> String {
    var lines = [field(heading)]
    let list = document.members?.lazy.compactMap { member -> [JSON]? in
      guard member.name == "items" else { return nil }
      return member.value.elements
    }.first
    if let list, let first = list.first?.members {
      lines.append(first.map { field($0.name) }.joined(separator: ","))
      for element in list {
        lines.append((element.members ?? []).map { field(text($0.value)) }.joined(separator: ","))
      }
    } else {
      lines.append("path,value")
      for leaf in leaves(document, path: "") {
        lines.append("\(field(leaf.path)),\(field(leaf.value))")
      }
    }
    return lines.map { $0 + "\r\n" }.joined()
  }

  private static func leaves(_ value: JSON, path: String) -> [(path: String, value: String)] {
    switch value {
    case .object(let members):
      members.flatMap { leaves($0.value, path: path.isEmpty ? $0.name : "\(path).\($0.name)") }
    case .array(let elements):
      elements.enumerated().flatMap { leaves($0.element, path: "\(path)[\($0.offset)]") }
    default: [(path, text(value))]
    }
  }

  private static func text(_ value: JSON) -> String { value.string ?? value.text }

  /// A leading `=`, `+`, `-`, `@`, tab or line end may begin a formula in a spreadsheet, behind spaces
  /// too; an apostrophe defuses it.
  private static func field(_ text: String) -> String {
    let isFormula =
      text.unicodeScalars.first { $0 != " " }.map {
        "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains($0)
      } ?? false
    let safe = isFormula && Double(text) == nil ? "'" + text : text
    guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
