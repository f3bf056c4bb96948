/// What a request carries.
package enum HTTPBody: Sendable, Hashable {
  case none
  case bytes([UInt8])
  /// The content of a file, read while it is sent.
  case file(path: String)
  /// `multipart/form-data` (RFC 7578); the boundary and the `Content-Type` are made by the client.
  case multipart([Part])

  package struct Part: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
      case bytes([UInt8])
      case file(path: String)
    }

    package var name: String
    /// The name told to the server; a part with file content has its file's name unless this says
    /// another.
    package var filename: String?
    package var contentType: String?
    package var content: Content

    package init(
      name: String, filename: String? = nil, contentType: String? = nil, content: Content
    ) {
      self.name = name
      self.filename = filename
      self.contentType = contentType
      self.content = content
    }
  }
}
