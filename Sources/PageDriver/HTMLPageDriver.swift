package import Pages

/// Walks pages that servers render, without a browser: in milliseconds, and without scripts and styles.
package struct HTMLPageDriver: PageDriver {
  package var name: String { "html" }

  package init() {}

  package func open(
    _ settings: PageSettings, base: String, state: BrowserState, access: PageAccess
  ) async throws(PageError) -> any PageSession {
    HTMLPageSession(settings, base: base, state: state, access: access)
  }

  package func shutdown() async {}
}
