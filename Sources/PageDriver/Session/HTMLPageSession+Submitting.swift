import HTTPClient
import Markup
import Pages

extension HTMLPageSession {
  /// Sends a form, unless a browser would refuse to (WHATWG HTML, section 4.10.22.3).
  ///
  /// A form that is not valid stays as it is, with the focus on the first field that is wrong.
  func submit(_ form: Int, by submitter: Int?, in page: HTMLPage) throws(PageError) -> Activation {
    let tree = page.tree
    let node = tree[form]
    let button = submitter.map { tree[$0] }
    /// What the button says goes before what the form says.
    func setting(_ name: String) -> String? { button?["form\(name)"] ?? node[name] }

    page.refusal = nil
    if !node.has("novalidate"), button?.has("formnovalidate") != true,
      let fault = Validation(page).firstFault(in: form)
    {
      page.focus = fault.control
      page.refusal =
        "the form was not sent because \(page.describe(fault.control)) \(fault.reason)"
      return .nothing
    }
    let method = (setting("method") ?? "get").lowercased()
    if method == "dialog" {
      if let dialog = page.accessible.ancestor(of: form, where: { tree[$0].name == "dialog" }) {
        page.set("open", to: nil, of: dialog)
      }
      return .nothing
    }
    let url = try address(of: setting("action"), form, in: page)
    let source = Navigation.Source(url: page.url, policy: page.referrerPolicy)
    let entries = page.controls.entries(of: form, submitter: submitter)
    guard method == "post" else {
      let text = url.text.prefix { $0 != "?" && $0 != "#" }
      let fragment = url.fragment.map { "#\($0)" } ?? ""
      guard let target = try? HTTPURL("\(text)?\(FormEncoding.query(entries))\(fragment)") else {
        throw .undecided("the form's address '\(url.text)' cannot take its fields")
      }
      return .go(Navigation(url: target, source: source), target: setting("target"))
    }
    guard access.mayWrite else {
      throw .undecided(
        "the form that sends to \(url.described(from: base)) may write, and this run may only read")
    }
    let (body, type) = FormEncoding(setting("enctype")).body(entries)
    return .go(
      Navigation(method: "POST", url: url, body: body, contentType: type, source: source),
      target: setting("target"))
  }

  private func address(
    of action: String?, _ form: Int, in page: HTMLPage
  ) throws(PageError) -> HTTPURL {
    let action = (action ?? "").trimmedASCII
    guard !action.isEmpty else { return page.url }
    let what = FoundElement(page: page, index: form).description
    switch action.scheme {
    case "javascript"?:
      throw .undecided("\(what) is sent by JavaScript, so the driver webdriver is needed")
    case nil, "http"?, "https"?: break
    case let scheme?: throw .unable("\(what) is sent to no page but to \(scheme):")
    }
    guard let url = try? page.base.resolving(action) else {
      throw .unable("\(what) is sent to '\(action)', which is no address")
    }
    return url
  }
}
