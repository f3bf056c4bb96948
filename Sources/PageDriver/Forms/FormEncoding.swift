import HTTPClient

/// How a form's entries travel (WHATWG HTML, section 4.10.22.7 to 4.10.22.9).
enum FormEncoding: Sendable {
  case urlEncoded, multipart, plain

  /// What is not known is `application/x-www-form-urlencoded`.
  init(_ attribute: String?) {
    switch attribute?.lowercased() {
    case "multipart/form-data": self = .multipart
    case "text/plain": self = .plain
    default: self = .urlEncoded
    }
  }

  static func query(_ entries: [FormEntry]) -> String {
    HTTPURL.encoding(entries.map { ($0.name, $0.text) })
  }

  func body(_ entries: [FormEntry]) -> (body: HTTPBody, contentType: String?) {
    switch self {
    case .urlEncoded:
      return (.bytes(Array(Self.query(entries).utf8)), "application/x-www-form-urlencoded")
    case .plain:
      let text = entries.map { "\($0.name)=\($0.text)\r\n" }.joined()
      return (.bytes(Array(text.utf8)), "text/plain")
    // Without parts there is no multipart body to be made.
    case .multipart where entries.isEmpty:
      let boundary = "----WaymarkEmptyForm"
      return (
        .bytes(Array("--\(boundary)--\r\n".utf8)), "multipart/form-data; boundary=\(boundary)"
      )
    case .multipart: return (.multipart(entries.map(\.part)), nil)
    }
  }
}

extension FormEntry {
  /// The value where files are told by their name only.
  fileprivate var text: String {
    switch value {
    case .text(let text): text
    case .file(let path): path.map(FormEntry.fileName) ?? ""
    }
  }

  fileprivate var part: HTTPBody.Part {
    switch value {
    case .text(let text): HTTPBody.Part(name: name, content: .bytes(Array(text.utf8)))
    case .file(let path?):
      HTTPBody.Part(
        name: name, filename: FormEntry.fileName(path), contentType: MediaType.of(fileName: path),
        content: .file(path: path))
    case .file(nil):
      HTTPBody.Part(
        name: name, filename: "", contentType: "application/octet-stream", content: .bytes([]))
    }
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? path
  }
}

/// The types that browsers tell servers for files, by their names.
enum MediaType {
  static func of(fileName: String) -> String {
    guard let dot = fileName.lastIndex(of: ".") else { return unknown }
    let suffix = fileName[fileName.index(after: dot)...].lowercased()
    return types[suffix] ?? unknown
  }

  private static let unknown = "application/octet-stream"

  private static let types = [
    "csv": "text/csv", "css": "text/css", "gif": "image/gif", "gz": "application/gzip",
    "htm": "text/html", "html": "text/html", "ics": "text/calendar", "jpeg": "image/jpeg",
    "jpg": "image/jpeg", "js": "text/javascript", "json": "application/json",
    "md": "text/markdown", "mp3": "audio/mpeg", "mp4": "video/mp4", "pdf": "application/pdf",
    "png": "image/png", "svg": "image/svg+xml", "txt": "text/plain", "webp": "image/webp",
    "xml": "text/xml", "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ]
}
