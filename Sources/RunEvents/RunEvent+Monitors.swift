/// A rule that holds for every exchange of a run.
package struct MonitorRecord: Sendable, Hashable {
  /// The journey under which reports list monitors; no document has this name.
  package static let journey = "waymark.monitors"

  /// Unique in the project.
  package var id: String
  package var title: String
  package var path: String
  package var line: Int
  /// What it demands, such as `wording`.
  package var kind: String
  /// Full ids of the obligations that it verifies.
  package var verifies: [String]
  package var owner: String?
  package var testKey: String?
  /// Why this run does not have it at work; `nil` when it does.
  package var deselected: String?
  /// 16 hexadecimal digits of what its binding judges by; `nil` where nobody says.
  package var digest: String?

  package init(
    id: String, title: String, path: String, line: Int, kind: String, verifies: [String],
    owner: String? = nil, testKey: String? = nil, deselected: String? = nil,
    digest: String? = nil
  ) {
    self.id = id
    self.title = title
    self.path = path
    self.line = line
    self.kind = kind
    self.verifies = verifies
    self.owner = owner
    self.testKey = testKey
    self.deselected = deselected
    self.digest = digest
  }

  /// The key under which reports list it beside checks.
  package var key: String { "\(Self.journey)/\(id)" }
}

/// What a monitor has to say at the end of a run.
package struct MonitorFinished: Sendable, Hashable {
  package var id: String
  package var at: Int
  package var verdict: Verdict
  /// Why it is not `passed`, in one sentence; empty when it is.
  package var reason: String
  /// How many things the rule was held against.
  package var judged: Int
  /// The first findings; ``findingCount`` counts all.
  package var findings: [Finding]
  package var findingCount: Int
  /// What could not be looked at, by reason.
  package var unjudged: [String: Int]
  /// What was seen of each cell of an access matrix; `nil` for other monitors.
  package var table: Table?

  package init(
    id: String, at: Int, verdict: Verdict, reason: String, judged: Int, findings: [Finding],
    findingCount: Int, unjudged: [String: Int] = [:], table: Table? = nil
  ) {
    self.id = id
    self.at = at
    self.verdict = verdict
    self.reason = reason
    self.judged = judged
    self.findings = findings
    self.findingCount = findingCount
    self.unjudged = unjudged
    self.table = table
  }

  /// One place in an exchange at which the rule is broken.
  package struct Finding: Sendable, Hashable {
    /// The check, or the sign-in, whose exchange it is; `nil` where no exchange is at fault.
    package var check: String?
    /// The number of the exchange within it; `nil` for what a browser shows.
    package var exchange: Int?
    /// `GET /x → 200 as cfo`; empty where no exchange is at fault.
    package var request: String
    /// Such as a JSONPath, the path of an element, or a header.
    package var place: String
    package var rule: String
    package var found: String
    /// How often it was found: there, and at places of other exchanges that differ in numbers alone.
    package var times: Int

    package init(
      check: String?, exchange: Int?, request: String, place: String, rule: String, found: String,
      times: Int = 1
    ) {
      self.check = check
      self.exchange = exchange
      self.request = request
      self.place = place
      self.rule = rule
      self.found = found
      self.times = times
    }
  }

  package struct Table: Sendable, Hashable {
    package var columns: [String]
    package var rows: [Row]

    package init(columns: [String], rows: [Row]) {
      self.columns = columns
      self.rows = rows
    }

    package var cellCount: Int { rows.reduce(0) { $0 + $1.cells.count } }

    /// How many cells something was seen of.
    package var seenCount: Int { rows.reduce(0) { $0 + $1.cells.count(where: Self.isSeen) } }

    /// Whether the run shows anything of what a cell says: how often it was seen.
    package static func isSeen(_ cell: String) -> Bool {
      cell.utf8.contains { 0x30...0x39 ~= $0 }
    }

    package struct Row: Sendable, Hashable {
      package var name: String
      package var cells: [String]

      package init(name: String, cells: [String]) {
        self.name = name
        self.cells = cells
      }
    }
  }
}
