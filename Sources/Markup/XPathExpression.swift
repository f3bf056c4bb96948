import CLibXML2

/// An XPath 1.0 expression that is known to be well formed.
package struct XPathExpression: Sendable, Hashable {
  /// The expression as it was written.
  package let text: String
  /// URIs by the prefixes that the expression may use.
  package let namespaces: [String: String]

  /// The longest expression, in bytes.
  private static let longest = 10_000

  /// Checks an expression without a document: its syntax, functions, prefixes and variables.
  package static func parse(
    _ text: String, namespaces: [String: String] = [:]
  ) throws(MarkupSyntaxError) -> XPathExpression {
    guard text.utf8.count <= longest else {
      throw MarkupSyntaxError(
        message: "the expression is longer than \(longest) bytes", offset: longest)
    }
    if let nul = text.utf8.firstIndex(of: 0) {
      throw MarkupSyntaxError(
        message: "the expression holds a NUL character",
        offset: text.utf8.distance(from: text.utf8.startIndex, to: nul))
    }
    try compile(text)
    let names = XPathNames(text)
    if let variable = names.variables.first {
      throw MarkupSyntaxError(
        message: "the variable \(variable.name) is not defined", offset: variable.offset)
    }
    for function in names.functions {
      if let fault = XPathFunction.fault(in: function) {
        throw MarkupSyntaxError(message: fault, offset: function.offset)
      }
    }
    for prefix in names.prefixes where prefix.name != "xml" && namespaces[prefix.name] == nil {
      throw MarkupSyntaxError(
        message: "the namespace prefix \(prefix.name) is not defined", offset: prefix.offset)
    }
    let expression = XPathExpression(text: text, namespaces: namespaces)
    try expression.checkTypes()
    return expression
  }

  /// Makes an expression of a text that this module composed.
  init(composed text: String) {
    self.init(text: text, namespaces: [:])
  }

  private init(text: String, namespaces: [String: String]) {
    self.text = text
    self.namespaces = namespaces
  }

  private static func compile(_ text: String) throws(MarkupSyntaxError) {
    _ = LibXML.start
    let errors = ErrorCollector()
    var isValid = false
    if let context = xmlXPathNewContext(nil) {
      context.pointee.error = collectError
      context.pointee.userData = errors.opaque
      let compiled = withExtendedLifetime(errors) { xmlXPathCtxtCompile(context, text) }
      isValid = compiled != nil
      xmlXPathFreeCompExpr(compiled)
      xmlXPathFreeContext(context)
    }
    guard !isValid else { return }
    let report = errors.reports.first
    throw MarkupSyntaxError(
      message: report?.message ?? "the expression is not XPath 1.0",
      offset: min(max(report?.offset ?? 0, 0), text.utf8.count))
  }

  /// Evaluates the expression on a document without content, where values of wrong types show.
  ///
  /// Operands that only content would bring about show later; ``MarkupEvaluationError`` says so.
  private func checkTypes() throws(MarkupSyntaxError) {
    do {
      _ = try XMLDocument.parse(Array("<a/>".utf8)).evaluate(self)
    } catch let error as MarkupEvaluationError where error.isMistyped {
      throw MarkupSyntaxError(message: error.message, offset: 0)
    } catch {
      return
    }
  }
}
