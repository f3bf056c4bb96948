/// The cookies of pages: the session's token, and a mark for the form of signing in.
enum SessionCookie {
  static let name = "wm_session"
  static let formName = "wm_form"

  /// - Parameter isSecure: the reader came over TLS, as a proxy in front tells
  static func set(_ token: String, isSecure: Bool, isLoose: Bool) -> (name: String, value: String) {
    let flags = isLoose ? "" : "; HttpOnly; SameSite=Strict"
    return (
      "Set-Cookie",
      "\(name)=\(token); Path=/; Max-Age=\(Sessions.lifetime)\(flags)\(isSecure ? "; Secure" : "")"
    )
  }

  static let clear: (name: String, value: String) =
    ("Set-Cookie", "\(name)=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict")

  static func setForm(_ mark: String, isSecure: Bool) -> (name: String, value: String) {
    (
      "Set-Cookie",
      "\(formName)=\(mark); Path=/sign-in; HttpOnly; SameSite=Strict\(isSecure ? "; Secure" : "")"
    )
  }

  /// `text` if it is a mark that this program made, so that a form in another tab stays good.
  static func formMark(_ text: String) -> String? {
    text.utf8.count == 32 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
      ? text : nil
  }
}

/// Ties each form that posts to the session, or before it to a cookie, against forged requests.
struct FormToken {
  static let field = "csrf"

  let call: Call

  init(_ call: Call) { self.call = call }

  var value: String {
    let isSigningIn = call.route.path == "/sign-in"
    let session = isSigningIn ? nil : call.caller?.session?.key
    return token(of: session ?? call.request.cookies[SessionCookie.formName] ?? "")
  }

  /// The token of a form that goes out with the cookie `mark`.
  func token(of mark: String) -> String {
    Crypto.hexadecimal(
      Crypto.authenticationCode(key: call.instance.formKey, message: "form:" + mark))
  }

  func check() throws(Failure) {
    let sent = call.request.form[Self.field] ?? ""
    guard !Crypto.constantTimeEqual(sent, value), !call.isOn(.formTokenNotChecked) else { return }
    throw Failure(
      code: .insufficientPermissions, status: 403,
      message: "The form had expired. Go back, load the page again and repeat.",
      details: [["reason": "form_expired"]])
  }
}
