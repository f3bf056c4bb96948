import JSONTree
import Markup

/// An exchange with what monitors want to know of it, each worked out once and only when asked for.
///
/// It is confined to the task that judges the exchange.
package final class ExchangeView {
  /// What the body is, by its media type, or by its first byte where none is told.
  enum Content: Sendable, Hashable {
    case json, html, text, script, binary, none
  }

  /// Bodies beyond this are searched as plain text; nothing is told of their structure.
  static let structureLimit = 2 << 20

  let exchange: ObservedExchange
  /// The path without the target's base, and the query.
  let path: String
  let query: String
  let route: RequestPath

  package init(_ exchange: ObservedExchange) {
    self.exchange = exchange
    (path, query) = URLParts.pathAndQuery(of: exchange.url)
    route = RequestPath(path)
  }

  var status: Int { exchange.status ?? 0 }
  var isSuccess: Bool { 200..<300 ~= status }

  lazy var content: Content = Self.content(of: exchange)

  /// Tells the body, and what its type says of it, from others; made with a seed of this process's own
  /// (64 bits), so that no target can choose two that it takes for one.
  lazy var bodyKey: Int = {
    var hasher = Hasher()
    hasher.combine(exchange.headers.first("Content-Type"))
    hasher.combine(exchange.isOfBrowser)
    exchange.body.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }()

  /// The same of a body in some circumstances.
  func bodyKey(with circumstances: some Hashable) -> Int {
    var hasher = Hasher()
    hasher.combine(bodyKey)
    hasher.combine(circumstances)
    return hasher.finalize()
  }

  /// Whether the body is larger than what is read as a tree.
  var isLarge: Bool { exchange.body.count > Self.structureLimit }

  /// The body as JSON; `nil` where it is none or too large.
  lazy var json: JSONValue? = {
    guard content == .json, !isLarge else { return nil }
    return try? JSONValue.parse(exchange.body)
  }()

  /// Strings and figures of the body; `nil` where it is no JSON.
  lazy var strings: JSONStrings? = json.map { JSONStrings($0) }

  /// The elements of a page; `nil` where the body is none, or too large.
  lazy var tree: MarkupTree? = {
    guard content == .html, !isLarge else { return nil }
    return try? HTMLDocument.parse(exchange.body, encoding: charset).tree
  }()

  /// Regions of a page and what they say.
  lazy var page: PageText? = tree.map(PageText.init)

  /// What the answer says, to be searched as it is.
  lazy var texts: ShownTexts = makeTexts()

  /// What the answer tells whoever looks behind it, to be searched as it is.
  lazy var asides: ShownTexts = AsideTexts.of(self)

  /// What the answer says to everybody, to be searched for phrases.
  lazy var words: ShownWords = makeWords()

  /// How many amounts of money each piece of the page names.
  lazy var money: [Int] = page?.pieces.map { MoneyScan.count(in: Array($0.text.utf8)) } ?? []

  /// What the exchange itself shows to be a credential, by what it is.
  lazy var credentials: [String: String] = Credentials.own(of: exchange)

  /// Takes the credentials of the exchange out of texts of findings.
  lazy var mask = CredentialMask(credentials)

  /// Whether it brought a page that a browser shows as an exchange of its own.
  var isShownApart: Bool {
    guard exchange.isOfBrowser, !(300..<400 ~= status) else { return false }
    let type = ASCII.lowercased(exchange.headers.first("Content-Type") ?? "")
    return type.hasPrefix("text/html") || type.hasPrefix("application/xhtml+xml")
  }

  /// The host that was asked.
  var host: String { URLParts.host(of: exchange.url) }

  /// What names the exchange in findings.
  lazy var reference: MonitorFinding.Exchange = exchange.reference(mask)

  /// The body as it came and with its escapes undone, layer by layer; empty for binary ones.
  lazy var layers: [[UInt8]] =
    content == .binary || content == .none ? [] : EscapeDecoding.layers(of: exchange.body)

  /// The charset that the transport names.
  private var charset: String? {
    let type = ASCII.lowercased(exchange.headers.first("Content-Type") ?? "")
    guard let name = type.firstRange(of: "charset=") else { return nil }
    return String(type[name.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" })
  }

  private static func content(of exchange: ObservedExchange) -> Content {
    guard !exchange.body.isEmpty else { return .none }
    let type = ASCII.lowercased(
      exchange.headers.first("Content-Type")?.prefix { $0 != ";" } ?? "")
    let name = ASCII.trimmed(type)
    if name == "application/json" || name.hasSuffix("+json") { return .json }
    // What a script gets is no page.
    if name == "text/html" || name == "application/xhtml+xml" {
      return exchange.isOfBrowser ? .text : .html
    }
    if name == "text/css" || name.hasSuffix("javascript") || name.hasSuffix("ecmascript") {
      return .script
    }
    if name.hasPrefix("text/") || name.hasSuffix("xml") || name.hasSuffix("yaml")
      || name == "application/x-ndjson" || name == "application/x-www-form-urlencoded"
    {
      return .text
    }
    guard name.isEmpty || name == "application/octet-stream" else { return .binary }
    return sniffed(exchange.body)
  }

  /// A body of no known type is text unless a control character stands near its beginning.
  private static func sniffed(_ body: [UInt8]) -> Content {
    let start = body.prefix(512)
    if start.contains(where: { $0 < 0x20 && !ASCII.isSpace($0) }) { return .binary }
    switch start.first(where: { !ASCII.isSpace($0) }) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return .json
    case UInt8(ascii: "<"):
      let head = ASCII.lowercased(String(decoding: start, as: UTF8.self))
      return head.contains("<html") || head.contains("<!doctype html") ? .html : .text
    default: return .text
    }
  }
}

/// The parts of an address that rules speak of (RFC 3986, section 3).
enum URLParts {
  static func pathAndQuery(of url: String) -> (path: String, query: String) {
    let bytes = Array(url.utf8)
    var start = 0
    if let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 2 < bytes.count,
      bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/"),
      !bytes[..<colon].contains(UInt8(ascii: "/"))
    {
      start = bytes[(colon + 3)...].firstIndex { isEndOfAuthority($0) } ?? bytes.count
    }
    let rest = bytes[start...].prefix { $0 != UInt8(ascii: "#") }
    let path = rest.prefix { $0 != UInt8(ascii: "?") }
    let query = rest.dropFirst(path.count + 1)
    return (
      path.isEmpty ? "/" : String(decoding: path, as: UTF8.self),
      String(decoding: query, as: UTF8.self)
    )
  }

  /// Without port and user.
  static func host(of url: String) -> String {
    guard let start = url.firstRange(of: "://")?.upperBound else { return "" }
    let authority = url[start...].prefix { !"/?#".contains($0) }
    let host = authority.split(separator: "@").last ?? ""
    return String(host.hasPrefix("[") ? host.prefix { $0 != "]" } : host.prefix { $0 != ":" })
  }

  private static func isEndOfAuthority(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  /// With percent-encoding undone (RFC 3986, section 2.1).
  static func decoded(_ text: some StringProtocol) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = ASCII.hexValue(bytes[index + 1]), let low = ASCII.hexValue(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Names and values of a query, undecoded.
  static func parameters(of query: some StringProtocol) -> [(name: String, value: String)] {
    query.split(separator: "&").map { pair in
      let name = pair.prefix { $0 != "=" }
      return (String(name), String(pair.dropFirst(name.count + 1)))
    }
  }
}
