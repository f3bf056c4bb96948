import JSONTree
import Markup

/// The texts of an answer that reach somebody, each with its place.
struct ShownText {
  var text: String
  /// Made only for findings.
  var place: () -> String
}

extension ExchangeView {
  /// What the answer says: strings and names of JSON, visible text and comments of pages, plain text.
  ///
  /// Scripts, style sheets and binary bodies say nothing to people.
  var shownTexts: [ShownText] {
    switch content {
    case .json:
      guard let json else { return [whole] }
      var texts: [ShownText] = []
      JSONStrings.visit(json) { text, path in
        texts.append(ShownText(text: text) { path.text })
      }
      return texts
    case .html:
      guard let page else { return [whole] }
      let pieces = page.pieces.map { piece in
        ShownText(text: piece.text) { page.place(of: piece) }
      }
      return pieces
        + MarkupComments.texts(in: exchange.body).map { text in
          ShownText(text: text) { "a comment" }
        }
    case .text: return [whole]
    case .script, .binary, .none: return []
    }
  }

  private var whole: ShownText {
    ShownText(text: String(decoding: exchange.body, as: UTF8.self)) { "the body" }
  }
}

/// Walks over the strings of a JSON value.
enum JSONStrings {
  /// A place in a document, written only when it is asked for.
  indirect enum Path {
    case root
    case member(Path, String)
    case element(Path, Int)

    /// A normalized path, with dots where a name allows it.
    var text: String {
      switch self {
      case .root: "$"
      case .element(let parent, let index): "\(parent.text)[\(index)]"
      case .member(let parent, let name):
        JSONStrings.isPlain(name)
          ? "\(parent.text).\(name)" : "\(parent.text)[\(JSONValue.string(name).serialized())]"
      }
    }
  }

  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "_") }
      && !ASCII.isDigit(name.utf8.first ?? 0)
  }

  static func visit(_ value: JSONValue, _ body: (String, Path) -> Void) {
    visit(value, .root, body)
  }

  private static func visit(_ value: JSONValue, _ path: Path, _ body: (String, Path) -> Void) {
    switch value {
    case .string(let text): body(text, path)
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        visit(element, .element(path, index), body)
      }
    case .object(let object):
      for (key, value) in object.pairs { visit(value, .member(path, key), body) }
    case .null, .bool, .number: break
    }
  }
}

/// The comments of a page, which a browser keeps for whoever looks at its source.
enum MarkupComments {
  static func texts(in bytes: [UInt8]) -> [String] {
    let matcher = MultiMatcher([Array("<!--".utf8), Array("-->".utf8)])
    var start: Int?
    var texts: [String] = []
    matcher.forEach(in: bytes) { match in
      if match.pattern == 0 {
        start = start ?? match.end
      } else if let begin = start {
        texts.append(String(decoding: bytes[begin..<max(begin, match.end - 3)], as: UTF8.self))
        start = nil
      }
      return texts.count < 1000
    }
    return texts
  }
}
