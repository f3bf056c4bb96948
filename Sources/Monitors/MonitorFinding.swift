/// One place at which an exchange breaks a monitor's rule.
package struct MonitorFinding: Sendable, Hashable {
  package struct Exchange: Sendable, Hashable {
    package var check: String
    package var number: Int
    package var actor: String
    package var kind: ObservedExchange.Kind
    package var method: String
    package var url: String
    package var status: Int?

    package init(
      check: String, number: Int, actor: String, kind: ObservedExchange.Kind = .api,
      method: String, url: String, status: Int?
    ) {
      self.check = check
      self.number = number
      self.actor = actor
      self.kind = kind
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
  /// What was found instead; short, and without credentials.
  package var found: String
  /// How often it was found: at this place, and at places of other exchanges that differ in numbers
  /// alone.
  package var times: Int

  package init(exchange: Exchange?, place: String, rule: String, found: String, times: Int = 1) {
    self.exchange = exchange
    self.place = place
    self.rule = rule
    self.found = found
    self.times = times
  }
}

extension ObservedExchange {
  var reference: MonitorFinding.Exchange { reference(CredentialMask(Credentials.own(of: self))) }

  /// What names the exchange in a finding; credentials in its address are left out.
  func reference(_ mask: CredentialMask) -> MonitorFinding.Exchange {
    MonitorFinding.Exchange(
      check: check, number: number, actor: actor.name, kind: kind, method: method,
      url: mask.masked(address: url), status: status)
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
  /// Some of each kind, by check and number.
  package var findings: [MonitorFinding]
  package var findingCount: Int
  package var unjudged: [String: Int]
  package var table: MonitorTable?

  init(_ report: MonitorReport, subject: String) {
    judged = report.judged
    findingCount = report.findingCount
    unjudged = report.unjudged
    table = report.table
    findings = Self.told(of: report.findings.sorted { $0.precedes($1) })
    if let first = findings.first {
      verdict = .failed
      let more = report.findingCount - 1
      reason =
        first.summary
        + (more == 0 ? "" : more == 1 ? ", and once more" : ", and \(more) times more")
    } else if let problem = report.problem {
      (verdict, reason) = (.undecided, problem)
    } else if judged == 0 || table?.unseenCount ?? 0 > 0 {
      verdict = .notExercised
      let skipped = report.unjudged.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      let lack =
        judged > 0
        ? table.map { "\($0.unseenCount) of \($0.cellCount) cells of the matrix were not seen" }
        : nil
      reason =
        (lack ?? "no exchange had \(subject) to judge")
        + (skipped.isEmpty ? "" : "; not looked at: " + skipped.joined(separator: ", "))
    } else {
      (verdict, reason) = (.passed, "")
    }
  }

  /// So many that a reader gets through, and none hidden by what is found everywhere: one of each
  /// rule and thing found goes before others like it.
  private static func told(of findings: [MonitorFinding]) -> [MonitorFinding] {
    var seen: Set<[String]> = []
    var (firsts, others): ([Int], [Int]) = ([], [])
    for (place, finding) in findings.enumerated() {
      let isFirst = seen.insert([finding.rule, MonitorReport.folded(finding.found)]).inserted
      if isFirst { firsts.append(place) } else { others.append(place) }
    }
    return (firsts + others).prefix(told).sorted().map { findings[$0] }
  }
}

extension MonitorFinding {
  /// By check, number and place, whatever order they were found in.
  func precedes(_ other: MonitorFinding) -> Bool {
    (exchange?.check ?? "", exchange?.number ?? 0, place, rule)
      < (other.exchange?.check ?? "", other.exchange?.number ?? 0, other.place, other.rule)
  }

  /// `GET /x → 200 (cfo): $.data.label must …, is “…”`, on one line.
  package var summary: String {
    let answer = exchange.map { "\($0.line): " } ?? ""
    return "\(answer)\(place): \(rule)" + (found.isEmpty ? "" : "; found \(found)")
  }
}

extension MonitorFinding.Exchange {
  package var line: String {
    let answer = status.map(String.init) ?? (kind == .browser ? "shown" : "no answer")
    return "\(method) \(url) \u{2192} \(answer) as \(actor)"
  }
}
