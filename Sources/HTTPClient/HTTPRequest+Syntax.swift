extension HTTPRequest {
  /// Refuses what would not arrive as the one request that it claims to be: a method or a field
  /// name that is no token, a value with a line break or NUL (RFC 9110 sections 5.5 and 9.1).
  func checkSyntax() throws(HTTPError) {
    guard Self.isToken(method) else {
      throw .invalidRequest("“\(method)” is no method")
    }
    for field in headers {
      guard Self.isToken(field.name) else {
        throw .invalidRequest("“\(field.name)” is no name of a header")
      }
      guard !field.value.utf8.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) else {
        throw .invalidRequest("the header \(field.name) holds a line break or NUL")
      }
    }
    if case .file(let path) = body { try Self.checkPath(path) }
    guard case .multipart(let parts) = body else { return }
    for case .file(let path) in parts.map(\.content) { try Self.checkPath(path) }
    for text in parts.flatMap({ [$0.name, $0.filename ?? "", $0.contentType ?? ""] }) {
      guard !text.utf8.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) else {
        throw .invalidRequest("a part of the form holds a line break or NUL in its header")
      }
    }
  }

  /// C would read the path up to a NUL, which may be another file.
  private static func checkPath(_ path: String) throws(HTTPError) {
    guard !path.utf8.contains(0) else { throw .invalidRequest("a path holds NUL") }
  }

  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x5E...0x7A, 0x7C, 0x7E, 0x21, 0x23...0x27, 0x2A, 0x2B,
          0x2D, 0x2E:
          true
        default: false
        }
      }
  }
}
