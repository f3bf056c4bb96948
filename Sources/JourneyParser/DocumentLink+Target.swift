package import JourneyModel
package import SourceText

extension DocumentLink {
  init(_ link: PlainLink, in text: PlainText, range: SourceRange) {
    self.init(
      label: String(decoding: text.bytes[link.label], as: UTF8.self), target: link.target,
      range: range)
  }

  /// Takes a link's target apart: `docs/api/a.md#part:12` is a path, an anchor and a line.
  ///
  /// A web address keeps its colons. Where the target has no anchor, the label's own is used.
  package init(label: String, target: String, range: SourceRange) {
    var path = target[...]
    var anchor: Substring?
    var line: Int?
    if let hash = path.utf8.firstIndex(of: UInt8(ascii: "#")) {
      anchor = path[path.utf8.index(after: hash)...]
      path = path[..<hash]
    }
    if !Self.isAddress(path) {
      line = Self.takeLine(&path)
      if var own = anchor, let number = Self.takeLine(&own) {
        line = number
        anchor = own
      }
      if anchor == nil { anchor = Self.anchor(ofLabel: label) }
    }
    if anchor?.isEmpty == true { anchor = nil }
    self.init(
      label: label, path: String(path), line: line, anchor: anchor.map(String.init),
      range: range)
  }

  /// Whether a target begins with a scheme (RFC 3986, section 3.1) of two letters or more.
  package static func isAddress(_ target: Substring) -> Bool {
    guard let colon = target.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return target.hasPrefix("//")
    }
    let scheme = target.utf8[..<colon]
    guard scheme.count >= 2, let first = scheme.first, (first | 0x20) >= 0x61,
      (first | 0x20) <= 0x7A,
      scheme.allSatisfy({ $0.isASCIIWord || $0 == 0x2B || $0 == 0x2D })
    else { return false }
    let rest = target.utf8[target.utf8.index(after: colon)...]
    return rest.isEmpty || !rest.allSatisfy { $0.isASCIIDigit }
  }

  /// Removes a `:12` from the end.
  private static func takeLine(_ text: inout Substring) -> Int? {
    guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    let digits = text[text.utf8.index(after: colon)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0.isASCIIDigit }),
      let line = Int(digits)
    else { return nil }
    text = text[..<colon]
    return line
  }

  /// `guide.md#performance` names an anchor; `issue #12` and `C#` do not.
  private static func anchor(ofLabel label: String) -> Substring? {
    let bytes = label.utf8
    guard let hash = bytes.lastIndex(of: UInt8(ascii: "#")) else { return nil }
    if hash > bytes.startIndex, bytes[bytes.index(before: hash)] == 0x20 { return nil }
    var anchor = label[bytes.index(after: hash)...]
    _ = takeLine(&anchor)
    guard !anchor.isEmpty, !anchor.utf8.contains(0x20) else { return nil }
    return anchor
  }
}
