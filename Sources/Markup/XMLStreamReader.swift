import CLibXML2

/// Reads an XML document element by element, in memory that does not grow with it.
///
/// The bounds and refusals are those of ``XMLDocument``, but the size, which is the caller's.
package final class XMLStreamReader {
  package enum Event: Sendable, Hashable {
    case start(name: String, attributes: [MarkupNode.Attribute], line: Int)
    case text(String)
    case end(name: String)
  }

  private let reader: xmlTextReaderPtr
  private let source: Source
  private let errors = ErrorCollector()
  private let limits: MarkupLimits
  /// The end of an empty element, which libxml2 does not report.
  private var pendingEnd: String?

  /// Reads from a function that fills a buffer and returns how many bytes it put there: 0 at
  /// the end, -1 where it failed.
  package init?(
    limits: MarkupLimits = .standard,
    read: @escaping (UnsafeMutableRawBufferPointer) -> Int
  ) {
    _ = LibXML.start
    let source = Source(read)
    let opaque = Unmanaged.passUnretained(source).toOpaque()
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_BIG_LINES.rawValue
    guard
      let reader = xmlReaderForIO(pull, nil, opaque, nil, nil, Int32(options))
    else { return nil }
    self.source = source
    self.reader = reader
    self.limits = limits
    xmlTextReaderSetStructuredErrorHandler(reader, collectError, errors.opaque)
  }

  deinit { xmlFreeTextReader(reader) }

  /// The next event; `nil` at the end of a well-formed document.
  package func next() throws(MarkupParseError) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name: name)
    }
    while true {
      let status = withExtendedLifetime(source) { xmlTextReaderRead(reader) }
      guard status >= 0 else { throw malformed() }
      guard status == 1 else {
        if source.failed { throw MarkupParseError(message: "the document cannot be read") }
        return nil
      }
      switch xmlTextReaderNodeType(reader) {
      case Int32(XML_READER_TYPE_ELEMENT.rawValue): return try start()
      case Int32(XML_READER_TYPE_END_ELEMENT.rawValue):
        return .end(name: LibXML.string(xmlTextReaderConstName(reader)))
      case Int32(XML_READER_TYPE_TEXT.rawValue), Int32(XML_READER_TYPE_CDATA.rawValue),
        Int32(XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue):
        return .text(LibXML.string(xmlTextReaderConstValue(reader)))
      case Int32(XML_READER_TYPE_DOCUMENT_TYPE.rawValue),
        Int32(XML_READER_TYPE_ENTITY_REFERENCE.rawValue):
        throw MarkupParseError(
          message: "the document has a document type declaration, which is not accepted",
          line: Int(xmlTextReaderGetParserLineNumber(reader)), column: 1)
      default: continue
      }
    }
  }

  private func start() throws(MarkupParseError) -> Event {
    let line = Int(xmlTextReaderGetParserLineNumber(reader))
    guard xmlTextReaderDepth(reader) < limits.depth else {
      throw MarkupParseError(
        message: "elements are nested deeper than \(limits.depth)", line: line, column: 1)
    }
    let name = LibXML.string(xmlTextReaderConstName(reader))
    let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
    guard xmlTextReaderAttributeCount(reader) <= limits.attributes else {
      throw MarkupParseError(
        message: "an element has more than \(limits.attributes) attributes", line: line, column: 1)
    }
    var attributes: [MarkupNode.Attribute] = []
    while xmlTextReaderMoveToNextAttribute(reader) == 1 {
      attributes.append(
        .init(
          name: LibXML.string(xmlTextReaderConstName(reader)),
          value: LibXML.string(xmlTextReaderConstValue(reader))))
    }
    if isEmpty { pendingEnd = name }
    return .start(name: name, attributes: attributes, line: line)
  }

  private func malformed() -> MarkupParseError {
    let first = errors.reports.first
    return MarkupParseError(
      message: first?.message ?? "the document is not well formed",
      line: first?.line ?? Int(xmlTextReaderGetParserLineNumber(reader)), column: first?.column ?? 0
    )
  }

  fileprivate final class Source {
    let read: (UnsafeMutableRawBufferPointer) -> Int
    var failed = false

    init(_ read: @escaping (UnsafeMutableRawBufferPointer) -> Int) { self.read = read }
  }
}

private func pull(
  _ context: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int32
) -> Int32 {
  guard let context, let buffer, size > 0 else { return -1 }
  let source = Unmanaged<XMLStreamReader.Source>.fromOpaque(context).takeUnretainedValue()
  let count = source.read(UnsafeMutableRawBufferPointer(start: buffer, count: Int(size)))
  if count < 0 { source.failed = true }
  return Int32(clamping: count)
}
