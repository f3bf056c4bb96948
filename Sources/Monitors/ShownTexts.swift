import JSONTree
import Markup

/// The texts of an answer that reach somebody, all in one row, each with its place.
///
/// A search goes over the row once, however many texts there are: strings of JSON, visible text and
/// comments of pages, plain text. Scripts, style sheets and binary bodies say nothing to people.
struct ShownTexts {
  enum Place {
    case whole
    case comment
    case json(JSONStrings.Path)
    /// The number of a piece of the page.
    case piece(Int)
    /// An element of the page that is not shown, or an attribute of one.
    case element(Int, String?)
    /// The number of a header field.
    case header(Int)
  }

  /// Every text as it is, with a line feed after it.
  private(set) var bytes: [UInt8] = []
  /// Where each text begins in ``bytes``.
  private(set) var starts: [Int] = []
  private(set) var places: [Place] = []

  mutating func append(_ text: String, _ place: Place) {
    starts.append(bytes.count)
    bytes += text.utf8
    bytes.append(0x0A)
    places.append(place)
  }

  mutating func append(_ text: some Sequence<UInt8>, _ place: Place) {
    starts.append(bytes.count)
    bytes += text
    bytes.append(0x0A)
    places.append(place)
  }

  var count: Int { starts.count }

  /// The bytes of a text within the row.
  func range(of text: Int) -> Range<Int> {
    starts[text]..<((text + 1 < starts.count ? starts[text + 1] : bytes.count) - 1)
  }

  /// The text that a byte of the row belongs to.
  func text(at position: Int) -> Int { starts.place(of: position) }

  subscript(text: Int) -> String { String(decoding: bytes[range(of: text)], as: UTF8.self) }
}

extension [Int] {
  /// The last element that is not above a value, by its place; the elements are sorted.
  func place(of value: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return Swift.max(0, low - 1)
  }
}

extension ExchangeView {
  func makeTexts() -> ShownTexts {
    var texts = ShownTexts()
    switch content {
    case .json:
      guard let strings else { break }
      for (text, path) in zip(strings.texts, strings.paths) { texts.append(text, .json(path)) }
      return texts
    case .html:
      guard let page else { break }
      for (number, piece) in page.pieces.enumerated() { texts.append(piece.text, .piece(number)) }
      for comment in MarkupComments.texts(in: exchange.body) { texts.append(comment, .comment) }
      return texts
    case .text: break
    case .script, .binary, .none: return texts
    }
    texts.append(exchange.body, .whole)
    return texts
  }

  func makeWords() -> ShownWords { ShownWords(texts) }

  /// A place for people; made only for findings.
  func name(of place: ShownTexts.Place) -> String {
    switch place {
    case .whole: "the body"
    case .comment: "a comment"
    case .json(let path): path.text
    case .piece(let number): page.map { $0.place(of: $0.pieces[number]) } ?? "the body"
    case .element(let element, let attribute):
      (tree?.path(of: element) ?? "the body") + (attribute.map { "/@\($0)" } ?? "")
    case .header(let number): "header \(exchange.headers[number].name)"
    }
  }
}

/// The comments of a page, which a browser keeps for whoever looks at its source.
enum MarkupComments {
  private static let matcher = MultiMatcher([Array("<!--".utf8), Array("-->".utf8)])

  static func texts(in bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var start: Int?
    var texts: [ArraySlice<UInt8>] = []
    matcher.forEach(in: bytes) { match in
      if match.pattern == 0 {
        start = start ?? match.end
      } else if let begin = start {
        texts.append(bytes[begin..<max(begin, match.end - 3)])
        start = nil
      }
      return texts.count < 1000
    }
    return texts
  }
}
