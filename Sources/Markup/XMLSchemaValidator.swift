import CLibXML2

/// Validates XML documents against a schema (W3C XML Schema 1.0).
///
/// It is confined to the thread that made it. A schema that imports or includes others is
/// refused, since nothing is read from outside.
package final class XMLSchemaValidator {
  private let schema: xmlSchemaPtr

  /// Compiles a schema.
  package init(schema bytes: [UInt8]) throws(MarkupParseError) {
    // Parsing it first names the place of a malformed document, and refuses entities.
    _ = try XMLDocument.parse(bytes)
    let errors = ErrorCollector()
    let compiled = bytes.withUnsafeBytes { buffer -> xmlSchemaPtr? in
      let text = buffer.bindMemory(to: CChar.self)
      guard let context = xmlSchemaNewMemParserCtxt(text.baseAddress, Int32(text.count)) else {
        return nil
      }
      defer { xmlSchemaFreeParserCtxt(context) }
      xmlSchemaSetParserStructuredErrors(context, collectError, errors.opaque)
      return withExtendedLifetime(errors) { xmlSchemaParse(context) }
    }
    if let first = errors.reports.first {
      xmlSchemaFree(compiled)
      throw MarkupParseError(message: first.message, line: first.line, column: first.column)
    }
    guard let compiled else { throw MarkupParseError(message: "the schema cannot be compiled") }
    schema = compiled
  }

  deinit { xmlSchemaFree(schema) }

  /// What a document breaks, in the order of the document, at most 100; empty when it is valid.
  package func validate(_ document: XMLDocument) -> [XMLSchemaViolation] {
    let errors = ErrorCollector()
    var status: Int32 = -1
    if let context = xmlSchemaNewValidCtxt(schema) {
      xmlSchemaSetValidStructuredErrors(context, collectError, errors.opaque)
      status = withExtendedLifetime(errors) { xmlSchemaValidateDoc(context, document.pointer) }
      xmlSchemaFreeValidCtxt(context)
    }
    let found = errors.reports.map { XMLSchemaViolation(message: $0.message, line: $0.line) }
    guard found.isEmpty, status != 0 else { return found }
    return [XMLSchemaViolation(message: "the document could not be validated", line: 0)]
  }
}

/// One thing that a schema forbids or misses.
package struct XMLSchemaViolation: Sendable, Hashable, CustomStringConvertible {
  package var message: String
  /// 1-based line of the document; 0 where it is not known.
  package var line: Int

  package var description: String { "line \(line): \(message)" }
}
