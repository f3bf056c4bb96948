import CLibCurl
import Glibc

/// One easy handle with its buffers, used for one exchange after another.
///
/// Not `Sendable`: it lives on the driver's thread.
final class Transfer {
  let easy: UnsafeMutableRawPointer
  /// Where the loop finds it among the active ones.
  var index = 0
  private(set) var head = ResponseHead()
  private(set) var body: [UInt8] = []
  /// Why a callback stopped the transfer.
  private(set) var refusal: HTTPError?
  private(set) var exchange: Exchange?
  private var continuation: Exchange.Continuation?

  /// What the handle is set up for, where another exchange can follow without setting it up anew.
  private var setup: Setup?

  /// The parsed form of the URL: handed a text, libcurl would parse it at every exchange.
  private let address: OpaquePointer

  /// Set by `Transfer+Options`, freed when the handle is reset.
  var headerList: UnsafeMutablePointer<curl_slist>?
  var overrideList: UnsafeMutablePointer<curl_slist>?
  var mime: OpaquePointer?
  var file: UnsafeMutablePointer<FILE>?
  let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  init?() {
    let (easy, address) = (curl_easy_init(), curl_url())
    guard let easy, let address else {
      curl_easy_cleanup(easy)
      curl_url_cleanup(address)
      errorText.deallocate()
      return nil
    }
    self.easy = easy
    self.address = address
    errorText.pointee = 0
  }

  deinit {
    reset()
    curl_easy_cleanup(easy)
    curl_url_cleanup(address)
    errorText.deallocate()
  }

  private var limits = HTTPLimits()

  /// The transfer that an easy handle belongs to.
  static func from(_ easy: UnsafeMutableRawPointer) -> Transfer? {
    var context: UnsafeMutablePointer<CChar>?
    guard waymark_get_string(easy, CURLINFO_PRIVATE, &context) == CURLE_OK, let context else {
      return nil
    }
    return Unmanaged<Transfer>.fromOpaque(UnsafeMutableRawPointer(context)).takeUnretainedValue()
  }

  /// Sets the handle up for an exchange; on an error nothing was sent, and `finish` is still due.
  func prepare(
    _ exchange: Exchange, _ continuation: Exchange.Continuation
  ) throws(HTTPError) {
    self.exchange = exchange
    self.continuation = continuation
    limits = exchange.request.limits
    head.removeAll()
    body = []
    refusal = nil
    errorText.pointee = 0
    if try setup?.adapt(to: exchange.request, self) != true {
      reset()
      try setOptions(for: exchange.request)
      setup = Setup(exchange.request)
    }
  }

  /// Whether the handle is set up for a request like this.
  func isSetUp(for request: HTTPRequest) -> Bool {
    setup?.url == request.url
  }

  /// Keeps a header line; the count of its bytes, or 0 where it is one too many.
  func take(header line: UnsafeRawBufferPointer) -> Int {
    guard head.append(line, limit: limits.maxHeaderBytes) else {
      refusal = .headersTooLarge(limit: limits.maxHeaderBytes)
      return 0
    }
    return line.count
  }

  /// Keeps a piece of the body; the count of its bytes, or 0 where it is one too many.
  func take(body piece: UnsafeRawBufferPointer) -> Int {
    guard body.count + piece.count <= limits.maxBodyBytes else {
      refusal = .bodyTooLarge(limit: limits.maxBodyBytes)
      return 0
    }
    body.append(contentsOf: piece)
    return piece.count
  }

  /// Tells the result and makes ready for another exchange.
  func finish(_ result: Exchange.Outcome) {
    let continuation = continuation
    self.continuation = nil
    exchange = nil
    body = []
    // What a failure left in the handle is nothing to build on.
    if case .failure = result { setup = nil }
    if setup == nil { reset() }
    continuation?.resume(returning: result)
  }

  func setURL(_ url: HTTPURL) throws(HTTPError) {
    let code = curl_url_set(address, CURLUPART_URL, url.text, 0)
    guard code == CURLUE_OK else {
      throw .invalidRequest(String(cString: curl_url_strerror(code)))
    }
    set(CURLOPT_CURLU, pointer: UnsafeMutableRawPointer(address))
  }

  private func reset() {
    setup = nil
    curl_easy_reset(easy)
    curl_slist_free_all(headerList)
    headerList = nil
    curl_slist_free_all(overrideList)
    overrideList = nil
    curl_mime_free(mime)
    mime = nil
    if let file { fclose(file) }
    file = nil
  }
}
