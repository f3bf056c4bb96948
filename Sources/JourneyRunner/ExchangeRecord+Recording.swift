import Digests
import HTTPClient
import Queries
import RunEvents

/// Makes records of exchanges; the only place where what travelled becomes what is written.
struct ExchangeRecorder {
  /// Larger bodies are cut, and say so.
  static let bodyLimit = 1 << 20

  /// Stands for values that are secrets whether they are known as such or not.
  static let withheld = "[redacted]"

  let redactor: Redactor

  /// - Parameter size: Bytes of the whole body where the request has not all of it.
  func request(
    _ request: HTTPRequest, headers: [HTTPField], lacking size: Int? = nil
  ) -> ExchangeRecord.Request {
    ExchangeRecord.Request(
      method: request.method, url: redactor.redact(request.url.text),
      headers: headers.map(header), body: lacking(size, body(of: request)))
  }

  /// - Parameter size: Bytes of the whole body where the response has not all of it.
  func response(
    _ response: HTTPResponse, lacking size: Int? = nil
  ) -> ExchangeRecord.Response {
    for issued in IssuedCredentials.found(in: response.body) {
      redactor.add(issued.value, name: issued.name)
    }
    return ExchangeRecord.Response(
      status: response.status, version: response.version, headers: response.headers.map(header),
      body: lacking(size, body(response.body)))
  }

  func response(_ redirect: HTTPResponse.Redirect) -> ExchangeRecord.Response {
    ExchangeRecord.Response(
      status: redirect.status, version: "", headers: redirect.headers.map(header),
      body: body(redirect.body))
  }

  /// Names are kept; values of credentials are secrets whether they are known as such or not.
  private func header(_ field: HTTPField) -> ExchangeRecord.Header {
    if field.isNamed("Cookie") { return .init(name: field.name, value: cookies(field.value)) }
    if field.isNamed("Authorization") || field.isNamed("Proxy-Authorization") {
      return .init(name: field.name, value: Self.withheld)
    }
    if field.isNamed("Set-Cookie"), let cookie = SetCookie(parsing: field.value) {
      let attributes = field.value.drop { $0 != ";" }
      return .init(
        name: field.name,
        value: "\(cookie.name)=\(Self.withheld)" + redactor.redact(String(attributes)))
    }
    return .init(name: field.name, value: redactor.redact(field.value))
  }

  /// The names of cookies: those who play the exchange back give them all the same value.
  private func cookies(_ value: String) -> String {
    value.split(separator: ";").map { pair in
      guard let end = pair.firstIndex(of: "=") else { return Self.withheld }
      return redactor.redact(String(pair[..<end].drop { $0 == " " })) + "=" + Self.withheld
    }.joined(separator: "; ")
  }

  /// What there is of a body that is not there as a whole.
  private func lacking(_ size: Int?, _ body: ExchangeRecord.Body?) -> ExchangeRecord.Body? {
    guard let size else { return body }
    var part = body ?? ExchangeRecord.Body(text: "", isBase64: false, size: 0, isCut: true)
    part.size = max(size, part.size)
    part.isCut = true
    return part
  }

  private func body(of request: HTTPRequest) -> ExchangeRecord.Body? {
    switch request.body {
    case .none: nil
    case .bytes(let bytes): body(bytes)
    case .file(let path): .init(text: "(the file \(path))", isBase64: false, size: 0, isCut: true)
    case .multipart(let parts):
      .init(
        text: redactor.redact("(a form of \(parts.map(\.name).joined(separator: ", ")))"),
        isBase64: false, size: 0, isCut: true)
    }
  }

  private func body(_ bytes: [UInt8]) -> ExchangeRecord.Body? {
    guard !bytes.isEmpty else { return nil }
    let redacted = redactor.redact(bytes)
    let kept = redacted.prefix(Self.bodyLimit)
    let isCut = kept.count < redacted.count
    if let text = String(validating: isCut ? kept.droppingCutScalar : kept, as: UTF8.self) {
      return .init(text: text, isBase64: false, size: bytes.count, isCut: isCut)
    }
    return .init(
      text: Base64.encode(Array(kept)), isBase64: true, size: bytes.count, isCut: isCut)
  }
}

extension ArraySlice<UInt8> {
  /// Without the bytes of a scalar that the cut went through.
  fileprivate var droppingCutScalar: Self {
    var end = endIndex
    while end > startIndex, self[end - 1] & 0xC0 == 0x80, endIndex - end < 3 { end -= 1 }
    if end > startIndex, self[end - 1] & 0xC0 == 0xC0 { end -= 1 }
    return self[startIndex..<end]
  }
}
