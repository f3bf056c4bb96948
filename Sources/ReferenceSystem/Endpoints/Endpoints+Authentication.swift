/// Signing in and out, step-up, and who one is.
enum AuthenticationEndpoints {
  static let routes: [Route] = [signIn, signOut, session, stepUp, stepUpRequest]

  private static let personSchema = Schema.object([
    "id": Schema.string, "name": Schema.string, "email": Schema.string, "role": Schema.string,
    "tenant_scope": Schema.anything, "scopes": Schema.list(Schema.string),
  ])

  private static let signIn = Route(
    id: "signIn", method: .post, path: "/api/v1/auth/sign-in",
    summary: "Opens a session; its token goes into the Authorization header.", access: .open,
    audit: .init(action: "auth.sign_in", area: .security, target: "session"), rate: .signIn,
    requestSchema: Schema.object(["email": Schema.string, "password": Schema.string]),
    responseSchema: Schema.object([
      "token": Schema.string, "token_type": Schema.string, "expires_at": Schema.instant,
      "user": personSchema,
    ])
  ) { call in
    let body = try call.body()
    guard let email = body["email"]?.string, let password = body["password"]?.string,
      email.utf8.count <= 320, password.utf8.count <= 1024
    else {
      throw Failure.validation(
        [.issue("email, password", "both are required strings")], status: 400)
    }
    let sessions = Sessions(database: call.database, now: call.now)
    guard let opened = try sessions.signIn(email: email, password: password) else {
      return .refused(
        Failure(
          code: .authenticationRequired, status: 401,
          message: "The address or the password is not right."))
    }
    return .ok([
      "token": .string(opened.token), "token_type": "Bearer",
      "expires_at": JSON(opened.principal.session?.expiresAt), "user": person(opened.principal),
    ]).audited(target: "session", ["user": .string(opened.principal.id)])
  }

  private static let signOut = Route(
    id: "signOut", method: .post, path: "/api/v1/auth/sign-out",
    summary: "Ends the session; its token is void from then on.", access: .signedIn,
    audit: .init(action: "auth.sign_out", area: .security, target: "session"),
    responseSchema: Schema.object(["signed_out": Schema.boolean])
  ) { call in
    if let session = try call.principal().session, !call.isOn(.signOutKeepsSession) {
      try Sessions(database: call.database, now: call.now).signOut(session: session.key)
    }
    return .ok(["signed_out": true])
  }

  private static let session = Route(
    id: "getSession", method: .get, path: "/api/v1/auth/session",
    summary: "Who holds this token, and until when.", access: .signedIn,
    responseSchema: Schema.object([
      "user": personSchema, "expires_at": Schema.optional(Schema.instant),
      "step_up_until": Schema.optional(Schema.instant),
    ])
  ) { call in
    let principal = try call.principal()
    let until = principal.session?.stepUpUntil.flatMap { call.now < $0 ? $0 : nil }
    return .ok([
      "user": person(principal), "expires_at": JSON(principal.session?.expiresAt),
      "step_up_until": JSON(until),
    ])
  }

  private static let stepUpRequest = Route(
    id: "requestStepUpCode", method: .post, path: "/api/v1/auth/step-up/request",
    summary: "Sends a new one-time code through Loop; earlier codes are void.",
    access: .roles(Role.allCases),
    audit: .init(action: "auth.step_up_requested", area: .security, target: "session"),
    rate: .stepUp, requestSchema: Schema.object(["reason": Schema.string], optional: ["reason"]),
    responseSchema: Schema.object([
      "delivery": Schema.object(["channel": Schema.string, "to": Schema.string]),
      "reason": Schema.string, "expires_at": Schema.instant,
    ]), successStatus: 202
  ) { call in
    let principal = try call.principal()
    guard let session = principal.session else { throw Failure.insufficientPermissions }
    let reason = try call.body()["reason"]?.string.map { String($0.prefix(200)) }
    let told = reason ?? "A sensitive action"
    let expires = try StepUpCodes(database: call.database, now: call.now)
      .send(to: principal, session: session.key, reason: told)
    return .ok(
      [
        "delivery": ["channel": "loop", "to": .string(masked(principal.email))],
        "reason": .string(told), "expires_at": JSON(expires),
      ], status: 202)
  }

  private static let stepUp = Route(
    id: "stepUp", method: .post, path: "/api/v1/auth/step-up",
    summary: "Redeems the one-time code that was sent; sensitive actions open for ten minutes.",
    access: .roles(Role.allCases),
    audit: .init(action: "auth.step_up", area: .security, target: "session"), rate: .stepUp,
    requestSchema: Schema.object(["code": Schema.string]),
    responseSchema: Schema.object([
      "step_up_until": Schema.instant, "message": Schema.string,
    ])
  ) { call in
    guard let session = try call.principal().session else { throw Failure.insufficientPermissions }
    guard let code = try call.body()["code"]?.string, code.utf8.count <= 32 else {
      throw Failure.validation([.issue("code", "is a required string")], status: 400)
    }
    let codes = StepUpCodes(database: call.database, now: call.now)
    switch try codes.redeem(
      code.trimmingSpaces, session: session.key, controls: call.instance.controls)
    {
    case .accepted(let until):
      return .ok([
        "step_up_until": JSON(until),
        "message": "Confirmed. Sensitive actions are open for a limited time and are logged.",
      ])
    case .wrong(let left):
      return refusal("The code is not right.", reason: "code_wrong", left: left)
    case .expired:
      return refusal("The code has expired. Ask for a new one.", reason: "code_expired", left: 0)
    case .noCode:
      return refusal(
        "There is no code to confirm: it was used, or tried too often. Ask for a new one.",
        reason: "no_valid_code", left: 0)
    }
  }

  private static func refusal(_ message: String, reason: String, left: Int) -> Reply {
    .refused(
      Failure(
        code: .insufficientPermissions, status: 403,
        message: message + " The action stays blocked.",
        details: [["reason": .string(reason), "attempts_left": .integer(left)]]))
  }

  private static func person(_ principal: Principal) -> JSON {
    var scopes: [String] = []
    if case .service(let granted) = principal.kind { scopes = granted }
    return [
      "id": .string(principal.id), "name": .string(principal.name),
      "email": .string(principal.email), "role": .string(principal.roleName),
      "tenant_scope": principal.tenantScope.json, "scopes": JSON(scopes),
    ]
  }

  /// `c•••@example.org`: enough to recognise, too little to learn.
  private static func masked(_ email: String) -> String {
    let parts = email.split(separator: "@")
    guard let first = parts.first?.first, let host = parts.last else { return "" }
    return "\(first)•••@\(host)"
  }
}
