/// How refusals look to people: sign in, confirm, or a plain page that leaks nothing.
enum PageFailures {
  static func reply(
    to failure: Failure, headers: [(name: String, value: String)], _ call: Call
  ) -> Reply {
    if failure.status == 401 {
      return redirect(to: "/sign-in", next: call.route.method == .get ? here(call) : nil)
    }
    if failure.details.first?["reason"] == "step_up_required" {
      let next = call.route.method == .get ? here(call) : call.route.returnPath(call)
      return redirect(to: "/step-up", next: next)
    }
    var reply = call.html(
      RepeatedForm.page(for: failure, call) ?? page(for: failure, call), status: failure.status)
    reply.headers += headers
    return reply
  }

  /// The page of a form that nobody read, because it is too large.
  static func tooLarge(_ failure: Failure) -> Reply {
    let page = Page(
      title: "That did not work",
      sections: [
        Page.Section(
          "What you can do",
          [
            .text("What was sent is too large. Nothing was done."),
            .links([.init(title: "Go to the start page", href: "/")]),
          ])
      ])
    let html = PageRenderer.shared.html(page, in: PageRenderer.Frame())
    return Reply(
      status: failure.status, body: .document(html, type: "text/html; charset=utf-8"))
  }

  static func redirect(to path: String, next: String? = nil) -> Reply {
    let query = next.map { "?next=" + PagePath.encoded($0) } ?? ""
    return Reply(status: 303, body: .empty, headers: [("Location", path + query)])
  }

  private static func here(_ call: Call) -> String {
    let query = call.request.rawQuery
    return call.request.path + (query.isEmpty ? "" : "?" + query)
  }

  private static func page(for failure: Failure, _ call: Call) -> Page {
    let home = Page.Link(title: "Go to the start page", href: "/")
    var blocks: [Page.Block] = []
    let title: String
    switch failure.code {
    case .insufficientPermissions, .tenantScopeMismatch:
      blocks.append(.text(failure.message))
      guard failure.details.first?["reason"] != "form_expired" else {
        title = "The form had expired"
        break
      }
      title = "Access restricted"
      if failure.details.first?["reason"] == nil {
        blocks.append(
          .text(
            """
            If you need this for your work, ask your platform administrator for a change of your \
            role or of the tenants that you may see; two people must agree to it.
            """))
      }
      if call.route.audit != nil { blocks.append(.text("This attempt was logged.")) }
    case .notFound:
      title = "Not found"
      blocks.append(.text("There is nothing here that you can see."))
    case .rateLimited:
      title = "Too many requests"
      blocks.append(.text("Wait a minute, then try again."))
    case .partialData:
      title = "Not available now"
      let sources = failure.details.compactMap { $0["source"] }.map { Format.words($0) }
      blocks.append(.text(failure.message))
      if !sources.isEmpty {
        blocks.append(.text("Not available: \(sources.joined(separator: ", ")). Try again later."))
      }
    case .internal, .authenticationRequired:
      title = "Something went wrong"
      blocks.append(.text("This was not your doing. Try again later."))
    case .invalidFilter, .validation, .conflict:
      title = "That did not work"
      blocks.append(.text(failure.message))
    }
    let issues = failure.details.compactMap { detail -> String? in
      if let field = detail["field"]?.string, let issue = detail["issue"]?.string {
        return "\(Format.words(.string(field))) \(issue)"
      }
      return detail["debug"]?.string ?? detail["authorization"]?.string
    }
    if !issues.isEmpty { blocks.append(.list(issues)) }
    blocks.append(.text("Reference for support: \(call.requestID)"))
    blocks.append(.links([home]))
    return Page(title: title, sections: [Page.Section("What you can do", blocks)])
  }
}

/// Paths inside this site, as they travel in a query.
enum PagePath {
  /// `text` if it leads to a page of this site; nothing else is ever redirected to.
  static func local(_ text: String?) -> String? {
    guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.hasPrefix("/\\"),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), text.utf8.count <= 500
    else { return nil }
    return text
  }

  static func encoded(_ text: String) -> String {
    var output = ""
    for byte in text.utf8 {
      let character = Character(UnicodeScalar(byte))
      if character.isASCII, character.isLetter || character.isNumber || "-._~/".contains(character)
      {
        output.append(character)
      } else {
        output += "%" + Crypto.hexadecimal([byte]).uppercased()
      }
    }
    return output
  }
}
