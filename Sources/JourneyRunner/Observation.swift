import HTTPClient
import JSONTree
import Pages
import Queries

/// What the last step saw: a response, a page, or what a program printed.
struct Observation {
  enum Source {
    case nothing
    /// Behind a reference, for it is looked at more often than it comes.
    indirect case response(HTTPResponse)
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
  /// The body as JSON, read when the first query asks for all of it.
  private var document = Document.unread
  /// How many queries had the body searched for single values; a tree of it pays from a few on.
  private var searches = 0

  private static let maximumSearches = 4

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

  /// What a path finds, where that is known without the whole document.
  mutating func valueWithoutDocument(at path: JSONPath) -> QueryValue? {
    guard case .unread = document, searches < Self.maximumSearches else { return nil }
    searches += 1
    return path.value(inText: body)
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
