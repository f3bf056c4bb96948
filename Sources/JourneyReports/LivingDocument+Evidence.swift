import RunEvents

extension LivingDocument.Page {
  /// Why a check ended as it did, with what was expected, what came, and how to run it again.
  func writeDetails(of check: CheckResult) {
    html.element("p", ["class": "reason"], Wording.cut(check.reason, 2000))
    if let evidence = check.record.evidence {
      html.element("p", ["class": "place"]) {
        html.text("Evidence: " + Wording.evidence(evidence, model.run))
      }
    }
    guard !check.findings.isEmpty || !check.exchanges.isEmpty else { return }
    html.element("details") {
      html.element("summary", "What was expected, and what came")
      for finding in check.findings {
        html.element("dl", ["class": "finding"]) {
          write("Step", finding.step)
          write("Expectation", finding.expectation)
          write("Expected", finding.expected)
          write("Actual", finding.actual)
          html.element("dt", "At")
          html.element("dd") { place(finding.path, finding.line) }
        }
      }
      for exchange in check.exchanges {
        html.element("p", ["class": "exchange"]) {
          html.element("code", Wording.exchange(exchange))
        }
        if let body = exchange.response?.body, !body.isBase64, !body.text.isEmpty {
          html.element("pre", Wording.cut(body.text, 4000))
        }
      }
      html.element("p", ["class": "exchange"]) {
        html.text("Again: ")
        html.element("code", Wording.rerun(check, model.run))
      }
    }
  }

  private func write(_ name: String, _ value: String) {
    guard !value.isEmpty else { return }
    html.element("dt", name)
    html.element("dd") { html.element("code", Wording.cut(value, 2000)) }
  }
}
