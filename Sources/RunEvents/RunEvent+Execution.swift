/// A worker took up a check.
package struct CheckStarted: Sendable, Hashable {
  package var key: String
  /// Microseconds since the start of the run, by a clock that never goes back.
  package var at: Int

  package init(key: String, at: Int) {
    self.key = key
    self.at = at
  }
}

/// One request and its response, after redaction.
package struct ExchangeRecord: Sendable, Hashable {
  /// The check that caused it.
  package var check: String
  /// Counted from 1 within the check; redirects that were followed are exchanges of their own.
  package var number: Int
  /// The binding's line that asked for it.
  package var path: String
  package var line: Int
  package var actor: String
  package var at: Int
  package var request: Request
  /// `nil` when none came; ``error`` tells why.
  package var response: Response?
  package var error: String?
  /// Microseconds from the first byte sent to the last received.
  package var duration: Int

  package init(
    check: String, number: Int, path: String, line: Int, actor: String, at: Int,
    request: Request, response: Response?, error: String?, duration: Int
  ) {
    self.check = check
    self.number = number
    self.path = path
    self.line = line
    self.actor = actor
    self.at = at
    self.request = request
    self.response = response
    self.error = error
    self.duration = duration
  }

  package struct Header: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A body as text where it is UTF-8, else as base64.
  package struct Body: Sendable, Hashable {
    package var text: String
    package var isBase64: Bool
    /// The size before it was cut; equal to the size of what is kept when it was not.
    package var size: Int
    package var isCut: Bool

    package init(text: String, isBase64: Bool, size: Int, isCut: Bool) {
      self.text = text
      self.isBase64 = isBase64
      self.size = size
      self.isCut = isCut
    }
  }

  package struct Request: Sendable, Hashable {
    package var method: String
    package var url: String
    package var headers: [Header]
    package var body: Body?

    package init(method: String, url: String, headers: [Header], body: Body?) {
      self.method = method
      self.url = url
      self.headers = headers
      self.body = body
    }
  }

  package struct Response: Sendable, Hashable {
    package var status: Int
    /// Such as `HTTP/1.1`.
    package var version: String
    package var headers: [Header]
    package var body: Body?

    package init(status: Int, version: String, headers: [Header], body: Body?) {
      self.status = status
      self.version = version
      self.headers = headers
      self.body = body
    }
  }
}

/// The end of a check.
package struct CheckFinished: Sendable, Hashable {
  package var key: String
  package var at: Int
  /// Microseconds.
  package var duration: Int
  package var verdict: Verdict
  /// Why it is not `passed`, in one sentence; empty when it is.
  package var reason: String
  /// How many expectations were evaluated.
  package var assertions: Int
  /// What did not hold, or could not be judged.
  package var findings: [Finding]
  /// More than 1 when a check was tried again.
  package var attempts: Int

  package init(
    key: String, at: Int, duration: Int, verdict: Verdict, reason: String, assertions: Int,
    findings: [Finding], attempts: Int = 1
  ) {
    self.key = key
    self.at = at
    self.duration = duration
    self.verdict = verdict
    self.reason = reason
    self.assertions = assertions
    self.findings = findings
    self.attempts = attempts
  }
}

/// An expectation that did not hold or could not be judged, at its place in the binding.
package struct Finding: Sendable, Hashable {
  package var path: String
  package var line: Int
  package var column: Int
  /// The step, as the binding says it (`GET /api/v1/exec/overview`).
  package var step: String
  /// The expectation, as a person would say it (`json $.error.code equals "X"`).
  package var expectation: String
  package var expected: String
  package var actual: String
  /// Whether it could not be judged, rather than did not hold.
  package var isUndecided: Bool
  /// The exchange of the check that it is about.
  package var exchange: Int?

  package init(
    path: String, line: Int, column: Int, step: String, expectation: String, expected: String,
    actual: String, isUndecided: Bool, exchange: Int?
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.step = step
    self.expectation = expectation
    self.expected = expected
    self.actual = actual
    self.isUndecided = isUndecided
    self.exchange = exchange
  }
}

/// Something that a reader of the run should know and that is no verdict.
package struct NoticeRecord: Sendable, Hashable {
  /// `info`, `warning` or `error`.
  package var severity: String
  /// A diagnostic's code where it is one (`WM510`).
  package var code: String?
  package var path: String?
  package var line: Int?
  package var message: String

  package init(
    severity: String, code: String? = nil, path: String? = nil, line: Int? = nil, message: String
  ) {
    self.severity = severity
    self.code = code
    self.path = path
    self.line = line
    self.message = message
  }
}

/// The end of a run that was not killed.
package struct RunFinished: Sendable, Hashable {
  package var at: Int
  /// Set when a person or the system asked it to stop.
  package var isInterrupted: Bool
  package var exitStatus: Int
  /// `nil` where the project has no gate.
  package var gate: GateRecord?

  package init(at: Int, isInterrupted: Bool, exitStatus: Int, gate: GateRecord? = nil) {
    self.at = at
    self.isInterrupted = isInterrupted
    self.exitStatus = exitStatus
    self.gate = gate
  }
}

/// A file that belongs to a check, beside the log.
package struct AttachmentRecord: Sendable, Hashable {
  package enum Kind: String, Sendable {
    /// What a page looked like.
    case screenshot
    /// A page as text.
    case source
  }

  /// The key of the check.
  package var check: String
  package var kind: Kind
  /// Relative to the folder of the log, with `/` between names.
  package var path: String
  package var mediaType: String
  /// Microseconds since the start of the run.
  package var at: Int

  package init(check: String, kind: Kind, path: String, mediaType: String, at: Int) {
    self.check = check
    self.kind = kind
    self.path = path
    self.mediaType = mediaType
    self.at = at
  }
}
