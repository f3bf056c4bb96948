/// Where an element of a page is, as a person would say it.
///
/// Roles and names are those of the accessibility tree (WAI-ARIA 1.2; Accessible Name and Description
/// Computation 1.2; HTML Accessibility API Mappings 1.0). Elements hidden from that tree are not
/// found, except by `testID`, `css` and `xpath`.
package struct Locator: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case link, button, heading, region, row, cell
    /// A form control by its label.
    case field
    /// The innermost elements whose visible text has the words.
    case text
    /// The attribute `data-testid`.
    case testID = "testId"
    /// Any ARIA role; ``Locator/name`` narrows it down.
    case role
    case css, xpath
    /// A frame by its title, name or id; only as a scope.
    case frame
  }

  package var kind: Kind
  /// The name, the text, the test id, the role, or the expression.
  ///
  /// Names and texts are compared with white space folded and without regard to case. An element
  /// whose whole name it is goes before those whose name contains it: the latter are found only where
  /// there is none of the former.
  package var value: String
  /// The accessible name that an element found by `role` must have.
  package var name: String?
  /// Only an element whose whole name it is, in this case.
  package var isExact: Bool
  /// The one that is meant where several match, from 1; negative from the end.
  package var position: Int?
  /// Where to look; at most one element.
  package var scope: [Locator]

  package init(
    _ kind: Kind, _ value: String, name: String? = nil, isExact: Bool = false,
    position: Int? = nil, within scope: Locator? = nil
  ) {
    self.kind = kind
    self.value = value
    self.name = name
    self.isExact = isExact
    self.position = position
    self.scope = scope.map { [$0] } ?? []
  }

  /// The roles that the kind stands for; `nil` where roles do not matter.
  package var roles: [String]? {
    switch kind {
    case .link: ["link"]
    case .button: ["button"]
    case .heading: ["heading"]
    case .region:
      [
        "region", "banner", "complementary", "contentinfo", "form", "main", "navigation", "search",
        "article", "dialog", "alertdialog", "figure", "group",
      ]
    case .row: ["row"]
    case .cell: ["cell", "gridcell", "columnheader", "rowheader"]
    case .field:
      [
        "textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "switch", "slider",
        "spinbutton",
      ]
    case .role: [value.lowercased()]
    case .text, .testID, .css, .xpath, .frame: nil
    }
  }
}

extension Locator: CustomStringConvertible {
  /// As bindings and messages write it: `link 'Alerts' within region 'Go on'`.
  package var description: String {
    var text =
      kind == .role ? "\(value)\(name.map { " '\($0)'" } ?? "")" : "\(kind.rawValue) '\(value)'"
    if let position { text += ", number \(position)" }
    for outer in scope { text += " within \(outer)" }
    return text
  }
}
