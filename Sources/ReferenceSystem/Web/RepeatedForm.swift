/// The page of a form that was refused, with what was entered and with the errors beside its fields.
struct RepeatedForm {
  private let call: Call
  private var issues: [(field: String, text: String)]

  /// Nil if the failure is none that a form can show.
  static func page(for failure: Failure, _ call: Call) -> Page? {
    guard var form = RepeatedForm(failure, call) else { return nil }
    let shown = call.route.method == .get ? form.withoutWrongFilters() : form.ofAction()
    return shown.map(form.marked)
  }

  private init?(_ failure: Failure, _ call: Call) {
    guard failure.code == .invalidFilter || failure.code == .validation else { return nil }
    self.call = call
    issues = Self.issues(of: failure)
    if issues.isEmpty { return nil }
  }

  private static func issues(of failure: Failure) -> [(field: String, text: String)] {
    failure.details.compactMap { detail in
      guard let field = detail["field"]?.string, let issue = detail["issue"]?.string else {
        return nil
      }
      // The form asks for tenants, of which the API makes a scope.
      return (field == "tenant_scope" ? "tenants" : field, issue)
    }
  }

  /// The same page as if the filters that are not valid had not been given.
  private mutating func withoutWrongFilters() -> Page? {
    guard let show = call.route.page else { return nil }
    var request = call.request
    for _ in 0...request.query.count {
      for issue in issues { request.query[issue.field] = nil }
      do {
        return try show(call.with(request, on: call.route))
      } catch let failure as Failure where failure.code == .invalidFilter {
        let found = Self.issues(of: failure)
        guard found.contains(where: { request.query[$0.field] != nil }) else { return nil }
        issues += found
      } catch {
        return nil
      }
    }
    return nil
  }

  /// The page from which an action is taken, if the reader may see it now.
  private func ofAction() -> Page? {
    let path = call.route.returnPath(call)
    guard let (route, parameters) = RouteTable.page(at: path), let show = route.page,
      let caller = call.caller, route.admits(caller),
      route.stepUp == nil || caller.hasStepUp(at: call.now)
    else { return nil }
    var request = IncomingRequest(method: "GET", path: path)
    request.pathParameters = parameters
    request.headers = call.request.headers
    return try? show(call.with(request, on: route))
  }

  private func marked(_ page: Page) -> Page {
    var page = page
    var told: [String] = []
    for section in page.sections.indices {
      for block in page.sections[section].blocks.indices {
        guard case .form(var form) = page.sections[section].blocks[block], isMine(form) else {
          continue
        }
        told += mark(&form)
        page.sections[section].blocks[block] = .form(form)
      }
    }
    let unseen = issues.filter { issue in !told.contains(issue.field) }
      .map { "\(Format.words(.string($0.field))) \($0.text)." }
    let outcome =
      call.route.method == .get
      ? "A filter is not valid and was left out." : "Nothing was done; a field is not right."
    page.error = ([outcome] + unseen).joined(separator: " ")
    page.message = nil
    return page
  }

  private func isMine(_ form: Page.Form) -> Bool {
    form.method == (call.route.method == .get ? "get" : "post") && form.action == call.request.path
  }

  /// Puts back what was entered and says what is wrong; the names of the fields that tell it.
  private func mark(_ form: inout Page.Form) -> [String] {
    let entered = call.route.method == .get ? call.request.query : call.request.form
    var told: [String] = []
    for index in form.fields.indices {
      if case .hidden = form.fields[index].kind { continue }
      let name = form.fields[index].name
      form.fields[index].value = entered[name] ?? form.fields[index].value
      let texts = issues.filter { $0.field == name }.map(\.text)
      guard !texts.isEmpty else { continue }
      // A browser shows no text in a field for dates, and warns about it.
      if case .text(type: "date", _) = form.fields[index].kind { form.fields[index].value = "" }
      form.fields[index].error =
        "\(form.fields[index].title) \(texts.joined(separator: " and "))."
      told.append(name)
    }
    return told
  }
}

extension Call {
  /// This call as it would be with another request.
  fileprivate func with(_ request: IncomingRequest, on route: Route) -> Call {
    Call(
      instance: instance, database: database, route: route, request: request,
      requestID: requestID, now: now, caller: caller)
  }
}
