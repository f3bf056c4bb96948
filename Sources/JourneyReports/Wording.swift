package import RunEvents

/// The words of all reports for people, in one place so that they agree.
package enum Wording {
  /// One sentence that says how the run ended, for a banner and the last line of a console.
  ///
  /// Only a run in which every promise is kept gets words that sound like success.
  package static func headline(_ model: ReportModel) -> String {
    let totals = model.totals
    let all = count(totals.obligations, "promise")
    let broken = totals.count(Standing.broken)
    let unknown = totals.count(Standing.unknown)
    let unchecked = totals.count(Standing.unchecked)
    let kept = totals.count(Standing.kept)
    let executed = model.checks.contains {
      !$0.isDeselected && [.passed, .failed, .undecided].contains($0.verdict)
    }
    if broken > 0 { return "\(broken) of \(all) \(broken == 1 ? "is" : "are") broken" }
    if model.end == nil { return "The run was killed: what it left out is unknown" }
    if model.end?.isInterrupted == true {
      return "The run was interrupted: what it left out is unknown"
    }
    if totals.obligations == 0 { return "Nothing was verified: no promise was selected" }
    if !executed, kept == 0 { return "Nothing was verified: no check was executed" }
    let failed = model.monitors(.failed)
    if failed > 0 { return "\(count(failed, "monitor")) of the run failed; no promise names it" }
    if unknown > 0 { return "\(unknown) of \(all) could not be judged; none is known to be broken" }
    let undecided = model.monitors(.undecided)
    if undecided > 0 { return "\(count(undecided, "monitor")) of the run could not judge" }
    if unchecked > 0 {
      return "\(kept) of \(all) \(kept == 1 ? "is" : "are") kept; nothing is known about the other "
        + "\(unchecked)"
    }
    return totals.deselected > 0
      ? "All \(kept) selected promises are kept; \(totals.deselected) were left out"
      : "All \(kept) promises are kept"
  }

  /// The worst of a run, which colours its banner; not kept unless everything is.
  package static func standing(_ model: ReportModel) -> Standing {
    let totals = model.totals
    if totals.count(Standing.broken) > 0 || model.monitors(.failed) > 0 { return .broken }
    if model.end == nil || model.end?.isInterrupted == true { return .unknown }
    if totals.count(Standing.unknown) > 0 || model.monitors(.undecided) > 0 { return .unknown }
    return totals.count(Standing.kept) == totals.obligations && totals.obligations > 0
      ? .kept : .unchecked
  }

  package static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(number == 1 ? noun : noun + "s")"
  }

  /// A verdict as people read it.
  package static func word(_ verdict: Verdict) -> String {
    verdict == .notExercised ? "not exercised" : verdict.rawValue
  }

  /// `2 undecided, 1 not exercised`: the verdicts behind one of the four words.
  package static func verdicts(_ standing: Standing, _ totals: ReportTotals) -> String {
    Verdict.allCases.filter { $0.standing == standing && totals.count($0) > 0 }
      .map { "\(totals.count($0)) \(word($0))" }.joined(separator: ", ")
  }

  /// What the four words mean.
  package static func meaning(_ standing: Standing) -> String {
    switch standing {
    case .kept: "a check showed it, or a person attests it"
    case .broken: "a check showed that it does not hold"
    case .unknown: "it could not be judged"
    case .unchecked: "nothing checks it"
    }
  }

  package static func glyph(_ standing: Standing) -> String {
    switch standing {
    case .kept: "\u{2713}"
    case .broken: "\u{2715}"
    case .unknown: "?"
    case .unchecked: "\u{25CB}"
    }
  }

  /// `2026-03-02 08:15:30 UTC` of an ISO 8601 time in UTC; other texts as they are.
  package static func time(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count >= 20, scalars[10] == "T", scalars.last == "Z" else { return text }
    return String(String.UnicodeScalarView(scalars[..<10])) + " "
      + String(String.UnicodeScalarView(scalars[11..<19])) + " UTC"
  }

  /// A duration in the unit that reads best.
  package static func duration(_ microseconds: Int) -> String {
    switch microseconds {
    case ..<1_000: "\(microseconds) \u{B5}s"
    case ..<1_000_000: "\(microseconds / 1_000) ms"
    case ..<60_000_000:
      "\(microseconds / 1_000_000).\(microseconds % 1_000_000 / 100_000) s"
    default: "\(microseconds / 60_000_000) min \(microseconds / 1_000_000 % 60) s"
    }
  }

  /// `GET http://…/overview → 200`, for one line.
  package static func exchange(_ exchange: ExchangeRecord) -> String {
    let answer =
      exchange.response.map { "\($0.status)" } ?? exchange.error ?? "no response"
    return "\(exchange.request.method) \(exchange.request.url) \u{2192} \(answer) "
      + "(\(duration(exchange.duration)))"
  }

  /// The beginning of a text, cut between scalars, with a mark where something is missing.
  package static func cut(_ text: String, _ limit: Int) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "\u{2026}"
  }

  /// `build/junit.xml, 2 days old, commit 4f1c2d9`: where the result of an external check is from.
  package static func evidence(_ evidence: EvidenceRecord, _ run: RunStarted) -> String {
    let commit = evidence.commit.map { ", commit \($0.prefix(12))" } ?? ""
    let stale = evidence.isStale ? ", too old to count" : ""
    return "\(evidence.source), \(age(evidence, run)) old\(commit)\(stale)"
  }

  /// How old evidence was when the run began, in the unit that reads best.
  static func age(_ evidence: EvidenceRecord, _ run: RunStarted) -> String {
    let ran = ReportClock(startedAt: evidence.ranAt).milliseconds(after: 0)
    let began = ReportClock(startedAt: run.startedAt).milliseconds(after: 0)
    let minutes = max(0, began - ran) / 60_000
    switch minutes {
    case ..<120: return count(minutes, "minute")
    case ..<2880: return count(minutes / 60, "hour")
    default: return count(minutes / 1440, "day")
    }
  }

  /// A command that runs one check again; of a monitor, the check whose exchange broke its rule.
  package static func rerun(_ check: CheckResult, _ run: RunStarted) -> String {
    if let evidence = check.record.evidence {
      return ["waymark", "evidence", "import", evidence.source].map(quoted).joined(separator: " ")
    }
    var words = run.command
    if words.first != "waymark" { words.insert("waymark", at: 0) }
    if words.count == 1 { words.append("verify") }
    if let monitor = check.monitor {
      let cause = monitor.findings.lazy.compactMap(\.check).first { !$0.hasPrefix("sign-in/") }
      if let cause { words.append(String(cause.prefix { $0 != "[" })) }
    } else {
      words.append(check.place)
    }
    return words.map(quoted).joined(separator: " ")
  }

  /// A word as a POSIX shell takes it.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy {
      switch $0 {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "-_./:=@%+,".utf8.contains($0)
      }
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
