package import SourceText

/// Reads CommonMark text into a ``MarkdownTree``.
///
/// | code | means |
/// |---|---|
/// | WM005 | the file is not UTF-8; what is not is read as U+FFFD |
/// | WM006 | a NUL byte stands in the text |
/// | WM007, WM008, WM009, WM010 | size, nesting, table width and markup beyond ``MarkdownLimits`` |
///
/// cmark-gfm's extensions are not used: tables are recognised by ``PipeTable``, whose time is linear.
package enum MarkdownDocument {
  /// Reads a file from a byte offset on, which lets front matter be left out.
  ///
  /// - Parameter keepsEmphasis: Whether the tree says where emphasis begins and ends, which those
  ///   who show a document need and those who read it do not.
  /// - Returns: A tree, empty where a limit refuses the document; then a diagnostic of severity
  ///   `error` says which.
  package static func parse(
    _ file: SourceFile, from start: Int = 0, keepsEmphasis: Bool = false
  ) -> (tree: MarkdownTree, diagnostics: [Diagnostic]) {
    if let refusal = MarkdownLimits.check(file, from: start) {
      return (MarkdownTree(source: file), [refusal])
    }
    var diagnostics: [Diagnostic] = []
    var source = file
    if !file.isASCII, let offset = invalidUTF8(in: file.bytes) {
      diagnostics.append(
        Diagnostic(
          "WM005", .error, path: file.path,
          range: SourceRange(at: file.position(ofByte: offset)),
          "the text is not UTF-8 from here on", help: "save the file as UTF-8"))
      source = SourceFile(path: file.path, text: String(decoding: file.bytes, as: UTF8.self))
    }
    if let offset = source.firstNUL {
      diagnostics.append(
        Diagnostic(
          "WM006", .error, path: file.path,
          range: SourceRange(at: source.position(ofByte: offset)),
          "a NUL byte stands in the text", help: "the file is not plain text; save it again"))
    }
    var converter = MarkdownConverter(source: source, start: start, keepsEmphasis: keepsEmphasis)
    converter.convert()
    if converter.isTooDeep {
      diagnostics.append(
        Diagnostic(
          "WM008", .error, path: file.path, range: nil,
          "blocks nest deeper than \(MarkdownLimits.depth) levels"))
      return (MarkdownTree(source: source), diagnostics)
    }
    return (converter.tree, diagnostics)
  }

  /// The offset of the first byte that belongs to no UTF-8 sequence.
  private static func invalidUTF8(in bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var decoder = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }
}
