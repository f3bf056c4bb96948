/// An element of a page as a person perceives it at one moment.
package struct PageElement: Sendable, Hashable {
  /// The ARIA role, `generic` where there is none.
  package var role: String
  /// The accessible name, white space folded.
  package var name: String
  /// The visible text, lines parted by line feeds.
  package var text: String
  /// The current value of a control: its text, the labels of the selected options one a line; `nil`
  /// where the element has none.
  package var value: String?
  package var states: Set<State>
  /// All attributes as the document has them; names in lower case.
  package var attributes: [String: String]

  package enum State: String, Sendable, Hashable, CaseIterable {
    case visible, hidden, enabled, disabled, checked, unchecked, mixed, selected, expanded,
      collapsed, pressed, required, invalid, focused, current
    case readOnly = "readonly"
  }

  package init(
    role: String, name: String, text: String, value: String? = nil, states: Set<State> = [],
    attributes: [String: String] = [:]
  ) {
    self.role = role
    self.name = name
    self.text = text
    self.value = value
    self.states = states
    self.attributes = attributes
  }
}
