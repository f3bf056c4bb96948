import JSONTree

/// The script that looks at pages and gets elements ready; it runs anew with every command, so that a
/// page has nothing of it to change.
enum PageScript {
  /// A function body for Execute Script (W3C WebDriver section 13.2.2): the one argument is a request,
  /// an object whose `operation` says what is wanted.
  static let text =
    "'use strict';\n"
    + [
      tree, visibility, roles, names, elements, find, actionability, actions, fields, lists, look,
      evidence,
    ].joined(separator: "\n")
    + "\nreturn operations[arguments[0].operation](arguments[0], arguments[1]);"
}
