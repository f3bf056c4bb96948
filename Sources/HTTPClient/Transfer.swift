import CLibCurl
import Glibc

/// One easy handle with its buffers, used for one exchange after another.
///
/// Not `Sendable`: it lives on the driver's thread.
final class Transfer {
  let easy: UnsafeMutableRawPointer
  /// Where the loop finds it among the active ones.
  var index = 0
  var head = ResponseHead()
  var body: [UInt8] = []
  /// Why a callback stopped the transfer.
  var refusal: HTTPError?
  private(set) var exchange: Exchange?

  /// Set by `Transfer+Options`, freed when the exchange is over.
  var headerList: UnsafeMutablePointer<curl_slist>?
  var overrideList: UnsafeMutablePointer<curl_slist>?
  var mime: OpaquePointer?
  var file: UnsafeMutablePointer<FILE>?
  let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  init?() {
    guard let easy = curl_easy_init() else {
      errorText.deallocate()
      return nil
    }
    self.easy = easy
    errorText.pointee = 0
  }

  deinit {
    release()
    curl_easy_cleanup(easy)
    errorText.deallocate()
  }

  var token: TransferToken? { exchange?.token }

  private(set) var limits = HTTPLimits()

  /// The transfer that an easy handle belongs to.
  static func from(_ easy: UnsafeMutableRawPointer) -> Transfer? {
    var context: UnsafeMutablePointer<CChar>?
    guard waymark_get_string(easy, CURLINFO_PRIVATE, &context) == CURLE_OK, let context else {
      return nil
    }
    return from(context: UnsafeMutableRawPointer(context))
  }

  static func from(context: UnsafeMutableRawPointer) -> Transfer {
    Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  }

  /// Sets the handle up for an exchange; on an error nothing was sent, and `finish` is still due.
  func prepare(_ exchange: Exchange) throws(HTTPError) {
    self.exchange = exchange
    limits = exchange.request.limits
    head.removeAll()
    body = []
    refusal = nil
    errorText.pointee = 0
    try setOptions(for: exchange.request)
  }

  /// Tells the result and makes ready for another exchange.
  func finish(_ result: Exchange.Outcome) {
    let exchange = exchange
    self.exchange = nil
    body = []
    release()
    exchange?.finish(result)
  }

  private func release() {
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
