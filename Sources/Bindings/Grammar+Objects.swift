import Queries

extension Grammar {
  static func object(_ name: Name) -> Object {
    switch name {
    case .file: file
    case .check: check
    case .pending: pending
    case .retry: retry
    case .sequence: sequence
    case .step: step
    case .part: part
    case .tls: tls
    case .expectation: expectation
    case .capture: capture
    case .actor: actor
    case .signIn: signIn
    case .basic: basic
    case .clientCredentials: clientCredentials
    case .form: form
    case .code: code
    case .codeSource: codeSource
    case .outbox: outbox
    case .environment: environment
    case .secret: secret
    case .limits: limits
    case .proof: proof
    case .equivalent: equivalent
    case .monitor: monitor
    case .applies: applies
    case .exceptions: exceptions
    case .wordList: wordList
    case .wording: wording
    case .valueSelector: valueSelector
    case .source: source
    case .canaries: canaries
    case .planted: planted
    case .derived: derived
    case .secretPlaces: secretPlaces
    case .audit: audit
    case .auditLog: auditLog
    case .answerSchema: answerSchema
    case .accessibility: accessibility
    case .budget: budget
    case .internals: internals
    case .headerDemands: headerDemands
    case .cookieDemands: cookieDemands
    case .accessUse: accessUse
    case .discovery: discovery
    case .accessMatrix: accessMatrix
    case .locator: locator
    case .scope: scope
    case .filling: filling
    case .selecting: selecting
    case .uploading: uploading
    case .pressing: pressing
    case .dialog: dialog
    case .browser: browser
    }
  }

  private static let file = Object(
    [
      Key("journey", .text, "The journey that checks and pending obligations belong to."),
      Key("checks", .list(.object(.check)), "What proves the journey's obligations."),
      Key("pending", .list(.object(.pending)), "Obligations that nothing verifies yet."),
      Key("variables", .mapping(.any), "Variables of all checks of the file."),
      Key("sequences", .mapping(.object(.sequence)), "Named steps that any file can call."),
      Key("actors", .mapping(.object(.actor)), "Named people and how they sign in."),
      Key("environments", .mapping(.object(.environment)), "Targets and what is allowed on them."),
      Key("operators", .list(.any), "Changes of answers that break promises, for `waymark prove`."),
      Key("guardrails", .mapping(.object(.proof)), "How each guardrail is proven."),
      Key("prove", .mapping(.object(.proof)), "How other promises that must be proven are proven."),
    ] + monitorKeys)

  private static let proof = Object([
    Key("kinds", .listOrOne(.text), "Kinds of the operators that violate it."),
    Key("routes", .listOrOne(.text), "Parts of the paths whose answers are changed."),
    Key("faults", .listOrOne(.text), "Faults of the reference system that violate it."),
    Key("live", .listOrOne(.text), "Operators that violate it through the mutating proxy."),
    Key("unprovable", .text, "Why nothing can prove it."),
    Key("equivalent", .list(.object(.equivalent)), "Changes that do not matter to it."),
  ])

  private static let equivalent = Object([
    Key("operator", .text, required: true, "The operator."),
    Key("route", .text, "A part of the route; all by default."),
    Key("reason", .text, required: true, "Why the change does not matter."),
  ])

  private static let check = Object(
    checkKeys, exactlyOne: ["steps", "external"], companions: ["max-age": ["external"]])

  private static let checkKeys: [Key] = [
    Key("id", .text, required: true, "Unique in the journey."),
    Key("title", .text, "One sentence for people."),
    Key(
      "verifies", .listOrOne(.either([.text, .mapping(.text)])), required: true,
      "Paths or names of obligations, or a path with the sentence it means."),
    Key("as", .text, "The actor; `anonymous` by default."),
    Key("tags", .listOrOne(.text), "For selection."),
    Key("owner", .text, "The team that mends it."),
    Key("xray", .text, "The key in a test management system."),
    Key("only", .listOrOne(.text), "Environments that it runs on."),
    Key("except", .listOrOne(.text), "Environments that it does not run on."),
    Key("requires", .listOrOne(.text), "Variables without which the target cannot be asked."),
    Key("isolated", .boolean, "Runs on a fresh instance of the reference system."),
    Key("fresh", .boolean, "Actors sign in anew for it."),
    Key("writes", .boolean, "Changes the target."),
    Key("drivers", .listOrOne(.choice(["html", "webdriver"])), "Page drivers that it runs on."),
    Key("browser", .object(.browser), "How pages are shown."),
    Key("pending", .text, "Why it is not run yet."),
    Key("retry", .object(.retry), "Tries the whole check again."),
    Key("timeout", .duration, "For the whole check; 60s by default."),
    Key("variables", .mapping(.any), "Variables of this check."),
    Key("examples", .list(.mapping(.any)), "The check runs once for each row."),
    Key("steps", .list(.object(.step)), "What is done and what must hold."),
    Key("cleanup", .list(.object(.step)), "Steps that run at the end whatever happened."),
    Key(
      "external", .listOrOne(.text),
      "Tests of other suites, by name with `*` for any characters, whose imported results count."),
    Key("max-age", .age, "How old such a result may be."),
  ]

  private static let pending = Object([
    Key("obligation", .listOrOne(.text), required: true, "Paths or names of obligations."),
    Key("reason", .text, required: true, "Why nothing can honestly verify them yet."),
  ])

  private static let retry = Object([
    Key("times", .integer, "Further tries."),
    Key("for", .duration, "How long it is tried."),
    Key("every", .duration, "The pause between tries; 200ms by default."),
  ])

  private static let sequence = Object([
    Key("parameters", .either([.list(.text), .mapping(.any)]), "Names, or names with defaults."),
    Key("steps", .list(.object(.step)), required: true, "What is done."),
  ])

  static let stepActions =
    ["request", "set", "call", "each", "while", "if", "command", "delay"] + pageActions

  private static let requestOptions: [Key] = [
    Key("query", .mapping(.any), "Query parameters; a list repeats the name."),
    Key("headers", .mapping(.any), "Header fields; a list repeats the name."),
    Key("cookies", .mapping(.text), "Cookies besides those of the session."),
    Key("json", .any, "A JSON body."),
    Key("form", .mapping(.any), "A form body."),
    Key("multipart", .list(.object(.part)), "A multipart form body."),
    Key("file", .text, "A body from a file beside the binding."),
    Key("body", .text, "A body as text."),
    Key("base64", .text, "A body of bytes."),
    Key("follow", .either([.boolean, .integer]), "Follows redirects; 10 for `true`."),
    Key("max-bytes", .integer, "The largest body that is read."),
    Key("http", .choice(["1.1", "2"]), "The version of HTTP."),
    Key("compressed", .boolean, "Asks for a compressed answer."),
    Key("tls", .object(.tls), "TLS options."),
    Key("repeat", .integer, "How many times it is sent."),
  ]

  private static let step: Object = {
    let keys: [Key] =
      [
        Key("request", .text, "A method and a path or address, such as `GET /health/live`."),
        Key("set", .mapping(.any), "Sets variables."),
        Key("call", .text, "Runs a sequence."),
        Key("with", .mapping(.any), "Parameters of the sequence."),
        Key("each", .any, "A list; the steps run for every element."),
        Key("in", .text, "The variable that holds the element."),
        Key("while", .list(.object(.expectation)), "The steps run as long as these hold."),
        Key("if", .list(.object(.expectation)), "Chooses between `then` and `else`."),
        Key("then", .list(.object(.step)), "Steps when the conditions hold."),
        Key("else", .list(.object(.step)), "Steps when they do not."),
        Key("steps", .list(.object(.step)), "The body of a loop."),
        Key("max", .integer, "The bound of a loop."),
        Key("command", .list(.text), "A program and its arguments; no shell."),
        Key("input", .any, "What the program reads, as JSON."),
        Key("delay", .duration, "Waits."),
        Key("as", .text, "The actor, where it is another than the check's."),
        Key("note", .text, "For readers of the file."),
        Key("timeout", .duration, "For the request, the program, or what is waited for on a page."),
        Key("retry", .object(.retry), "Repeats the step until its expectations hold."),
        Key("expect", .list(.object(.expectation)), "What must hold after it."),
        Key("capture", .mapping(.object(.capture)), "Variables that queries fill."),
      ] + requestOptions + pageActionKeys
    var companions: [String: [String]] = [
      "with": ["call"], "in": ["each"], "steps": ["each", "while"], "max": ["each", "while"],
      "then": ["if"], "else": ["if"], "input": ["command"], "dialog": pageActions,
    ]
    for key in requestOptions { companions[key.name] = ["request"] }
    return Object(keys, exactlyOne: stepActions, companions: companions)
  }()

  private static let part = Object(
    [
      Key("name", .text, required: true, "The name of the field."),
      Key("value", .text, "Its value."),
      Key("file", .text, "A file beside the binding."),
      Key("type", .text, "Its media type."),
    ], exactlyOne: ["value", "file"])

  private static let tls = Object([
    Key("ca", .text, "A file of trusted certificates."),
    Key("certificate", .text, "The client's certificate."),
    Key("key", .text, "The client's key."),
    Key("insecure", .boolean, "Accepts any certificate."),
  ])

  /// Queries that take their predicates as their value.
  static let plainQueries = [
    "status", "version", "body", "bytes", "text", "url", "redirects", "ip", "duration", "sha256",
    "md5", "title", "console", "dialogs",
  ]
  /// Queries that take an argument.
  static let argumentQueries = [
    "header", "cookie", "json", "xpath", "css", "regex", "variable", "certificate",
  ]
  static let queries =
    plainQueries + argumentQueries + elementQueries.filter { !argumentQueries.contains($0) }

  static let cookieAttributes = [
    "Value", "Expires", "Max-Age", "Domain", "Path", "Secure", "HttpOnly", "SameSite",
  ]

  private static let queryKeys: [Key] =
    queries.map { name in
      let shape: Shape =
        name == "certificate"
        ? .choice(["subject", "issuer", "start", "expiry", "serial", "names"]) : .any
      return Key(name, shape, "What is looked at.")
    } + elementKeys + [
      Key("attribute", .text, "The attribute of the cookie or the element."),
      Key("all", .boolean, "Holds the predicates against each value."),
      Key("filter", .listOrOne(.any), "Filters, in order."),
    ]

  private static let queryCompanions: [String: [String]] = {
    var companions = ["attribute": ["cookie"] + elementQueries, "all": ["json"] + elementQueries]
    for key in elementKeys { companions[key.name] = elementQueries }
    return companions
  }()

  private static let expectation = Object(
    queryKeys + Predicate.Name.allCases.map { Key($0.rawValue, .any, "A predicate.") } + [
      Key("not", .mapping(.any), "Predicates that must not hold.")
    ], exactlyOne: queries, companions: queryCompanions, yielding: ["text": elementQueries])

  private static let capture = Object(
    queryKeys, exactlyOne: queries, companions: queryCompanions,
    yielding: ["text": elementQueries])

  private static let actor = Object([
    Key("persona", .text, "Who it is."),
    Key("role", .text, "The role in the target."),
    Key("tenants", .listOrOne(.text), "The tenants in scope, or `all`."),
    Key("sign-in", .object(.signIn), "How a session is obtained."),
    Key("page-sign-in", .object(.signIn), "How a session is obtained for pages."),
    Key("headers", .mapping(.any), "Headers of all their requests."),
  ])

  private static let signIn = Object(
    [
      Key("token", .text, "Sent as a bearer token."),
      Key("basic", .object(.basic), "Sent as basic authentication."),
      Key("oauth2", .object(.clientCredentials), "The client credentials grant."),
      Key("form", .object(.form), "Submits a form of a page."),
      Key("steps", .list(.object(.step)), "Any steps."),
      Key("bearer", .text, "The token that the steps obtained."),
      Key("storage-state", .text, "A browser state saved by Playwright."),
      Key("command", .list(.text), "A program that prints a token."),
      Key("code", .object(.code), "A one-time code that is asked for afterwards."),
    ],
    exactlyOne: ["token", "basic", "oauth2", "form", "steps", "storage-state", "command"],
    companions: ["bearer": ["steps"], "code": ["form", "steps"]])

  private static let basic = Object([
    Key("user", .text, required: true, "The user's name."),
    Key("password", .text, required: true, "The password."),
  ])

  private static let clientCredentials = Object([
    Key("token-url", .text, required: true, "Where the token is issued."),
    Key("client-id", .text, required: true, "The client."),
    Key("client-secret", .text, required: true, "Its secret."),
    Key("scope", .text, "The scopes that are asked for."),
  ])

  private static let form = Object([
    Key("page", .text, required: true, "The page with the form."),
    Key("fields", .mapping(.text), required: true, "Fields by name."),
  ])

  private static let code = Object([
    Key("page", .text, required: true, "The page that asks for the code."),
    Key("field", .text, required: true, "The field by name."),
    Key("from", .object(.codeSource), required: true, "Where the code comes from."),
  ])

  private static let codeSource = Object(
    [
      Key("totp", .text, "A base32 secret (RFC 6238)."),
      Key("outbox", .object(.outbox), "An address that tells of messages."),
      Key("command", .list(.text), "A program that prints the code."),
    ], exactlyOne: ["totp", "outbox", "command"])

  private static let outbox = Object([
    Key("request", .text, required: true, "The request."),
    Key("code", .object(.capture), required: true, "Where the code is in the answer."),
  ])

  private static let environment = Object([
    Key("target", .choice(["reference"]), "Starts the bundled reference system."),
    Key("base-url", .text, "The address of the target."),
    Key("hosts", .listOrOne(.text), "Other hosts that may be asked."),
    Key("variables", .mapping(.any), "Variables of all checks on this target."),
    Key("secrets", .mapping(.object(.secret)), "Variables that never reach an artefact."),
    Key("headers", .mapping(.mapping(.any)), "Headers by host."),
    Key("limits", .object(.limits), "Bounds of a run."),
    Key("writes", .choice(["allowed", "denied"]), "Whether checks that write may run."),
    Key("capture", .choice(["all", "failures", "none"]), "Which exchanges are kept."),
    Key("tls", .object(.tls), "TLS options of all requests."),
    Key("browser", .object(.browser), "How pages are shown."),
  ])

  private static let secret = Object(
    [
      Key("env", .text, "The environment variable that holds it."),
      Key("default", .text, "Its value where the variable is unset; for demonstrations only."),
      Key("file", .text, "The file that holds it."),
    ], exactlyOne: ["env", "file"], companions: ["default": ["env"]])

  private static let limits = Object([
    Key("requests", .integer, "Requests a run may send."),
    Key("rate", .number, "Requests a second."),
    Key("concurrency", .integer, "Checks at once."),
    Key("timeout", .duration, "For one request."),
  ])
}
