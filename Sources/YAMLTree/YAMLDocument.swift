package import SourceText

/// Reads YAML 1.2 documents into trees, with diagnostics instead of errors.
///
/// | code | means |
/// |---|---|
/// | WM001 | the text is not YAML, or uses what Waymark does not take (several documents, keys that are not scalars) |
/// | WM002 | a key stands twice in a mapping; the first value is kept |
/// | WM003 | more nodes than ``nodeLimit`` once aliases are expanded, or nesting above ``depthLimit`` |
package enum YAMLDocument {
  /// How many nodes a document may have, aliases expanded.
  package static let nodeLimit = 100_000
  /// How deep collections may nest.
  package static let depthLimit = 100

  /// Reads a whole file.
  ///
  /// - Returns: The root, `nil` for an empty document or one that cannot be read; in the latter
  ///   case a diagnostic of severity `error` says why. Never throws.
  package static func parse(_ source: SourceFile) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
    parse(source, bytes: 0..<source.bytes.count)
  }

  /// Reads a stretch of a file, such as its front matter; positions are those of the file.
  package static func parse(
    _ source: SourceFile, bytes: Range<Int>
  ) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
    var bytes = bytes
    if source.bytes[bytes].starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = (bytes.lowerBound + 3)..<bytes.upperBound
    }
    return source.bytes.withUnsafeBufferPointer { buffer in
      var composer = YAMLComposer(source: source, bytes: bytes)
      let root = composer.compose(UnsafeBufferPointer(rebasing: buffer[bytes]))
      return (root, composer.diagnostics)
    }
  }
}
