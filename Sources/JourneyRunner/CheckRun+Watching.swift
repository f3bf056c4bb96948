import HTTPClient
import Monitors
import Pages
import Queries

extension CheckRun {
  /// Shows the page in front to the monitors as scripts have left it, and the errors on its console.
  func watchPage() async {
    guard let monitors = services.monitors, observation.isPage, pageChangesByItself, let front,
      let window = windows[front],
      let view = try? await window.session.look(
        PageLook(wantsSource: true, marksHidden: true, wantsConsole: true))
    else { return }
    func show(_ url: String, _ type: String, _ body: [UInt8]) {
      monitors.observe(
        ObservedExchange(
          check: key, number: 0,
          actor: services.observedActor(front, isKnown: trail.isKnown(inBrowser: front)),
          kind: .browser,
          method: "GET", url: url, requestBody: trail.typed(by: front), status: view.status,
          headers: [.init("Content-Type", type)], body: body, instance: instance.id))
    }
    guard (try? HTTPURL(view.url))?.hasSameOrigin(as: instance.baseURL) == true else { return }
    show(view.url, "text/html; charset=utf-8", view.source ?? [])
    let console = (view.console ?? []).joined(separator: "\n")
    if !console.isEmpty {
      show(view.url + "#console", "text/plain; charset=utf-8", Array(console.utf8))
    }
  }

  /// Shows what the windows of the check keep in their storage.
  func watchStorage() async {
    guard let monitors = services.monitors else { return }
    for (name, window) in windows where window.session.changesByItself {
      guard let state = try? await window.session.state() else { continue }
      for (origin, items) in state.localStorage.sorted(by: { $0.key < $1.key }) {
        let text = items.map { "\($0.name)=\($0.value)" }.joined(separator: "\n")
        monitors.observe(
          ObservedExchange(
            check: key, number: 0,
            actor: services.observedActor(name, isKnown: trail.isKnown(inBrowser: name)),
            kind: .browser,
            method: "GET", url: origin + "/#local-storage", requestBody: trail.typed(by: name),
            status: nil, headers: [.init("Content-Type", "text/plain; charset=utf-8")],
            body: Array(text.utf8),
            instance: instance.id))
      }
    }
  }
}
