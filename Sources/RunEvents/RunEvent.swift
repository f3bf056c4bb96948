/// Something that happened in a run, or that the run was about; the log is a list of these.
///
/// The order of a log is: `runStarted`, what is listed (stories, journeys, obligations, checks, monitors),
/// then what happened, then `runFinished`, which is absent when the run was killed. Everything a
/// report needs is in the log; specs need not be at hand to render one.
package enum RunEvent: Sendable, Hashable {
  case runStarted(RunStarted)
  case story(StoryRecord)
  case journey(JourneyRecord)
  case obligation(ObligationRecord)
  case check(CheckRecord)
  case monitor(MonitorRecord)
  case checkStarted(CheckStarted)
  case exchange(ExchangeRecord)
  case attachment(AttachmentRecord)
  case checkFinished(CheckFinished)
  case monitorFinished(MonitorFinished)
  case notice(NoticeRecord)
  case runFinished(RunFinished)
}

/// What was run, where, when and by which version.
package struct RunStarted: Sendable, Hashable {
  /// Wall clock at the start, ISO 8601 in UTC with milliseconds.
  package var startedAt: String
  package var tool: String
  /// The environment's name, such as `reference`.
  package var target: String
  package var baseURL: String
  package var host: String
  package var commit: String?
  package var branch: String?
  /// Whether the work tree had uncommitted changes; `nil` outside a repository.
  package var isDirty: Bool?
  /// Every random choice of the run follows from it.
  package var seed: UInt64
  package var workers: Int
  /// `none`, `html`, `webdriver` or `both`.
  package var pages: String
  /// The selection as given on the command line; empty when everything was selected.
  package var selection: [String]
  /// Arguments to repeat the run, without selection.
  package var command: [String]
  /// The project's folder within its repository; empty where they are the same.
  package var repositoryPath: String
  /// The project of a test management system that new tests belong to (`PLAT`).
  package var testProject: String?
  /// Where a line of the project's files can be read, with `{path}` and `{line}` in it; `nil` where
  /// the configuration names no such place.
  package var sourceURL: String?

  package init(
    startedAt: String, tool: String, target: String, baseURL: String, host: String,
    commit: String? = nil, branch: String? = nil, isDirty: Bool? = nil, seed: UInt64,
    workers: Int, pages: String, selection: [String] = [], command: [String] = [],
    repositoryPath: String = "", testProject: String? = nil,
    sourceURL: String? = nil
  ) {
    self.startedAt = startedAt
    self.tool = tool
    self.target = target
    self.baseURL = baseURL
    self.host = host
    self.commit = commit
    self.branch = branch
    self.isDirty = isDirty
    self.seed = seed
    self.workers = workers
    self.pages = pages
    self.selection = selection
    self.command = command
    self.repositoryPath = repositoryPath
    self.testProject = testProject
    self.sourceURL = sourceURL
  }
}

/// A backlog story.
package struct StoryRecord: Sendable, Hashable {
  package var id: String
  /// Empty where the backlog gives none, or the story is only mentioned.
  package var title: String
  package var phase: String
  package var owner: String
  /// Whether the backlog has it.
  package var isInBacklog: Bool
  /// From the configured template; `nil` without one.
  package var url: String?
  /// What the tracker calls it (`PLAT-812`), where that differs.
  package var alias: String?

  package init(
    id: String, title: String, phase: String, owner: String, isInBacklog: Bool,
    url: String? = nil, alias: String? = nil
  ) {
    self.id = id
    self.title = title
    self.phase = phase
    self.owner = owner
    self.isInBacklog = isInBacklog
    self.url = url
    self.alias = alias
  }
}

/// A journey document of the project.
package struct JourneyRecord: Sendable, Hashable {
  package var id: String
  package var title: String
  package var path: String
  /// The stories that count for each of its obligations: all that it maps.
  package var mappedStories: [String]
  /// Related and inline stories too.
  package var allStories: [String]
  /// Documents it links to, relative to the documentation root.
  package var documents: [String]
  /// The Markdown that was read; `nil` in logs that do not carry it.
  package var source: String?

  package init(
    id: String, title: String, path: String, mappedStories: [String], allStories: [String],
    documents: [String], source: String? = nil
  ) {
    self.id = id
    self.title = title
    self.path = path
    self.mappedStories = mappedStories
    self.allStories = allStories
    self.documents = documents
    self.source = source
  }
}

/// An obligation of a journey, bound or not.
package struct ObligationRecord: Sendable, Hashable {
  package var id: String
  package var journey: String
  /// `step`, `expectation` or `guardrail`.
  package var kind: String
  package var modality: String?
  package var text: String
  package var context: [String]
  /// Its own stories, its ancestors' and all that its journey maps.
  package var stories: [String]
  package var fingerprint: String
  package var line: Int
  /// Why nothing is bound to it, as the bindings say.
  package var pendingReason: String?
  /// The wording changed since someone last confirmed its checks.
  package var isSuspect: Bool
  /// Earlier runs contradict each other about it.
  package var isFlaky: Bool
  /// Excused by the policy of the gate.
  package var waiver: OwnedStatement?
  /// Seen to be kept by a person, as the policy of the gate says.
  package var attestation: OwnedStatement?
  /// Left out by the selection of this run.
  package var isDeselected: Bool
  /// It is no guardrail, and the bindings demand a proof of it all the same.
  package var isProofDemanded: Bool

  package init(
    id: String, journey: String, kind: String, modality: String?, text: String,
    context: [String], stories: [String], fingerprint: String, line: Int,
    pendingReason: String? = nil, isSuspect: Bool = false, isFlaky: Bool = false,
    waiver: OwnedStatement? = nil, attestation: OwnedStatement? = nil, isDeselected: Bool = false,
    isProofDemanded: Bool = false
  ) {
    self.id = id
    self.journey = journey
    self.kind = kind
    self.modality = modality
    self.text = text
    self.context = context
    self.stories = stories
    self.fingerprint = fingerprint
    self.line = line
    self.pendingReason = pendingReason
    self.isSuspect = isSuspect
    self.isFlaky = isFlaky
    self.waiver = waiver
    self.attestation = attestation
    self.isDeselected = isDeselected
    self.isProofDemanded = isProofDemanded
  }
}

/// A check as planned: one row of an examples table on one driver.
package struct CheckRecord: Sendable, Hashable {
  /// Unique in a run: `<journey>/<check>[suffix]…`.
  package var key: String
  package var journey: String
  package var id: String
  /// Examples and drivers, such as `[premium][webdriver]`; empty for most.
  package var suffix: String
  package var title: String
  package var path: String
  package var line: Int
  /// Full obligation ids.
  package var verifies: [String]
  package var actor: String
  package var tags: [String]
  package var owner: String?
  /// The key in a test management system (`xray: PLAT-812`).
  package var testKey: String?
  /// Why this run does not execute it; `nil` when it does.
  package var deselected: String?
  /// What another suite's report says, where the result comes from one.
  package var evidence: EvidenceRecord?
  /// 16 hexadecimal digits of what its binding judges by; `nil` where nobody says.
  package var digest: String?

  package init(
    key: String, journey: String, id: String, suffix: String, title: String, path: String,
    line: Int, verifies: [String], actor: String, tags: [String] = [], owner: String? = nil,
    testKey: String? = nil, deselected: String? = nil, evidence: EvidenceRecord? = nil,
    digest: String? = nil
  ) {
    self.key = key
    self.journey = journey
    self.id = id
    self.suffix = suffix
    self.title = title
    self.path = path
    self.line = line
    self.verifies = verifies
    self.actor = actor
    self.tags = tags
    self.owner = owner
    self.testKey = testKey
    self.deselected = deselected
    self.evidence = evidence
    self.digest = digest
  }
}

/// Where the result of an external check comes from.
package struct EvidenceRecord: Sendable, Hashable {
  /// The report, as it was named.
  package var source: String
  /// What the suite calls the test; several where a check names several.
  package var tests: [String]
  /// When the oldest of them ran, ISO 8601 in UTC.
  package var ranAt: String
  /// The commit that they ran on; `nil` where nobody knows.
  package var commit: String?
  /// Where they stand in their suite, as `file:line` or as `file`, as far as the report says.
  package var places: [String]
  /// Whether it was too old to count when the run began.
  package var isStale: Bool

  package init(
    source: String, tests: [String], ranAt: String, commit: String?, places: [String] = [],
    isStale: Bool = false
  ) {
    self.source = source
    self.tests = tests
    self.ranAt = ranAt
    self.commit = commit
    self.places = places
    self.isStale = isStale
  }
}
