extension Grammar {
  /// The keys that say what a monitor demands.
  static let monitorKinds = [
    "wording", "canaries", "secrets", "audit", "schema", "accessibility", "budget", "internals",
    "headers", "access",
  ]

  /// Keys of a binding file that monitors need.
  static let monitorKeys: [Key] = [
    Key("monitors", .list(.object(.monitor)), "Rules that hold for every exchange of a run."),
    Key(
      "word-lists", .mapping(.either([.list(.text), .object(.wordList)])),
      "Words and phrases by name, for monitors of wording."),
    Key("access", .mapping(.object(.accessMatrix)), "Who may use which route, by name."),
  ]

  static let monitor = Object(
    [
      Key("id", .text, required: true, "Unique in the project."),
      Key("title", .text, "One sentence for people."),
      Key(
        "verifies", .listOrOne(.either([.text, .mapping(.text)])),
        "Obligations as `journey#path`, or these with the sentence they mean."),
      Key("owner", .text, "The team that mends it."),
      Key("xray", .text, "The key in a test management system."),
      Key("only", .listOrOne(.text), "Environments that it watches."),
      Key("except", .listOrOne(.text), "Environments that it does not watch."),
      Key("requires", .listOrOne(.text), "Variables without which it has nothing to go by."),
      Key("applies", .object(.applies), "The exchanges that it is about; all by default."),
      Key("wording", .object(.wording), "What answers must say, and must not."),
      Key("canaries", .object(.canaries), "Values of one tenant that nobody else may see."),
      Key("secrets", .object(.secretPlaces), "Where credentials must not stand."),
      Key("audit", .object(.audit), "Requests that must leave an entry in the audit log."),
      Key("schema", .object(.answerSchema), "What answers must look like."),
      Key("accessibility", .object(.accessibility), "Barriers that pages must not have."),
      Key("budget", .object(.budget), "How long answers may take."),
      Key("internals", .object(.internals), "Details of the system that must not be shown."),
      Key("headers", .object(.headerDemands), "Header fields and cookies of answers."),
      Key("access", .object(.accessUse), "Who may use which route."),
    ], exactlyOne: monitorKinds)

  private static let methodChoices = ["api", "page", "browser"]

  static let applies = Object([
    Key("routes", .listOrOne(.text), "Patterns such as `GET /api/v1/tenants/{id}/**`."),
    Key("actors", .listOrOne(.text), "Who sent the request."),
    Key("kinds", .listOrOne(.choice(methodChoices)), "How it was sent."),
    Key("statuses", .listOrOne(.text), "Such as `200`, `4XX` or `200-299`."),
    Key("except", .object(.exceptions), "Exchanges that are left out."),
  ])

  static let exceptions = Object([
    Key("routes", .listOrOne(.text), "Patterns of routes."),
    Key("actors", .listOrOne(.text), "Who sent the request."),
    Key("checks", .listOrOne(.text), "Checks, as `journey/check`, that change what holds."),
  ])

  static let wordList = Object([
    Key("extends", .listOrOne(.text), "Lists whose words it has too."),
    Key("words", .listOrOne(.text), "Words and phrases; `*` at the end takes any ending."),
    Key("without", .listOrOne(.text), "Words of those lists that it leaves out."),
  ])

  static let wording = Object([
    Key("values", .object(.valueSelector), "Values near which it holds; all text by default."),
    Key("require", .listOrOne(.text), "Word lists of each of which a phrase must stand near."),
    Key("forbid", .listOrOne(.text), "Word lists of which no phrase may stand there."),
    Key("reach", .integer, "How many enclosing JSON objects count as near; 0 by default."),
  ])

  static let valueSelector = Object([
    Key("json", .listOrOne(.text), "Names of members, with `*`."),
    Key("page", .text, "`money`, `percent`, or a regular expression for text."),
    Key("regions", .listOrOne(.text), "Names of regions of pages, with `*`."),
  ])

  /// Where something that a monitor needs comes from.
  private static let sourceKeys: [Key] = [
    Key("request", .text, "A request whose answer is taken, such as `GET /openapi.json`."),
    Key("as", .text, "Who asks."),
    Key("query", .mapping(.any), "Query parameters."),
    Key("headers", .mapping(.any), "Header fields."),
    Key("file", .text, "A file beside the binding, in JSON or YAML."),
    Key("value", .any, "The thing itself."),
  ]
  private static let sourceKinds = ["request", "file", "value"]
  private static let sourceCompanions = [
    "as": ["request"], "query": ["request"], "headers": ["request"],
  ]

  static let source = Object(
    sourceKeys, exactlyOne: sourceKinds, companions: sourceCompanions)

  static let canaries = Object([
    Key("planted", .object(.planted), "Markers that the target's data carry."),
    Key("derived", .object(.derived), "How markers are found where none are planted."),
    Key("outside", .listOrOne(.text), "Actors that may see no tenant's markers at all."),
  ])

  static let planted = Object(
    sourceKeys + [
      Key("tenants", .text, "A JSONPath to each tenant; `$[*]` by default."),
      Key("tenant", .text, "A JSONPath from there to its id; `$.id` by default."),
      Key("values", .text, "A JSONPath from there to its markers; `$.canaries[*]` by default."),
    ], exactlyOne: sourceKinds, companions: sourceCompanions)

  static let derived = Object([
    Key("routes", .listOrOne(.text), "Routes with `{tenant}` in them."),
    Key("ignore", .listOrOne(.text), "Names of members that are never markers, with `*`."),
  ])

  static let secretPlaces = Object([
    Key(
      "where",
      .listOrOne(
        .choice([
          "addresses", "redirects", "referer", "errors", "pages", "bodies", "headers",
        ])), "Places that are looked at; all by default."),
    Key("issuing", .listOrOne(.text), "Routes whose bodies hand out a credential."),
    Key("parameters", .listOrOne(.text), "More names of parameters that hold credentials."),
  ])

  static let audit = Object([
    Key("log", .object(.auditLog), required: true, "Where the entries come from."),
    Key("header", .text, "The header that names the request; `X-Request-Id` by default."),
    Key("id", .text, "A JSONPath from an entry to that name; `$.request_id` by default."),
    Key("action", .text, "A JSONPath from an entry to the action."),
    Key("needs", .listOrOne(.text), "JSONPaths that find something in each entry."),
    Key(
      "routes", .either([.listOrOne(.text), .mapping(.text)]), required: true,
      "Routes that are sensitive, or these with the action that is written."),
  ])

  static let auditLog = Object(
    sourceKeys + [
      Key("entries", .text, "A JSONPath to each entry; `$[*]` by default."),
      Key("cursor", .text, "A JSONPath to the cursor of the next page."),
      Key("parameter", .text, "The query parameter of the cursor; `cursor` by default."),
      Key("pages", .integer, "How many pages are read at most; 100 by default."),
      Key("complete", .boolean, "Whether the log holds all entries; true by default."),
    ], exactlyOne: sourceKinds,
    companions: sourceCompanions.merging(["parameter": ["cursor"], "pages": ["cursor"]]) { a, _ in a
    })

  static let answerSchema = Object(
    [
      Key("openapi", .object(.source), "An OpenAPI 3 document."),
      Key("fields", .choice(["documented", "any"]), "Whether members must be documented."),
      Key("base", .text, "The path before the document's paths; its first server's by default."),
      Key("routes", .mapping(.object(.source)), "A JSON Schema for the answers of each route."),
    ], exactlyOne: ["openapi", "routes"], companions: ["fields": ["openapi"], "base": ["openapi"]])

  static let accessibility = Object([
    Key("rules", .listOrOne(.choice(barriers)), "Barriers that are looked for; all by default."),
    Key("without", .listOrOne(.choice(barriers)), "Barriers that are not."),
  ])

  static let barriers = [
    "language", "title", "names", "labels", "images", "headings", "landmarks", "ids", "tables",
    "contrast", "zoom", "focus", "aria", "lists", "timing",
  ]

  static let budget = Object([
    Key("each", .duration, "For each answer."),
    Key("p95", .duration, "For 95 of 100 answers of a route."),
    Key("least", .integer, "Answers that a route needs for that; 5 by default."),
  ])

  static let internals = Object([
    Key("rules", .listOrOne(.choice(details)), "Details that are looked for; all by default."),
    Key("without", .listOrOne(.choice(details)), "Details that are not."),
    Key("addresses", .choice(["private", "all"]), "Which network addresses count."),
  ])

  static let details = [
    "stack-traces", "sql", "addresses", "keys", "paths", "engines", "connections", "hosts",
    "environment", "headers",
  ]

  static let headerDemands = Object([
    Key("require", .mapping(.any), "Fields with their values, or with what holds of them."),
    Key("forbid", .listOrOne(.text), "Fields that must not be there."),
    Key("cookies", .object(.cookieDemands), "Attributes of the cookies that are set."),
  ])

  static let headerTests = ["equals", "contains", "excludes", "matches", "oneOf", "exists"]

  static let cookieDemands = Object([
    Key("names", .listOrOne(.text), "Names with `*`; all by default."),
    Key("HttpOnly", .boolean, "Whether scripts must not read them."),
    Key(
      "Secure", .either([.boolean, .choice(["https"])]), "Whether they need TLS; on `https` only."),
    Key("SameSite", .listOrOne(.choice(["Strict", "Lax", "None"])), "Values that will do."),
    Key("Max-Age", .integer, "The longest life, in seconds."),
  ])

  static let accessUse = Object([
    Key("matrix", .text, required: true, "A matrix under `access:`."),
    Key("routes", .object(.discovery), "The routes that the target has."),
  ])

  static let discovery = Object(
    sourceKeys + [
      Key("list", .text, "A JSONPath to each route; `$[*]` by default."),
      Key("method", .text, "A JSONPath from there to its method; `$.method` by default."),
      Key("path", .text, "A JSONPath from there to its path; `$.path` by default."),
    ], exactlyOne: sourceKinds, companions: sourceCompanions)

  static let accessMatrix = Object([
    Key("roles", .listOrOne(.text), required: true, "The columns: roles of actors."),
    Key("groups", .mapping(.listOrOne(.text)), "Names for several roles."),
    Key("routes", .mapping(.listOrOne(.text)), required: true, "Roles or groups by route."),
    Key("refusals", .listOrOne(.integer), "Statuses of a refusal; 401, 403, 404, 405 by default."),
    Key("redirects", .listOrOne(.text), "Pages that a refusal leads to."),
    Key("notices", .listOrOne(.text), "What a page says that refuses with another status."),
    Key("withheld", .listOrOne(.text), "Names of members that no refusal has."),
    Key(
      "probe", .boolean,
      "Whether cells that no check has shown are asked for; by default where writing is allowed."),
  ])
}
