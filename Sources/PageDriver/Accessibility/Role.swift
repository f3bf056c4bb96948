/// The roles that elements can have (WAI-ARIA 1.2, section 5.4, without the abstract ones), with
/// those of WAI-ARIA Graphics 1.0.
enum Role: String, Sendable, CaseIterable {
  case alert, alertdialog, application, article, banner, blockquote, button, caption, cell
  case checkbox, code, columnheader, combobox, complementary, contentinfo, definition, deletion
  case dialog, directory, document, emphasis, feed, figure, form, generic, grid, gridcell, group
  case heading, img, insertion, link, list, listbox, listitem, log, main, mark, marquee, math, menu
  case menubar, menuitem, menuitemcheckbox, menuitemradio, meter, navigation, none, note, option
  case paragraph, progressbar, radio, radiogroup, region, row, rowgroup, rowheader, scrollbar
  case search, searchbox, separator, slider, spinbutton, status, strong, `subscript`, superscript
  case suggestion, `switch`, tab, table, tablist, tabpanel, term, textbox, time, timer, toolbar
  case tooltip, tree, treegrid, treeitem
  case graphicsDocument = "graphics-document"
  case graphicsObject = "graphics-object"
  case graphicsSymbol = "graphics-symbol"

  private static let named: [String: Role] = {
    var roles = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
    // Synonyms.
    roles["presentation"] = Role.none
    roles["image"] = .img
    return roles
  }()

  /// The role that a token means; `nil` where it means none.
  init?(token: String) {
    guard let role = Self.named[token] ?? Self.named[token.lowercased()] else { return nil }
    self = role
  }

  /// Whether the name may come from the content (WAI-ARIA 1.2, section 5.2.8.4).
  var takesNameFromContent: Bool {
    switch self {
    case .button, .cell, .checkbox, .columnheader, .gridcell, .heading, .link, .menuitem,
      .menuitemcheckbox, .menuitemradio, .option, .radio, .row, .rowheader, .switch, .tab, .tooltip,
      .treeitem:
      true
    default: false
    }
  }

  /// The value of one that is part of another's name: a text, a choice, or a number
  /// (Accessible Name and Description Computation 1.2, step 2C).
  enum EmbeddedValue { case text, choice, range }

  var embeddedValue: EmbeddedValue? {
    switch self {
    case .textbox, .searchbox: .text
    case .combobox, .listbox: .choice
    case .slider, .spinbutton, .progressbar, .meter, .scrollbar: .range
    default: nil
    }
  }
}
