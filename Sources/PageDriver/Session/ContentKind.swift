import HTTPClient

/// What a browser makes of an answer (WHATWG HTML, section 7.4.3).
enum ContentKind: Hashable {
  case html
  /// Shown as it is, in `pre`.
  case text
  case image
  /// Not shown but kept as a file.
  case file

  init(_ answer: HTTPResponse) {
    if let disposition = answer.headers.firstValue(of: "Content-Disposition"),
      disposition.trimmedASCII.lowercased().hasPrefix("attachment")
    {
      self = .file
      return
    }
    guard let type = Self.mediaType(of: answer.headers), !type.isEmpty else {
      self = Self.sniffed(answer.body)
      return
    }
    switch type {
    case "text/html", "application/xhtml+xml": self = .html
    case "text/csv", "text/calendar", "text/vcard": self = .file
    case "application/json", "application/xml", "application/javascript",
      "application/problem+json":
      self = .text
    default:
      if type.hasPrefix("text/") || type.hasSuffix("+json") || type.hasSuffix("+xml") {
        self = .text
      } else if type.hasPrefix("image/") {
        self = .image
      } else {
        self = .file
      }
    }
  }

  func isPage(for wanted: WantedContent) -> Bool {
    switch wanted {
    case .page: self != .file
    case .file: self == .html
    case .anyFile: false
    }
  }

  static func mediaType(of headers: [HTTPField]) -> String? {
    headers.firstValue(of: "Content-Type").map { value in
      String(value.prefix { $0 != ";" }).trimmedASCII.lowercased()
    }
  }

  static func charset(of answer: HTTPResponse) -> String? {
    guard let value = answer.headers.firstValue(of: "Content-Type") else { return nil }
    for parameter in value.split(separator: ";").dropFirst() {
      let sides = parameter.split(separator: "=", maxSplits: 1)
      guard sides.count == 2, String(sides[0]).trimmedASCII.lowercased() == "charset" else {
        continue
      }
      return String(sides[1]).trimmedASCII.filter { $0 != "\"" }
    }
    return nil
  }

  /// Without a type: text that begins with a tag is HTML (WHATWG MIME Sniffing, section 7.1).
  private static func sniffed(_ body: [UInt8]) -> Self {
    let start = body.first { $0 != 0x20 && !(0x09...0x0D ~= $0) }
    if start == nil || start == UInt8(ascii: "<") { return .html }
    return body.prefix(512).contains { $0 < 0x09 || 0x0E...0x1A ~= $0 } ? .file : .text
  }

  static func page(ofText bytes: [UInt8]) -> [UInt8] {
    var page = Array("<html><head></head><body><pre>".utf8)
    page.reserveCapacity(bytes.count + 64)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "<"): page += Array("&lt;".utf8)
      case UInt8(ascii: "&"): page += Array("&amp;".utf8)
      default: page.append(byte)
      }
    }
    return page + Array("</pre></body></html>".utf8)
  }

  static func page(ofImageAt url: HTTPURL) -> [UInt8] {
    let name = url.path.split(separator: "/").last.map(String.init) ?? url.host
    let address = url.text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    return Array(
      "<html><head><title>\(name)</title></head><body><img src=\"\(address)\"></body></html>".utf8)
  }
}
