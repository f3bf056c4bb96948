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
/// One pass over the body looks for words that all of these have; texts are looked at one by one
/// only where such a word stands.
struct InternalsMonitor: Watching {
  private let rule: InternalsRule
  private let triggers: MultiMatcher

  init(_ rule: InternalsRule) {
    self.rule = rule
    triggers = MultiMatcher(
      InternalForms.triggers(for: rule.details).map { Array($0.utf8) })
  }

  let subject = "text"

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    switch view.content {
    case .json, .html, .text: break
    case .script, .binary, .none: return
    }
    report.count()
    let isSuspicious = view.layers.contains { layer in
      triggers.isFound(in: layer)
        || rule.details.contains(.addresses) && AddressScan.isFound(in: layer, rule.addresses)
    }
    guard isSuspicious else { return }
    if view.isLarge {
      for layer in view.layers {
        tell(String(decoding: layer, as: UTF8.self), view, &report) { "the body" }
      }
      return
    }
    for shown in view.shownTexts { tell(shown.text, view, &report, shown.place) }
  }

  private func tell(
    _ text: String, _ view: ExchangeView, _ report: inout MonitorReport, _ place: () -> String
  ) {
    let bytes = Array(text.utf8)
    for detail in rule.details {
      let found =
        detail == .addresses
        ? AddressScan.first(in: bytes, rule.addresses)
        : InternalForms.first(of: detail, in: bytes)
      guard let found else { continue }
      report.add(
        view, place(), rule: "no \(detail.words)", found: text.excerpt(around: found).quoted)
    }
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
