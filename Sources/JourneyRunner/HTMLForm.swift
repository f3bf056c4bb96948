import Markup

/// A form of a page, as far as a client without a browser needs it.
struct HTMLForm {
  let method: String
  let action: String
  /// What would be submitted if nobody touched the form.
  let items: [(name: String, value: String)]

  /// The first form that has controls of all the names.
  static func find(in page: [UInt8], with names: [String]) throws -> HTMLForm {
    let document = try HTMLDocument.parse(page)
    let forms = try document.select(try CSSSelector.parse("form"), detail: .value)
    for index in forms.indices {
      let place = "(//form)[\(index + 1)]"
      let controls = try nodes(
        in: document, "\(place)//input | \(place)//select | \(place)//textarea")
      let present = Set(controls.compactMap { $0[attribute: "name"] })
      guard names.allSatisfy(present.contains) else { continue }
      let items = controls.compactMap { control -> (name: String, value: String)? in
        guard let name = control[attribute: "name"], control[attribute: "disabled"] == nil else {
          return nil
        }
        switch control[attribute: "type"]?.lowercased() {
        case "submit", "button", "reset", "image", "file": return nil
        case "checkbox", "radio":
          guard control[attribute: "checked"] != nil else { return nil }
          return (name, control[attribute: "value"] ?? "on")
        default: return (name, control[attribute: "value"] ?? control.text)
        }
      }
      return HTMLForm(
        method: forms[index][attribute: "method"]?.uppercased() == "POST" ? "POST" : "GET",
        action: forms[index][attribute: "action"] ?? "", items: items)
    }
    throw BindingFileError(
      message: "the page has no form with the fields \(names.joined(separator: ", "))")
  }

  private static func nodes(in document: HTMLDocument, _ expression: String) throws -> [MarkupNode]
  {
    guard case .nodes(let nodes) = try document.evaluate(try XPathExpression.parse(expression))
    else { return [] }
    return nodes
  }
}
