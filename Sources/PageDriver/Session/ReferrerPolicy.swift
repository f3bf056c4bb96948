import HTTPClient

/// How much of its address a document tells (W3C Referrer Policy, section 3).
enum ReferrerPolicy: String, Sendable {
  case noReferrer = "no-referrer"
  case noReferrerWhenDowngrade = "no-referrer-when-downgrade"
  case sameOrigin = "same-origin"
  case origin
  case strictOrigin = "strict-origin"
  case originWhenCrossOrigin = "origin-when-cross-origin"
  case strictOriginWhenCrossOrigin = "strict-origin-when-cross-origin"
  case unsafeURL = "unsafe-url"

  /// The last policy known that the header fields name; a `meta` goes before them.
  init(header: [String], meta: String?) {
    let names = header.flatMap { $0.split(separator: ",") } + [meta ?? ""].map { $0[...] }
    let policies = names.compactMap { Self(rawValue: String($0).trimmedASCII.lowercased()) }
    self = policies.last ?? .strictOriginWhenCrossOrigin
  }

  /// The value of `Referer` for a request from one address to another; `nil` for none.
  func referrer(from source: HTTPURL, to target: HTTPURL) -> String? {
    let isSame = source.hasSameOrigin(as: target)
    let isDowngrade = source.scheme == "https" && target.scheme == "http"
    let origin = "\(source.siteText)/"
    switch self {
    case .noReferrer: return nil
    case .noReferrerWhenDowngrade: return isDowngrade ? nil : source.referrerText
    case .sameOrigin: return isSame ? source.referrerText : nil
    case .origin: return origin
    case .strictOrigin: return isDowngrade ? nil : origin
    case .originWhenCrossOrigin: return isSame ? source.referrerText : origin
    case .strictOriginWhenCrossOrigin:
      return isSame ? source.referrerText : isDowngrade ? nil : origin
    case .unsafeURL: return source.referrerText
    }
  }

  /// The value of `Origin` for a request that writes (Fetch, section 3.2).
  func origin(from source: HTTPURL, to target: HTTPURL) -> String {
    let isDowngrade = source.scheme == "https" && target.scheme == "http"
    return switch self {
    case .noReferrer: "null"
    case .noReferrerWhenDowngrade, .strictOrigin, .strictOriginWhenCrossOrigin:
      isDowngrade ? "null" : source.siteText
    case .sameOrigin: source.hasSameOrigin(as: target) ? source.siteText : "null"
    case .origin, .originWhenCrossOrigin, .unsafeURL: source.siteText
    }
  }
}

extension HTTPURL {
  /// Scheme, host and port as `Origin` has them: the port only where it is not the usual one.
  var siteText: String {
    let usual = scheme == "https" ? 443 : 80
    return "\(scheme)://\(host)\(port == usual ? "" : ":\(port)")"
  }

  /// Without fragment and credentials.
  fileprivate var referrerText: String { siteText + path + (query.map { "?\($0)" } ?? "") }

  var withoutFragment: HTTPURL {
    guard fragment != nil else { return self }
    let text = String(text.prefix { $0 != "#" })
    return (try? HTTPURL(text)) ?? self
  }

  /// As messages name a page of the target: the path with its query; elsewhere the whole address.
  func described(from base: HTTPURL?) -> String {
    guard let base, hasSameOrigin(as: base) else { return text }
    return path + (query.map { "?\($0)" } ?? "")
  }
}
