import SourceText

/// What the codes mean that are given while bindings are read and held against the journeys.
enum BindingCodes {
  static let descriptions: [DiagnosticDescription] = names + contents + locks

  private static let names: [DiagnosticDescription] = [
    DiagnosticDescription(
      code: "WM501", name: "binding-to-nothing", severity: .error,
      explanation: """
        A binding names something that does not exist: a journey, an obligation, an actor, a \
        sequence, an environment, a file beside it. Or it names a clause that only introduces others: coverage is \
        counted by leaves, and a check that claims the parent would hide which of them it shows. \
        Or the journey no longer says what the binding was confirmed for (`waymark review`). The checks it \
        touches are undecided.
        """,
      mend: "Name the obligation as `waymark parse --format tree` shows it, or declare the name.",
      bad: "verifies: [step.2]",
      good: "verifies: [step.2.1, step.2.2]"),
    DiagnosticDescription(
      code: "WM511", name: "repeated-name", severity: .error,
      explanation: """
        Two checks of a journey have the same id, or an actor, sequence or environment is declared \
        twice. Reports and histories could not tell them apart.
        """,
      mend: "Give one of them another name.",
      bad: """
        - id: no-session-no-data
        - id: no-session-no-data
        """,
      good: """
        - id: no-session-no-data
        - id: no-session-no-page
        """),
    DiagnosticDescription(
      code: "WM512", name: "undefined-variable", severity: .error,
      explanation: """
        A template uses a variable that nothing before it sets, a sequence is called without one \
        of its parameters, or the rows of `examples` set different variables.
        """,
      mend: "Capture it in an earlier step, or set it under `variables:`.",
      bad: "request: GET /api/v1/exec/tenants/{{tenant}}/summary",
      good: """
        variables: {tenant: t-001}
        steps:
          - request: GET /api/v1/exec/tenants/{{tenant}}/summary
        """),
    DiagnosticDescription(
      code: "WM513", name: "unused-variable", severity: .warning,
      explanation: """
        A variable is set and nothing uses it. Often a template spells its name in another way.
        """,
      mend: "Use it, or remove it.",
      bad: """
        variables: {tenant: t-001}
        steps:
          - request: GET /api/v1/exec/overview
        """,
      good: """
        steps:
          - request: GET /api/v1/exec/overview
        """),
    DiagnosticDescription(
      code: "WM520", name: "binding-sentence-differs", severity: .error,
      explanation: """
        A binding names an obligation together with the sentence that it means, and the document \
        says something else there. Either the sentence was edited or the path now leads to another \
        one; the check would be counted for what it was never written for.
        """,
      mend: "Name the path where the sentence stands now, or quote what the document says.",
      bad: "verifies: [{step.3.2: Cost optimization status}]   # the document: Alerts",
      good: "verifies: [{step.3.3: Cost optimization status}]"),
    DiagnosticDescription(
      code: "WM521", name: "binding-writes-unsaid", severity: .error,
      explanation: """
        A request of the check, of its clean-up or of a sequence that it calls has a method other than \
        GET, HEAD, OPTIONS and TRACE, and the check does not say that it writes. On a live target that \
        nobody allowed to be changed it would be run as if it only read.
        """,
      mend: "Add `writes: true`, or `isolated: true` where the check has an instance of its own.",
      bad: """
        - id: acknowledges
          steps: [{request: POST /api/v1/notifications/ack, expect: [{status: 200}]}]
        """,
      good: """
        - id: acknowledges
          writes: true
          steps: [{request: POST /api/v1/notifications/ack, expect: [{status: 200}]}]
        """),
  ]

  private static let contents: [DiagnosticDescription] = [
    DiagnosticDescription(
      code: "WM510", name: "malformed-binding", severity: .error,
      explanation: """
        A binding has a key, a value or a step that the language does not have. The check that it \
        stands in is undecided; the others run.
        """,
      mend: "Mend the place under the caret; docs/binding-language.md lists what there is.",
      bad: "- {status: 200, equal: x}",
      good: "- {status: 200}"),
    DiagnosticDescription(
      code: "WM515", name: "malformed-expression", severity: .error,
      explanation: """
        A template, JSONPath, XPath, selector, regular expression or JSON Schema cannot be \
        understood, or a variable has a name that templates cannot use.
        """,
      mend: "Try it with `waymark query`, which points at the mistake.",
      bad: "- {json: \"$.data[\", exists: true}",
      good: "- {json: \"$.data[0]\", exists: true}"),
    DiagnosticDescription(
      code: "WM516", name: "unbounded-loop", severity: .error,
      explanation: "A loop has no bound, or a sequence calls itself: a run could go on for ever.",
      mend: "Add `max:` to the loop, or use `each`.",
      bad: "- while: [{json: $.next, exists: true}]",
      good: "- while: [{json: $.next, exists: true}]\n  max: 20"),
    DiagnosticDescription(
      code: "WM517", name: "secret-in-plain-text", severity: .warning,
      explanation: """
        A binding seems to hold a password, token or key in plain text. Bindings are committed: \
        whoever can read the repository can use it.
        """,
      mend: "Keep it under `secrets:` of the environment and write its name in a template.",
      bad: "password: hunter2-of-staging",
      good: "password: \"{{password}}\""),
    DiagnosticDescription(
      code: "WM518", name: "never-runs", severity: .error,
      explanation: """
        Steps can never run: a loop over nothing, or (a warning) a sequence that nothing calls. \
        They look like checks and check nothing.
        """,
      mend: "Call them, bound them by one or more, or remove them.",
      bad: "- while: [{status: 202}]\n  max: 0",
      good: "- while: [{status: 202}]\n  max: 20"),
    DiagnosticDescription(
      code: "WM519", name: "check-without-expectation", severity: .error,
      explanation: """
        A check sends requests and expects nothing of the answers. It can never fail, and would \
        count as proof of whatever it claims to verify.
        """,
      mend: "Add `expect:` to a step.",
      bad: "- request: GET /api/v1/exec/overview",
      good: "- request: GET /api/v1/exec/overview\n  expect: [{status: 401}]"),
    DiagnosticDescription(
      code: "WM530", name: "operator-unreadable", severity: .error,
      explanation: """
        An operator of `operators:` lacks a part, or has one that `waymark prove` does not know. It is \
        left out, so that nothing it would have changed is proven.
        """,
      mend:
        "Give it `id`, `title`, `kinds`, `why` and one `change`; docs/proof.md has the changes.",
      bad:
        "- {id: shout, title: Shouts, kinds: [wording], why: It is rude., change: {shout: loud}}",
      good: "- {id: shout, title: Shouts, kinds: [wording], why: It is rude., change: {say: HEY!}}"),
    DiagnosticDescription(
      code: "WM531", name: "guardrail-proof-unclear", severity: .error,
      explanation: """
        An entry of `guardrails:` names no guardrail, or one of `prove:` no other obligation; or it does \
        not say how that is proven: by which kinds of change, by which faults, or why nothing can prove it.
        """,
      mend:
        "Name the obligation as `journey#path`, and give it `kinds:`, `faults:` or `unprovable:`.",
      bad: "executive-exec-overview#must.1: {}",
      good: "executive-exec-overview#must.1: {kinds: [access]}"),
  ]

  private static let locks: [DiagnosticDescription] = [
    DiagnosticDescription(
      code: "WM504", name: "unreadable-lock", severity: .error,
      explanation: """
        A line of waymark.lock cannot be understood, or a merge left its marks. All other lines count; what \
        the line knew of its sentence is forgotten until it is mended. Of two lines for a sentence, which is a \
        warning, the one counts that its journey says.
        """,
      mend: """
        After a merge keep the lines of both sides; `waymark review --fix` leaves one for each sentence. Else \
        take the line from the commit before.
        """,
      bad: """
        <<<<<<< HEAD
        small#must.1\t0b5ad1f3c1d6d7a4\t-\tno-session\tMust\tDeny by default.
        """,
      good: "small#must.1\t0b5ad1f3c1d6d7a4\t-\tno-session\tMust\tDeny by default."),
    DiagnosticDescription(
      code: "WM505", name: "moved-binding", severity: .warning,
      explanation: """
        A binding names the path at which its sentence stood when it was confirmed, and the sentence stands \
        elsewhere now. The check verifies it there, so nothing is wrong but what a reader of the binding \
        is told.
        """,
      mend: "Run `waymark review --fix`, which writes the present paths.",
      bad: "verifies: [must.2]   # the sentence is must.3 since another was put before it",
      good: "verifies: [must.3]"),
    DiagnosticDescription(
      code: "WM506", name: "unconfirmed-binding", severity: .info,
      explanation: """
        A binding names a sentence that waymark.lock does not know, or not to be shown by this check. Nobody \
        would be told when the sentence is edited, and the binding would not follow it when it moves. The \
        rule is silent in projects without a lock.
        """,
      mend: "Read the sentence and its checks, then run `waymark review --accept`.",
      bad: "verifies: [must.4]   # bound today",
      good: "waymark review --accept small#must.4"),
  ]
}
