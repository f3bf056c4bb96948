import JSONTree
import SourceText

/// Which variables the steps so far have set and used.
struct VariableScope {
  var defined: Set<String>
  var used: Set<String> = []
  var captured: [(name: String, location: BindingLocation)] = []

  /// Whether a name is set, or is a member (`item.id`) of one that is.
  func defines(_ name: String) -> Bool {
    defined.contains(name) || defined.contains(String(name.prefix { $0 != "." }))
  }
}

extension BindingValidator {
  /// Walks a check in the order of its steps; returns the names that it uses.
  mutating func checkFlow(_ check: CheckBinding, in file: BindingFile) -> Set<String> {
    checkActor(check.actor, at: check.places["as"] ?? check.location)
    mayWrite = check.writes || check.isIsolated
    var scope = VariableScope(
      defined: provided.union(file.variables.map(\.name)).union(check.requires))
    for variable in file.variables { scope.used.formUnion(variable.value.variables) }
    let names = check.examples.map { Set($0.variables.map(\.name)) }
    if let first = names.first, names.contains(where: { $0 != first }) {
      report("WM512", check.location, "the rows of `examples` do not set the same variables")
    }
    for variable in check.variables + check.examples.flatMap(\.variables) {
      use(variable.value.variables, at: variable.location, &scope)
      scope.defined.insert(variable.name)
      checkPlainSecret(variable.name, variable.value, at: variable.location)
    }
    walk(check.steps, &scope, sequences: [])
    walk(check.cleanup, &scope, sequences: [])
    mayWrite = true
    let own = check.variables + (check.examples.first?.variables ?? [])
    let settable = own.map { ($0.name, $0.location) } + scope.captured
    for (name, location) in settable where !scope.used.contains(name) {
      report("WM513", location, "nothing uses the variable '\(name)'", severity: .warning)
    }
    return scope.used
  }

  /// Walks the requests that bring a monitor what it needs.
  mutating func checkSources(of monitor: MonitorBinding) {
    var scope = VariableScope(defined: provided.union(monitor.requires))
    mayWrite = false
    for source in monitor.sources {
      switch source.origin {
      case .request(let step): walk([step], &scope, sequences: [])
      case .value(let value): use(value.variables, at: source.location, &scope)
      case .file: break
      }
    }
    mayWrite = true
  }

  mutating func checkActors() {
    for actor in set.actors.values.sorted(by: { $0.name < $1.name }) {
      let before = diagnostics.count
      defer { keepProblems(of: actor.name, since: before) }
      var scope = VariableScope(defined: provided)
      for field in actor.headers {
        use(field.value.variables, at: actor.location, &scope)
        checkPlainSecret(field.name, field.value, at: actor.location)
      }
      for signIn in [actor.signIn, actor.pageSignIn] {
        if let signIn { check(signIn, of: actor, &scope) }
      }
    }
  }

  private mutating func check(
    _ signIn: SignIn, of actor: ActorBinding, _ scope: inout VariableScope
  ) {
    switch signIn.method {
    case .token(let token):
      checkPlainSecret("token", JSONTemplate(token), at: actor.location)
      use(token.variables, at: actor.location, &scope)
    case .basic(let user, let password):
      checkPlainSecret("password", JSONTemplate(password), at: actor.location)
      use(user.variables + password.variables, at: actor.location, &scope)
    case .clientCredentials(let grant):
      checkPlainSecret("client-secret", JSONTemplate(grant.clientSecret), at: actor.location)
      use(
        grant.tokenURL.variables + grant.clientID.variables + grant.clientSecret.variables
          + (grant.scope?.variables ?? []), at: actor.location, &scope)
    case .form(let page, let fields):
      use(page.variables, at: actor.location, &scope)
      use(fields, at: actor.location, &scope)
    case .steps(let steps, let bearer):
      walk(steps, &scope, sequences: [])
      use(bearer?.variables ?? [], at: actor.location, &scope)
    case .storageState(let file): use(file.variables, at: actor.location, &scope)
    case .command(let arguments):
      use(arguments.flatMap(\.variables), at: actor.location, &scope)
    }
  }

  private mutating func keepProblems(of actor: String, since count: Int) {
    let problems =
      diagnostics[count...].filter { $0.severity == .error } + touched
      + fileProblems(of: .actor(actor), in: "")
    touched = []
    if !problems.isEmpty { actorProblems[actor] = problems }
  }

  /// Says that a request writes where the check does not; a live target would be changed by
  /// something that looks as if it only read.
  private mutating func checkMethod(of request: RequestBinding, at location: BindingLocation) {
    guard !mayWrite, !request.isSafe else { return }
    report(
      "WM521", location, "\(request.method) writes, and the check does not say that it does",
      help:
        "add `writes: true` to the check, or `isolated: true` where it has the target for itself")
  }

  private mutating func walk(
    _ steps: [Step], _ scope: inout VariableScope, sequences: [String]
  ) {
    for step in steps {
      if let actor = step.actor { checkActor(actor, at: step.location) }
      visit(step, &scope, sequences: sequences)
      use(step.expectations, &scope)
      for capture in step.captures {
        use(capture.query, at: capture.location, &scope)
        use(capture.filters, &scope)
        scope.defined.insert(capture.name)
        if sequences.isEmpty { scope.captured.append((capture.name, capture.location)) }
      }
    }
  }

  private mutating func visit(
    _ step: Step, _ scope: inout VariableScope, sequences: [String]
  ) {
    switch step.action {
    case .request(let request):
      checkMethod(of: request, at: step.location)
      use(request, at: step.location, &scope)
    case .set(let assignments):
      for assignment in assignments {
        use(assignment.value.variables, at: assignment.location, &scope)
        scope.defined.insert(assignment.name)
      }
    case .call(let name, let arguments):
      call(name, arguments, at: step.location, &scope, sequences: sequences)
    case .each(let list, let variable, let limit, let steps):
      use(list.variables, at: step.location, &scope)
      if limit < 1 || list.literal?.arrayValue?.isEmpty == true {
        report("WM518", step.location, "the steps of this loop can never run")
      }
      scope.defined.insert(variable)
      walk(steps, &scope, sequences: sequences)
    case .whileHolds(let conditions, let limit, let steps):
      if limit < 1 { report("WM518", step.location, "the steps of this loop can never run") }
      use(conditions, &scope)
      walk(steps, &scope, sequences: sequences)
    case .branch(let conditions, let then, let otherwise):
      use(conditions, &scope)
      walk(then, &scope, sequences: sequences)
      walk(otherwise, &scope, sequences: sequences)
    case .command(let arguments, let input, _):
      use(
        arguments.flatMap(\.variables) + (input?.variables ?? []), at: step.location, &scope)
    case .page(let page):
      use(page.variables, at: step.location, &scope)
      if case .wait(let expectations) = page.action { use(expectations, &scope) }
      if case .fill(let locator, let text) = page.action {
        checkPlainSecret(locator.value.literal ?? "", JSONTemplate(text), at: step.location)
      }
    case .delay: break
    }
  }

  private mutating func call(
    _ name: String, _ arguments: [Assignment], at location: BindingLocation,
    _ scope: inout VariableScope, sequences: [String]
  ) {
    for argument in arguments { use(argument.value.variables, at: argument.location, &scope) }
    guard let sequence = set.sequences[name] else {
      let near = NearMiss.suggestion(for: name, among: set.sequences.keys.sorted())
      report(
        "WM501", location, "there is no sequence '\(name)'",
        help: near.map { "did you mean '\($0)'?" } ?? "declare it under `sequences:`")
      return
    }
    calledSequences.insert(name)
    touched += fileProblems(of: .sequence(name), in: "")
    guard !sequences.contains(name) else {
      report(
        "WM516", location, "the sequence '\(name)' calls itself without a bound",
        help: "use `each` or `while`")
      return
    }
    let given = Set(arguments.map(\.name))
    for parameter in sequence.parameters {
      if parameter.fallback == nil, !given.contains(parameter.name) {
        report("WM512", location, "'\(name)' needs the parameter '\(parameter.name)'")
      }
      scope.defined.insert(parameter.name)
    }
    for argument in arguments
    where !sequence.parameters.contains(where: { $0.name == argument.name }) {
      report("WM501", argument.location, "'\(name)' has no parameter '\(argument.name)'")
    }
    walk(sequence.steps, &scope, sequences: sequences + [name])
  }

  // MARK: - Uses

  private mutating func use(
    _ names: [String], at location: BindingLocation, _ scope: inout VariableScope
  ) {
    scope.used.formUnion(names)
    scope.used.formUnion(names.map { String($0.prefix { $0 != "." }) })
    for name in names where !scope.defines(name) {
      if let reason = missing[name] {
        report("WM512", location, reason, help: "set it, or take another target")
        scope.defined.insert(name)
        continue
      }
      let near = NearMiss.suggestion(for: name, among: scope.defined.sorted())
      report(
        "WM512", location, "nothing sets the variable '\(name)'",
        help: near.map { "did you mean '\($0)'?" }
          ?? "capture it in an earlier step, or set it with `variables:` or --set \(name)=…")
      scope.defined.insert(name)
    }
  }

  private mutating func use(
    _ fields: [RequestBinding.Field], at location: BindingLocation, _ scope: inout VariableScope
  ) {
    for field in fields {
      use(field.value.variables, at: location, &scope)
      checkPlainSecret(field.name, field.value, at: location)
    }
  }

  private mutating func use(
    _ request: RequestBinding, at location: BindingLocation, _ scope: inout VariableScope
  ) {
    use(request.url.variables, at: location, &scope)
    use(request.query + request.headers + request.cookies, at: location, &scope)
    switch request.body {
    case .none, .bytes: break
    case .text(let text), .file(let text): use(text.variables, at: location, &scope)
    case .json(let value): use(value.variables, at: location, &scope)
    case .form(let fields): use(fields, at: location, &scope)
    case .multipart(let parts):
      for part in parts {
        use(
          (part.value?.variables ?? []) + (part.file?.variables ?? []), at: location, &scope)
      }
    }
  }

  private mutating func use(_ expectations: [Expectation], _ scope: inout VariableScope) {
    for expectation in expectations {
      use(expectation.query, at: expectation.location, &scope)
      use(expectation.filters, &scope)
      for predicate in expectation.predicates {
        use(predicate.argument.variables, at: predicate.location, &scope)
      }
    }
  }

  private mutating func use(_ filters: [FilterBinding], _ scope: inout VariableScope) {
    for filter in filters {
      use(filter.argument?.variables ?? [], at: filter.location, &scope)
    }
  }

  private mutating func use(
    _ query: QueryBinding, at location: BindingLocation, _ scope: inout VariableScope
  ) {
    switch query {
    case .header(let template), .cookie(let template, _), .xpath(let template),
      .css(let template), .json(.template(let template)), .regex(.template(let template)):
      use(template.variables, at: location, &scope)
    case .element(let locator, _): use(locator.variables, at: location, &scope)
    case .variable(let name): use([name], at: location, &scope)
    default: break
    }
  }

  // MARK: - Secrets

  private static let secretNames = [
    "password", "passwd", "secret", "token", "api-key", "api_key", "apikey", "authorization",
    "client-secret", "client_secret", "x-api-key",
  ]

  /// Text under a secret's name that is no template; a word of warning, since checks of a refused
  /// sign-in write a wrong one on purpose.
  mutating func checkPlainSecret(
    _ name: String, _ value: JSONTemplate, at location: BindingLocation
  ) {
    let isEmpty = value.literal?.stringValue?.isEmpty ?? true
    guard Self.secretNames.contains(name.lowercased()), value.variables.isEmpty, !isEmpty
    else { return }
    report(
      "WM517", location, "'\(name)' is written in plain text", severity: .warning,
      help: "keep it under `secrets:` of the environment and write `{{\(name.lowercased())}}`")
  }
}
