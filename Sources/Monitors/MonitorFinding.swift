/// One place at which an exchange breaks a monitor's rule.
package struct MonitorFinding: Sendable, Hashable {
  package struct Exchange: Sendable, Hashable {
    package var check: String
    package var number: Int
    package var actor: String
    package var method: String
    package var url: String
    package var status: Int?

    package init(
      check: String, number: Int, actor: String, method: String, url: String, status: Int?
    ) {
      self.check = check
      self.number = number
      self.actor = actor
      self.method = method
      self.url = url
      self.status = status
    }
  }

  /// `nil` where no single exchange is at fault.
  package var exchange: Exchange?
  /// Where in the exchange: a JSONPath, an element's path with its line, a header, a part of the URL.
  package var place: String
  /// What is demanded there, in a few words.
  package var rule: String
  /// What was found instead; short, and whole words only, so that a secret in it can be replaced.
  package var found: String

  package init(exchange: Exchange?, place: String, rule: String, found: String) {
    self.exchange = exchange
    self.place = place
    self.rule = rule
    self.found = found
  }
}

extension ObservedExchange {
  var reference: MonitorFinding.Exchange {
    MonitorFinding.Exchange(
      check: check, number: number, actor: actor.name, method: method, url: url, status: status)
  }
}

/// What a monitor has counted and found so far.
package struct MonitorReport: Sendable {
  /// How many findings are kept; the rest is counted.
  package static let kept = 1000

  /// Opportunities: how many things the rule was held against.
  package private(set) var judged = 0
  package private(set) var findings: [MonitorFinding] = []
  package private(set) var findingCount = 0
  /// What could not be looked at, by reason.
  package private(set) var unjudged: [String: Int] = [:]
  /// Why the monitor cannot say anything at all.
  package var problem: String?
  /// What was seen, for monitors that show it as a table.
  package var table: MonitorTable?

  package init() {}

  mutating func count(_ opportunities: Int = 1) { judged += opportunities }

  mutating func skip(_ reason: String) { unjudged[reason, default: 0] += 1 }

  mutating func add(
    _ view: ExchangeView?, _ place: @autoclosure () -> String, rule: String, found: String
  ) {
    findingCount += 1
    guard findings.count < Self.kept else { return }
    findings.append(
      MonitorFinding(
        exchange: view?.exchange.reference, place: place(), rule: rule, found: found))
  }

  mutating func add(
    _ exchange: MonitorFinding.Exchange, _ place: String, rule: String, found: String
  ) {
    findingCount += 1
    guard findings.count < Self.kept else { return }
    findings.append(
      MonitorFinding(exchange: exchange, place: place, rule: rule, found: found))
  }
}

/// What a monitor has to say in the end.
package struct MonitorResult: Sendable {
  package enum Verdict: String, Sendable {
    case passed, failed, undecided
    case notExercised = "not-exercised"
  }

  /// How many findings are told one by one.
  package static let told = 20

  package var verdict: Verdict
  /// Why it is not `passed`, in one sentence; empty when it is.
  package var reason: String
  package var judged: Int
  /// The first ones, by check and number.
  package var findings: [MonitorFinding]
  package var findingCount: Int
  package var unjudged: [String: Int]
  package var table: MonitorTable?

  init(_ report: MonitorReport, subject: String) {
    judged = report.judged
    findingCount = report.findingCount
    unjudged = report.unjudged
    table = report.table
    findings = Array(
      report.findings.sorted { a, b in
        (a.exchange?.check ?? "", a.exchange?.number ?? 0, a.place, a.rule)
          < (b.exchange?.check ?? "", b.exchange?.number ?? 0, b.place, b.rule)
      }.prefix(Self.told))
    if let first = findings.first {
      verdict = .failed
      let more = report.findingCount - 1
      reason =
        first.summary
        + (more == 0 ? "" : more == 1 ? ", and at 1 other place" : ", and at \(more) other places")
    } else if let problem = report.problem {
      (verdict, reason) = (.undecided, problem)
    } else if judged == 0 {
      verdict = .notExercised
      let skipped = report.unjudged.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      reason =
        "no exchange had \(subject) to judge"
        + (skipped.isEmpty ? "" : "; not looked at: " + skipped.joined(separator: ", "))
    } else {
      (verdict, reason) = (.passed, "")
    }
  }
}

extension MonitorFinding {
  /// `GET /x → 200 (cfo): $.data.label must …, is “…”`, on one line.
  package var summary: String {
    let answer = exchange.map { "\($0.line): " } ?? ""
    return "\(answer)\(place): \(rule)" + (found.isEmpty ? "" : "; found \(found)")
  }
}

extension MonitorFinding.Exchange {
  package var line: String {
    "\(method) \(url) \u{2192} \(status.map(String.init) ?? "no answer") as \(actor)"
  }
}
