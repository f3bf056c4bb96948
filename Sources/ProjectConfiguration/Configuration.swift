package import JourneyModel
package import SourceText

/// What `waymark.yaml` says, with defaults for what it does not say.
///
/// Paths are relative to the folder of the file. The published form is
/// `Reports/schemas/waymark-yaml-1.schema.json`.
package struct Configuration: Sendable {
  /// Where the document that lists the journeys is.
  package enum Index: Sendable, Equatable {
    /// `README.md` in the first folder of journeys, if there is one.
    case automatic
    case none
    case file(Located<String>)
  }

  /// Folders, files or globs; a folder means every Markdown document below it.
  package var journeys: [Located<String>]
  package var index: Index
  /// The folder that links in journeys start from; `.` by default.
  package var documentationRoot: String
  package var documentationRootRange: SourceRange?
  /// `nil` where the project has none: rules about it are silent then.
  package var backlog: BacklogSettings?
  /// The folder of bindings; need not exist.
  package var bindings: String
  package var stories: StorySettings
  /// Further titles of sections, by role.
  package var sections: [Section.Role: [String]]
  /// Further names of groups in lists, by the dialect's name (`must`, `backlog`, `docs` …).
  package var groups: [String: [String]]
  /// How rows of tables become obligations, by section.
  package var tables: [Section.Role: TableSettings]
  package var lint: LintSettings
  /// Whether bindings may run local programs.
  package var allowsCommands: Bool
  /// Patterns of what is masked in everything that is written, beside the built-in ones.
  package var redaction: [Located<String>]
  package var reports: ReportSettings
  package var verify: VerifySettings
  package var gate: GateSettings

  package init() {
    journeys = []
    index = .automatic
    documentationRoot = "."
    bindings = "Specs/bindings"
    stories = StorySettings()
    sections = [:]
    groups = [:]
    tables = [:]
    lint = LintSettings()
    allowsCommands = false
    redaction = []
    reports = ReportSettings()
    verify = VerifySettings()
    gate = GateSettings()
  }
}

/// The list of stories that journeys answer to.
package struct BacklogSettings: Sendable, Equatable {
  package enum Format: String, Sendable, CaseIterable { case markdown, csv }

  package var path: Located<String>
  package var format: Format
  /// The headings of the columns, compared without regard to case.
  package var columns: Columns

  package struct Columns: Sendable, Equatable {
    package var id: String
    package var title: String
    package var phase: String
    package var owner: String

    package init(
      id: String = "ID", title: String = "Title", phase: String = "Phase", owner: String = "Owner"
    ) {
      self.id = id
      self.title = title
      self.phase = phase
      self.owner = owner
    }
  }

  /// - Parameter format: `nil` to go by the file's extension.
  package init(path: Located<String>, format: Format? = nil, columns: Columns = Columns()) {
    self.path = path
    self.format = format ?? (path.value.lowercased().hasSuffix(".csv") ? .csv : .markdown)
    self.columns = columns
  }
}

/// What story ids look like and where they lead.
package struct StorySettings: Sendable, Equatable {
  /// Families, digits and aliases.
  package var pattern: StoryPattern
  /// Where a story can be read; `{id}` stands for its id, `{alias}` for its alias.
  package var url: String?

  package init() {
    pattern = .standard
  }
}

/// The columns of a table whose rows are obligations, by their headings.
package struct TableSettings: Sendable, Equatable {
  package var text: String
  /// The column that holds `Must`, `Should` …; only in guardrails.
  package var modality: String?

  package init(text: String, modality: String? = nil) {
    self.text = text
    self.modality = modality
  }
}

/// Where reports go.
package struct ReportSettings: Sendable, Equatable {
  /// The folder of a run's output.
  package var folder = "Reports/latest"
  /// Reports of every run, each `KIND:PATH` as `--report` takes them.
  package var write: [Located<String>] = []
  /// The file of other suites' evidence; `nil` for `evidence.ndjson` in the folder.
  package var evidence: String?
  /// The Jira project that tests without a key are made in.
  package var xrayProject: String?
  /// Where a line of the project's files can be read; `{path}`, `{line}` and `{commit}` are
  /// replaced.
  package var sourceURL: String?
}

/// Defaults of `waymark verify`; its options come before them.
package struct VerifySettings: Sendable, Equatable {
  package enum Pages: String, Sendable, CaseIterable { case none, html, webdriver, both }
  package enum Capture: String, Sendable, CaseIterable { case failures, all, none }

  /// `reference`, the name of an environment, or a URL.
  package var target: Located<String>?
  package var workers: Int?
  package var pages: Pages?
  package var capture: Capture?
  package var isStrict = false
}

/// What decides about a run (`docs/gate.md`); all paths are relative to the project.
package struct GateSettings: Sendable, Equatable {
  /// The policy's path where nobody names another.
  package static let standardPolicy = "gate.yaml"

  /// `nil` for ``standardPolicy``, which need not exist.
  package var policy: Located<String>?
  /// A summary, a log or a folder of summaries; need not exist yet.
  package var baseline: Located<String>?
  /// Whose runs of a folder can be the baseline; `nil` for all.
  package var branch: String?
  /// What `waymark prove` wrote; `nil` for `proof.json` beside the log.
  package var proof: Located<String>?
}
