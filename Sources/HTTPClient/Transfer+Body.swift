import CLibCurl
import Glibc

extension Transfer {
  /// Method and body go together in libcurl.
  func setBody(_ request: HTTPRequest) throws(HTTPError) {
    switch request.body {
    case .none:
      setMethodWithoutBody(request.method)
    case .bytes(let bytes):
      setBytes(bytes)
      if request.method != "POST" { set(CURLOPT_CUSTOMREQUEST, request.method) }
    case .file(let path):
      try setFile(path)
      set(CURLOPT_CUSTOMREQUEST, request.method)
    case .multipart(let parts):
      try setMultipart(parts)
      if request.method != "POST" { set(CURLOPT_CUSTOMREQUEST, request.method) }
    }
  }

  private func setMethodWithoutBody(_ method: String) {
    switch method {
    case "GET":
      set(CURLOPT_HTTPGET, 1)
    case "HEAD":
      set(CURLOPT_NOBODY, 1)
    case "POST", "PUT", "PATCH":
      // These expect content, so that its absence is told (RFC 9110 section 8.6).
      setBytes([])
      headerList = curl_slist_append(headerList, "Content-Type:")
      if method != "POST" { set(CURLOPT_CUSTOMREQUEST, method) }
    default:
      set(CURLOPT_CUSTOMREQUEST, method)
    }
  }

  private func setBytes(_ bytes: [UInt8]) {
    waymark_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
    bytes.withUnsafeBytes { buffer in
      if let start = buffer.baseAddress, !buffer.isEmpty {
        set(CURLOPT_COPYPOSTFIELDS, pointer: UnsafeMutableRawPointer(mutating: start))
      } else {
        set(CURLOPT_COPYPOSTFIELDS, "")
      }
    }
  }

  private func setFile(_ path: String) throws(HTTPError) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let file = fopen(path, "rb")
    else { throw .invalidRequest("the file \(path) cannot be read") }
    self.file = file
    set(CURLOPT_UPLOAD, 1)
    set(CURLOPT_READDATA, pointer: file)
    waymark_set_size(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(status.st_size))
  }

  private func setMultipart(_ parts: [HTTPBody.Part]) throws(HTTPError) {
    guard let mime = curl_mime_init(easy) else { throw .other(code: 27, message: "out of memory") }
    self.mime = mime
    for part in parts {
      guard let handle = curl_mime_addpart(mime) else {
        throw .other(code: 27, message: "out of memory")
      }
      curl_mime_name(handle, part.name)
      switch part.content {
      case .bytes(let bytes):
        bytes.withUnsafeBytes { buffer in
          _ = curl_mime_data(
            handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
      case .file(let path):
        guard curl_mime_filedata(handle, path) == CURLE_OK else {
          throw .invalidRequest("the file \(path) cannot be read")
        }
      }
      if let filename = part.filename { curl_mime_filename(handle, filename) }
      if let type = part.contentType { curl_mime_type(handle, type) }
    }
    waymark_set_mime(easy, mime)
  }
}
