import CLibXML2

/// Writes an XML document element by element, in UTF-8, with two spaces a level.
///
/// Every text passes ``XMLText/legal(_:)``; markup characters are escaped, and there is no CDATA.
/// Names of elements and attributes are the caller's own. A failed write shows in
/// ``ByteOutput/finish()``; memory does not grow with the document.
package final class XMLWriter {
  private let writer: xmlTextWriterPtr
  /// Kept alive, since the C side holds it without a count.
  private let output: ByteOutput
  /// Whether the element that is open has children, so that its end takes a line.
  private var openElements: [Bool] = []

  /// Begins a document.
  package init?(_ output: ByteOutput) {
    _ = LibXML.start
    self.output = output
    let opaque = Unmanaged.passUnretained(output).toOpaque()
    guard let buffer = xmlOutputBufferCreateIO(forward, nil, opaque, nil) else { return nil }
    guard let writer = xmlNewTextWriter(buffer) else {
      xmlOutputBufferClose(buffer)
      return nil
    }
    self.writer = writer
    xmlTextWriterStartDocument(writer, nil, "UTF-8", nil)
  }

  deinit { xmlFreeTextWriter(writer) }

  /// Writes an element with its attributes in order, and what `content` writes.
  package func element(
    _ name: String, _ attributes: [(String, String)] = [], content: () -> Void = {}
  ) {
    start(name, attributes)
    content()
    end()
  }

  /// Writes an element that holds nothing but text.
  package func element(_ name: String, _ attributes: [(String, String)] = [], text: String) {
    start(name, attributes)
    // An empty text would keep the element from being written as empty.
    if !text.isEmpty { xmlTextWriterWriteString(writer, XMLText.legal(text)) }
    xmlTextWriterEndElement(writer)
    openElements.removeLast()
  }

  /// Opens an element; ``end()`` closes it.
  package func start(_ name: String, _ attributes: [(String, String)] = []) {
    if !openElements.isEmpty {
      openElements[openElements.count - 1] = true
      indent(openElements.count)
    }
    xmlTextWriterStartElement(writer, name)
    for (name, value) in attributes {
      xmlTextWriterWriteAttribute(writer, name, XMLText.legal(value))
    }
    openElements.append(false)
  }

  /// Writes text into the open element, which must have no elements in it.
  package func text(_ text: String) { xmlTextWriterWriteString(writer, XMLText.legal(text)) }

  package func end() {
    guard let hasChildren = openElements.popLast() else { return }
    if hasChildren { indent(openElements.count) }
    xmlTextWriterEndElement(writer)
  }

  /// Closes what is open and hands everything to the output.
  package func finish() {
    while !openElements.isEmpty { end() }
    xmlTextWriterEndDocument(writer)
    xmlTextWriterFlush(writer)
  }

  /// Hands what is written so far to the output, whose count is then exact.
  package func flush() { xmlTextWriterFlush(writer) }

  private func indent(_ level: Int) {
    xmlTextWriterWriteRaw(writer, "\n" + String(repeating: "  ", count: level))
  }
}

private func forward(
  _ context: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<CChar>?, _ count: Int32
) -> Int32 {
  guard let context, let bytes else { return -1 }
  let output = Unmanaged<ByteOutput>.fromOpaque(context).takeUnretainedValue()
  output.write(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
  return count
}
