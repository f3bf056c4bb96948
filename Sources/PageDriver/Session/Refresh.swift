import HTTPClient
import Markup

/// `Refresh` header fields and `meta http-equiv=refresh`, where they lead on soon.
enum Refresh {
  /// Where a page leads by itself within five seconds; `nil` where it stays.
  static func target(of page: HTMLPage, _ headers: [HTTPField]) -> HTTPURL? {
    let values = headers.values(of: "Refresh") + [DocumentHead(page.tree).refresh].compactMap { $0 }
    guard let value = values.first, let (delay, address) = parse(value), delay <= 5 else {
      return nil
    }
    guard let target = try? page.base.resolving(address) else { return nil }
    // A page that asks for itself after a while only wants to be up to date.
    return delay > 0 && target.withoutFragment == page.url ? nil : target
  }

  /// WHATWG HTML, section 4.2.5.3, "shared declarative refresh steps".
  private static func parse(_ value: String) -> (delay: Int, address: String)? {
    var rest = value[...].drop { $0.isASCIIWhitespace }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard let delay = digits.isEmpty && rest.first == "." ? 0 : Int(digits) else { return nil }
    rest = rest.dropFirst(digits.count).drop { ($0.isASCII && $0.isNumber) || $0 == "." }
    rest = rest.drop { $0.isASCIIWhitespace || $0 == ";" || $0 == "," }
    if rest.lowercased().hasPrefix("url") {
      let after = rest.dropFirst(3).drop { $0.isASCIIWhitespace }
      if after.first == "=" { rest = after.dropFirst().drop { $0.isASCIIWhitespace } }
    }
    if let quote = rest.first, quote == "\"" || quote == "'" {
      rest = rest.dropFirst().prefix { $0 != quote }
    }
    return (delay, String(rest).trimmedASCII)
  }
}
