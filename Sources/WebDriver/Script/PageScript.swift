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
    + "\n" + call

  /// Half a surrogate pair, which a page's text may have, is no text that can be sent.
  private static let call = #"""
    function wellFormed(value) {
      if (typeof value === 'string') return value.toWellFormed ? value.toWellFormed() : value;
      if (Array.isArray(value)) return value.map(wellFormed);
      if (!value || typeof value !== 'object' || value.nodeType) return value;
      const result = {};
      for (const name of Object.keys(value)) result[name] = wellFormed(value[name]);
      return result;
    }
    const callback = arguments[1];
    return wellFormed(operations[arguments[0].operation](
      arguments[0], (value) => callback(wellFormed(value))));
    """#
}
