import HTTPClient
import Markup
package import Pages

extension HTMLPageSession {
  package func look(_ look: PageLook) async throws(PageError) -> PageView {
    let page = try page()
    var found: [Locator: [PageElement]] = [:]
    var problems: [Locator: String] = [:]
    for locator in look.locators {
      do {
        let finding = try await find(locator)
        if finding.elements.isEmpty, page.scripting.isNeeded || finding.page.scripting.isNeeded {
          problems[locator] = Self.needsBrowser("there is no \(finding.missingScope ?? locator)")
        }
        found[locator] = try elements(of: finding, locator)
      } catch {
        problems[locator] = error.message
      }
    }
    return PageView(
      url: window.current?.url.text ?? "", title: page.title, status: page.status,
      text: look.wantsText ? page.visibleText.text : nil,
      source: look.wantsSource ? page.source : nil,
      cookies: look.wantsCookies ? jar.cookies.filter { applies($0, to: page.url) } : nil,
      found: found, problems: problems)
  }

  private func elements(
    of finding: Finding, _ locator: Locator
  ) throws(PageError) -> [PageElement] {
    let deadline = ContinuousClock.now + settings.timeout
    var elements: [PageElement] = []
    for index in finding.elements.prefix(PageView.limit) {
      guard ContinuousClock.now < deadline else {
        throw .undecided("looking at \(locator) took too long on this page")
      }
      elements.append(finding.page.element(index))
    }
    return elements
  }

  private func applies(_ cookie: Cookie, to url: HTTPURL) -> Bool {
    CookieJar(cookies: [cookie]).field(for: url) != nil
  }

  static func needsBrowser(_ what: String) -> String {
    "\(what); the page seems to be rendered by JavaScript, so the driver webdriver is needed"
  }
}
