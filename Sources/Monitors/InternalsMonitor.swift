/// What of a system's inside must not be shown.
package struct InternalsRule: Sendable {
  package enum Detail: String, Sendable, Hashable, CaseIterable {
    case stackTraces = "stack-traces"
    case sql
    case addresses
    case keys
    case paths
    case engines
    case connections
    case hosts
    case environment
    case headers
  }

  package enum Addresses: String, Sendable, CaseIterable {
    /// Private, shared, loopback and link-local ones (RFC 1918, 3927, 4193, 4291 and 6598).
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

/// Looks for stack traces, SQL, addresses, names of hosts, keys, file paths and the like in what
/// answers show, and in what they tell whoever looks behind it.
///
/// Each kind takes one pass over all texts of an answer; the form of what is meant is looked for only
/// around words that it always has.
struct InternalsMonitor: Watching {
  /// Of each kind so many are told of one exchange.
  private static let most = 20

  private let rule: InternalsRule
  private let before = JudgedBefore()

  init(_ rule: InternalsRule) { self.rule = rule }

  let subject = "text"

  mutating func observe(_ view: ExchangeView, _ report: inout MonitorReport) {
    let judged = report.judged
    let circumstances = [view.host, view.exchange.isConsole ? "#console" : ""]
    before.judge(view.bodyKey(with: circumstances), &report) { report in
      guard view.texts.count > 0 || view.asides.count > 0 else { return }
      report.count()
      if view.texts.count > 0 { judge(view.texts, view, &report) }
      judge(view.asides, view, &report)
    }
    let headers = AsideTexts.headers(of: view.exchange)
    guard headers.count > 0 else { return }
    if report.judged == judged { report.count() }
    let debugging =
      rule.details.contains(.headers) && view.exchange.tellsHeaders
      ? DebugHeaders.all(in: view.exchange.headers) : []
    judge(headers, view, &report, except: Set(debugging.map(\.header.name)))
    for (header, rule) in debugging {
      report.add(
        view, "header \(header.name)", rule: rule,
        found: report.excerpt(header.value, of: view).quoted)
    }
  }

  /// - Parameter debugging: The names of headers that are findings anyhow, whose program and version
  ///   are no second one.
  private func judge(
    _ texts: ShownTexts, _ view: ExchangeView, _ report: inout MonitorReport,
    except debugging: Set<String> = []
  ) {
    var found = InternalForms.all(
      of: rule.details, in: texts, except: view.host, most: Self.most)
    if view.exchange.isConsole, rule.details.contains(.stackTraces) {
      found[.stackTraces] =
        InternalForms.all(
          of: [.stackTraces], in: texts.withoutScripts, except: view.host, most: Self.most)[
          .stackTraces]
    }
    if rule.details.contains(.addresses) {
      found[.addresses, default: .init()].all = AddressScan.all(
        in: texts, rule.addresses, except: view.host, most: Self.most)
    }
    for detail in rule.details {
      guard let places = found[detail] else { continue }
      if places.isCut { report.skip("too full of what might be \(detail.words) to look at it all") }
      for place in places.all {
        let text = texts.text(at: place)
        if detail == .addresses, Self.isVersion(texts.places[text]) { continue }
        if detail == .engines, case .header(let number) = texts.places[text],
          debugging.contains(view.exchange.headers[number].name)
        {
          continue
        }
        let range = texts.range(of: text)
        let found = report.excerpt(
          texts.bytes[range], around: place - range.lowerBound, of: view)
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
    case .connections: "connection string"
    case .hosts: "name of an inner host"
    case .environment: "environment variable"
    case .headers: "header for debugging"
    }
  }
}
