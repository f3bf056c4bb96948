/// Signing in and out, and confirming with a one-time code.
enum SignInPages {
  static let routes: [Route] = [form, submit, signOut, stepUp, confirm, resend]

  private static let next = Route.Parameter(
    name: "next", summary: "Where to go on.", schema: Schema.string)

  private static let form = Route(
    id: "pageSignIn", method: .get, path: "/sign-in", summary: "", access: .open, query: [next],
    responseSchema: Schema.string, isDocument: true, surface: .page
  ) { call in signInForm(call, error: nil, email: "", status: 200) }

  private static let submit = Route(
    id: "actSignIn", method: .post, path: "/sign-in", summary: "", access: .open,
    audit: .init(action: "auth.sign_in", area: .security, target: "session"), rate: .signIn,
    responseSchema: Schema.string, isDocument: true, surface: .page
  ) { call in
    let fields = call.request.form
    let email = fields["email"] ?? ""
    guard
      let opened = try Sessions(database: call.database, now: call.now)
        .signIn(email: email, password: fields["password"] ?? "")
    else {
      return signInForm(
        call, error: "The address or the password is not right.", email: email, status: 401)
    }
    var location = PagePath.local(fields["next"]) ?? "/"
    if call.isOn(.tokenInRedirect) {
      location += (location.contains("?") ? "&" : "?") + "session=" + opened.token
    }
    var reply = Reply(status: 303, body: .empty, headers: [("Location", location)])
    reply.headers.append(
      SessionCookie.set(
        opened.token, isSecure: call.isSecure,
        isLoose: call.isOn(.cookieFlagsMissing)))
    return reply.audited(target: "session", ["user": .string(opened.principal.id)])
  }

  private static func signInForm(
    _ call: Call, error: String?, email: String, status: Int
  ) -> Reply {
    let mark =
      call.request.cookies[SessionCookie.formName].flatMap(SessionCookie.formMark)
      ?? Crypto.randomHexadecimal(bytes: 16)
    let next = PagePath.local(call.query("next") ?? call.request.form["next"])
    let fields: [Page.Form.Field] = [
      .init(
        name: "csrf", title: "", kind: .hidden, value: FormToken(call).token(of: mark)),
      .init(name: "next", title: "", kind: .hidden, value: next ?? "/"),
      .init(
        name: "email", title: "E-mail address",
        kind: .text(type: "email", autocomplete: "username"),
        value: email, isRequired: true, isInvalid: error != nil),
      .init(
        name: "password", title: "Password",
        kind: .text(type: "password", autocomplete: "current-password"), isRequired: true,
        isInvalid: error != nil),
    ]
    let page = Page(
      title: "Sign in",
      introduction: next == nil || next == "/"
        ? "Executive and operations pages are for those whose role includes them."
        : """
        You are not signed in, or your session has ended. Sign in to go on to the page that you \
        asked for.
        """, error: error,
      sections: [
        Page.Section(
          "Your account",
          [
            .form(
              Page.Form(name: "Sign in", action: "/sign-in", fields: fields, button: "Sign in")),
            .text(
              """
              NileDB, the identity provider, keeps your identity. Loop delivers one-time codes and \
              decides nothing. This application decides what you may see and keeps the audit \
              record. Sensitive actions ask for a code and are logged.
              """),
          ])
      ])
    var reply = Reply(
      status: status,
      body: .document(
        PageRenderer.shared.html(page, in: PageRenderer.Frame()), type: "text/html; charset=utf-8"))
    reply.headers.append(SessionCookie.setForm(mark, isSecure: call.isSecure))
    return reply
  }

  private static let signOut = Route.action(
    "actSignOut", "/sign-out", .signedIn,
    audit: .init(action: "auth.sign_out", area: .security, target: "session")
  ) { call in
    _ = try call.fetch("signOut")
    var reply = PageFailures.redirect(to: "/sign-in")
    reply.headers.append(SessionCookie.clear)
    return reply
  }

  private static let stepUp = Route.page(
    "pageStepUp", "/step-up", .roles(Role.allCases), query: [next]
  ) { call in
    let principal = try call.principal()
    let codes = StepUpCodes(database: call.database, now: call.now)
    if let session = principal.session, try !codes.hasUsableCode(session: session.key) {
      let reason = try codes.reason(session: session.key) ?? "A sensitive action"
      try codes.send(to: principal, session: session.key, reason: reason)
    }
    return try stepUpPage(call, error: nil)
  }

  private static func stepUpPage(_ call: Call, error: String?) throws -> Page {
    let reason = try call.principal().session.flatMap {
      try StepUpCodes(database: call.database, now: call.now).reason(session: $0.key)
    }
    let next = PagePath.local(call.query("next") ?? call.request.form["next"]) ?? "/"
    let hidden = Page.Form.Field(name: "next", title: "", kind: .hidden, value: next)
    return Page(
      title: "Confirm it is you",
      introduction: """
        Why a code is needed: \(reason ?? "A sensitive action"). Actions that change roles, join \
        the data of all tenants or take data out are sensitive, and they are logged.
        """, error: error,
      sections: [
        Page.Section(
          "One-time code",
          [
            .text(
              """
              A code of six digits was sent to you; Loop delivers it, this application checks it. \
              It is valid for five minutes and can be used once.
              """),
            .form(
              Page.Form(
                name: "Confirm with a one-time code", action: "/step-up",
                fields: [
                  hidden,
                  .init(
                    name: "code", title: "One-time code",
                    kind: .text(type: "text", autocomplete: "one-time-code"), isRequired: true,
                    isInvalid: error != nil),
                ], button: "Confirm")),
            .form(
              Page.Form(
                name: "Ask for a new code", action: "/step-up/request", fields: [hidden],
                button: "Send a new code")),
            .links([.init(title: "Cancel and go to the start page", href: "/")]),
          ])
      ])
  }

  private static let confirm = Route.action(
    "actStepUp", "/step-up", .roles(Role.allCases),
    audit: .init(action: "auth.step_up", area: .security, target: "session"), rate: .stepUp
  ) { call in
    guard let session = try call.principal().session else { throw Failure.insufficientPermissions }
    let fields = call.request.form
    let outcome = try StepUpCodes(database: call.database, now: call.now).redeem(
      (fields["code"] ?? "").trimmingSpaces, session: session.key, controls: call.instance.controls)
    let error: String
    switch outcome {
    case .accepted:
      return Reply(
        status: 303, body: .empty,
        headers: [("Location", PagePath.local(fields["next"]) ?? "/")])
    case .wrong(let left):
      error = "The code is not right; the action stays blocked. Attempts left: \(left)."
    case .expired: error = "The code has expired; the action stays blocked. Ask for a new one."
    case .noCode:
      error = "The code was used or tried too often; the action stays blocked. Ask for a new one."
    }
    return call.html(try stepUpPage(call, error: error), status: 403)
      .audited(["outcome_detail": .string(error)])
  }

  private static let resend = Route.action(
    "actStepUpRequest", "/step-up/request", .roles(Role.allCases),
    audit: .init(action: "auth.step_up_requested", area: .security, target: "session"),
    rate: .stepUp
  ) { call in
    let principal = try call.principal()
    guard let session = principal.session else { throw Failure.insufficientPermissions }
    let codes = StepUpCodes(database: call.database, now: call.now)
    let reason = try codes.reason(session: session.key) ?? "A sensitive action"
    try codes.send(to: principal, session: session.key, reason: reason)
    return PageFailures.redirect(
      to: "/step-up", next: PagePath.local(call.request.form["next"]) ?? "/")
  }
}
