package import Markup

/// A proof as JUnit XML, valid in the profile `strict`: the suite `waymark.proof` with a case for each
/// guardrail.
///
/// A guardrail with survivors is a failure, an unproven one an error, an unprovable one is skipped with
/// its reason.
package struct ProofJUnit {
  private let record: ProofRecord
  private let timestamp: String

  /// - Parameter startedAt: When the run began whose answers were changed, in ISO 8601.
  package init(_ record: ProofRecord, startedAt: String) {
    self.record = record
    let seconds = startedAt.prefix(19)
    timestamp = seconds.count == 19 ? String(seconds) : "1970-01-01T00:00:00"
  }

  /// Writes to a file, which is checked before it replaces the one that was there.
  package func write(to path: String) throws(AtomicFileError) {
    try AtomicFile.write(path) { output in
      write(to: output)
    } validate: { (read) throws(ReportFault) in
      try ReportCheck.check(.junit, read)
    }
  }

  package func write(to output: ByteOutput) {
    guard !record.order.isEmpty, let writer = XMLWriter(output) else { return }
    func count(_ standing: String) -> String {
      "\(record.guardrails.values.count { $0.standing == standing })"
    }
    writer.start("testsuites")
    writer.start(
      "testsuite",
      [
        ("package", "journeys"), ("id", "0"), ("name", "waymark.proof"),
        ("timestamp", timestamp), ("hostname", "localhost"), ("tests", "\(record.order.count)"),
        ("failures", count("survived")), ("errors", count("unproven")),
        ("skipped", count("unprovable")), ("time", "0.000"),
      ])
    writer.element("properties")
    for id in record.order {
      if let guardrail = record.guardrails[id] { write(guardrail, id, writer) }
    }
    writer.element("system-out")
    writer.element("system-err")
    writer.end()
    writer.end()
    writer.finish()
  }

  private func write(_ guardrail: ProofRecord.Guardrail, _ id: String, _ writer: XMLWriter) {
    let parts = id.split(separator: "#", maxSplits: 1).map(String.init)
    writer.element(
      "testcase",
      [
        ("name", prepared(parts.last ?? id)),
        ("classname", "waymark.proof." + prepared(parts.first ?? id)), ("time", "0.000"),
      ]
    ) {
      switch guardrail.standing {
      case "survived":
        let survivors = guardrail.mutants.filter { $0.outcome == "survived" }
        let message = "\(survivors.count) of \(guardrail.mutants.count) changes went unnoticed"
        let lines = survivors.map { mutant in
          "\(mutant.title), on \(mutant.route)\n  \(mutant.place): \(mutant.before) → "
            + "\(mutant.after)\n  should have been noticed by "
            + mutant.checks.joined(separator: ", ")
        }
        writer.element(
          "failure", [("message", message), ("type", "survived")],
          text: prepared(([message] + lines).joined(separator: "\n")))
      case "unproven":
        let message = prepared(guardrail.reason)
        writer.element("error", [("message", message), ("type", "unproven")], text: message)
      case "unprovable":
        let message = prepared("unprovable: " + guardrail.reason)
        writer.element("skipped", [("message", message)], text: message)
      default: break
      }
    }
  }

  private func prepared(_ text: String) -> String {
    Wording.cut(CaptureText.harmless(ANSIText.stripped(text)), 20_000)
  }
}
