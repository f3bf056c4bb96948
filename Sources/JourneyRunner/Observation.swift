import HTTPClient
import JSONTree
import Pages

/// What the last step saw: a response, a page, or what a program printed.
struct Observation {
  enum Source {
    case nothing
    case response(HTTPResponse)
    case command(output: [UInt8], status: Int)
    /// A page, with what a look at it found; `nil` before the first look.
    case page(PageView?)
    case download(PageDownload)
  }

  enum Document {
    case unread
    case value(JSONValue)
    case invalid(String)
  }

  let source: Source
  /// Microseconds.
  let duration: Int
  /// The number of the exchange, to point at in findings.
  let exchange: Int?
  /// The body as JSON, read when the first query asks for it.
  private var document = Document.unread

  init(_ source: Source, duration: Int, exchange: Int?) {
    self.source = source
    self.duration = duration
    self.exchange = exchange
  }

  var response: HTTPResponse? {
    if case .response(let response) = source { response } else { nil }
  }

  var isPage: Bool {
    if case .page = source { true } else { false }
  }

  var body: [UInt8] {
    switch source {
    case .nothing: []
    case .page(let view): view?.source ?? []
    case .download(let download): download.bytes
    case .response(let response): response.body
    case .command(let output, _): output
    }
  }

  mutating func json() -> Document {
    if case .unread = document {
      do {
        document = .value(try JSONValue.parse(body))
      } catch {
        document = .invalid("the body is not JSON: \(error.message), at byte \(error.offset)")
      }
    }
    return document
  }
}
