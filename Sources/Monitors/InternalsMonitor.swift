/// What of a system's inside must not be shown.
package struct InternalsRule: Sendable {
  package enum Detail: String, Sendable, Hashable, CaseIterable {
    case stackTraces = "stack-traces"
    case sql
    case addresses
    case keys
    case paths
    case engines
  }

  package enum Addresses: String, Sendable, CaseIterable {
    /// Private, loopback and link-local ones (RFC 1918, RFC 3927).
    case `private`
    case all
  }

  package var details: [Detail]
  package var addresses: Addresses

  package init(details: [Detail] = Detail.allCases, addresses: Addresses = .private) {
    self.details = details
    self.addresses = addresses
  }
}

/// Looks for stack traces, SQL, addresses, keys and file paths in what answers show.
///
/// Each kind takes one pass over all texts of an answer; the form of what is meant is looked for only
/// around words that it always has.
struct InternalsMonitor: Watching {
  /// Of each kind so many are told of one exchange.
  private static let most = 20

  private let rule: InternalsRule

  init(_ rule: InternalsRule) { self.rule = rule }

  let subject = "text"

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    let texts = view.texts
    guard texts.count > 0 else { return }
    report.count()
    for detail in rule.details {
      let places =
        detail == .addresses
        ? AddressScan.all(in: texts, rule.addresses, except: view.host, most: Self.most)
        : InternalForms.all(of: detail, in: texts, most: Self.most)
      for place in places {
        let text = texts.text(at: place)
        if detail == .addresses, Self.isVersion(texts.places[text]) { continue }
        let found = report.excerpt(
          texts[text], around: place - texts.starts[text], of: view)
        report.add(
          view, view.name(of: texts.places[text]), rule: "no \(detail.words)", found: found.quoted)
      }
    }
  }
}

extension InternalsMonitor {
  /// Whether the name of a member says that its four numbers are no address.
  fileprivate static func isVersion(_ place: ShownTexts.Place) -> Bool {
    guard case .json(let path) = place, let name = path.name else { return false }
    return ASCII.lowercased(name).hasSuffix("version")
  }
}

extension InternalsRule.Detail {
  var words: String {
    switch self {
    case .stackTraces: "stack trace"
    case .sql: "SQL"
    case .addresses: "network address"
    case .keys: "key material"
    case .paths: "path of a file"
    case .engines: "message of a database or runtime"
    }
  }
}
