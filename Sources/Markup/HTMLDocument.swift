import CLibXML2

/// An HTML document as libxml2 understands it: any bytes give one.
///
/// Element and attribute names are lower case and have no namespace.
package final class HTMLDocument: MarkupDocument {
  /// Where the document came from, for its relative links; `nil` when unknown.
  package let baseURL: String?
  /// The document as values, made when it is first asked for.
  package lazy var tree = grow()
  /// The nodes of ``tree`` in the document; empty before.
  var pointers: [xmlNodePtr?] = []
  /// The bytes as read, where they are UTF-8.
  let original: [UInt8]?
  var isEdited = false

  private init(_ pointer: xmlDocPtr, baseURL: String?, original: [UInt8]?) {
    self.baseURL = baseURL
    self.original = original
    super.init(pointer, .html)
  }

  /// Parses a document that may be hostile; only its size and depth can make it fail.
  ///
  /// `encoding` is the charset that the transport names. A byte order mark goes before it; after
  /// it come the document's own `meta`, UTF-8 where the bytes are that, and Windows-1252, as
  /// browsers do (WHATWG HTML, section 13.2.3).
  package static func parse(
    _ bytes: [UInt8], encoding: String? = nil, baseURL: String? = nil,
    limits: MarkupLimits = .standard
  ) throws(MarkupParseError) -> HTMLDocument {
    _ = LibXML.start
    let source = HTMLSource(bytes, encoding: encoding)
    try ParserGuard.check(source.bytes, .html, limits)
    let state = ParserGuard(limits)
    let document = withExtendedLifetime(state) { read(source, state) }
    if let refusal = state.refusal {
      xmlFreeDoc(document)
      throw refusal
    }
    guard let document = document ?? htmlNewDocNoDtD(nil, nil) else {
      throw MarkupParseError(message: "out of memory")
    }
    return HTMLDocument(
      document, baseURL: baseURL, original: source.encoding == "UTF-8" ? source.bytes : nil)
  }

  private static func read(_ source: HTMLSource, _ state: ParserGuard) -> xmlDocPtr? {
    source.bytes.withUnsafeBytes { buffer in
      let text = buffer.bindMemory(to: CChar.self)
      guard !text.isEmpty,
        let context = htmlCreateMemoryParserCtxt(text.baseAddress, Int32(text.count))
      else { return nil }
      defer { htmlFreeParserCtxt(context) }
      let options =
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue | HTML_PARSE_NODEFDTD.rawValue
        | HTML_PARSE_IGNORE_ENC.rawValue
      htmlCtxtUseOptions(context, Int32(options))
      // No HTML option lifts the limit on depth, but the parser heeds this flag of XML's; ours
      // takes its place.
      context.pointee.options |= Int32(XML_PARSE_HUGE.rawValue)
      context.pointee.linenumbers = 1
      context.pointee._private = state.opaque
      context.pointee.sax?.pointee.startElement = guardedStartElement
      context.pointee.sax?.pointee.comment = guardedComment
      if let handler = xmlFindCharEncodingHandler(source.encoding) {
        xmlSwitchToEncoding(context, handler)
      }
      htmlParseDocument(context)
      let document = context.pointee.myDoc
      context.pointee.myDoc = nil
      return document
    }
  }
}

private func guardedStartElement(
  _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?,
  _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
) {
  guard let (state, parser) = ParserGuard.of(context), state.allowsElement(parser) else { return }
  xmlSAX2StartElement(context, name, attributes)
}

private func guardedComment(
  _ context: UnsafeMutableRawPointer?, _ content: UnsafePointer<xmlChar>?
) {
  guard let (state, parser) = ParserGuard.of(context), state.allowsNode(parser) else { return }
  xmlSAX2Comment(context, content)
}
