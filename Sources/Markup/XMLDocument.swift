import CLibXML2

/// A well-formed XML document (XML 1.0, with namespaces).
package final class XMLDocument: MarkupDocument {
  /// Parses a document that may be hostile.
  ///
  /// Nothing outside the bytes is read, and a document that declares entities is refused, since
  /// only bombs and leaks need them in what a service answers.
  package static func parse(
    _ bytes: [UInt8], limits: MarkupLimits = .standard
  ) throws(MarkupParseError) -> XMLDocument {
    _ = LibXML.start
    try ParserGuard.check(bytes, .xml, limits)
    let state = ParserGuard(limits)
    var document: xmlDocPtr?
    bytes.withUnsafeBytes { buffer in
      let text = buffer.bindMemory(to: CChar.self)
      guard let context = xmlNewParserCtxt() else { return }
      defer { xmlFreeParserCtxt(context) }
      // The limits that XML_PARSE_HUGE lifts are replaced by those of `MarkupLimits`.
      let options =
        XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_COMPACT.rawValue
        | XML_PARSE_NOCDATA.rawValue | XML_PARSE_BIG_LINES.rawValue
      context.pointee._private = state.opaque
      if let sax = context.pointee.sax {
        sax.pointee.serror = collectParserError
        sax.pointee.entityDecl = { context, _, _, _, _, _ in refuseEntity(context) }
        sax.pointee.unparsedEntityDecl = { context, _, _, _, _ in refuseEntity(context) }
        sax.pointee.startElementNs = guardedStartElement
      }
      document = withExtendedLifetime(state) {
        xmlCtxtReadMemory(
          context, text.baseAddress, Int32(text.count), nil, nil, Int32(options))
      }
    }
    if let refusal = state.refusal {
      xmlFreeDoc(document)
      throw refusal
    }
    guard let document else {
      let first = state.errors.reports.first
      throw MarkupParseError(
        message: first?.message ?? "the document is empty", line: first?.line ?? 1,
        column: first?.column ?? 1)
    }
    return XMLDocument(document, .xml)
  }
}

private func collectParserError(_ context: UnsafeMutableRawPointer?, _ error: xmlErrorPtr?) {
  guard let error else { return }
  ParserGuard.of(context)?.0.errors.add(error.pointee)
}

private func refuseEntity(_ context: UnsafeMutableRawPointer?) {
  guard let (state, context) = ParserGuard.of(context) else { return }
  state.refuse("the document declares an entity, which is not accepted", context)
}

private func guardedStartElement(
  _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?,
  _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?, _ namespaceCount: Int32,
  _ namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ attributeCount: Int32,
  _ defaulted: Int32, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
) {
  guard let (state, parser) = ParserGuard.of(context), state.allowsElement(parser) else { return }
  xmlSAX2StartElementNs(
    context, name, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted, attributes)
}
