import Bindings
import HTTPClient
import Monitors
import Pages
import RunEvents

extension CheckRun {
  /// Records what browsers have sent by themselves: that of the window in front, or of all windows when
  /// they are about to close.
  mutating func recordBrowsers(isLast: Bool) async {
    guard keepsExchanges, let pageLocation else { return }
    for (actor, window) in windows.sorted(by: { $0.key < $1.key })
    where window.session.changesByItself && (isLast || actor == front) {
      let exchanges = await window.session.exchanges(isLast: isLast)
      for exchange in exchanges.list { record(exchange, of: actor, at: pageLocation) }
      guard let loss = exchanges.loss else { continue }
      services.sink.emit(
        .notice(
          NoticeRecord(
            severity: "warning", path: pageLocation.path, line: pageLocation.line,
            message: "\(key): not all exchanges are recorded: \(loss)")))
    }
  }

  private mutating func record(
    _ exchange: PageExchange, of actor: String, at location: BindingLocation
  ) {
    let request = exchange.request
    // Who sends credentials that a page has found or made is not known.
    let isOwn =
      actor != ActorBinding.anonymousName || request.headers.firstValue(of: "Authorization") == nil
    let entry = PageTraffic.Entry(
      request: request, result: exchange.result,
      at: max(0, services.sink.time(of: exchange.start)),
      duration: exchange.duration, account: exchange.account)
    record(
      entry, count: 1, actor: actor, at: location,
      kind: exchange.account.purpose == .data ? .api : .page, isOwnSession: isOwn)
    if exchange.account.purpose == .document { documents[actor] = exchangeCount }
  }

  /// Lets findings of a page name the exchange that brought it.
  mutating func showPage(in first: Int) {
    guard services.configuration.environment.capture != .none, let front,
      let document = documents[front]
    else { return }
    for index in findings.indices.dropFirst(first) where findings[index].exchange == nil {
      findings[index].exchange = document
    }
  }
}
