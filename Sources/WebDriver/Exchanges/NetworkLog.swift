import HTTPClient
import JSONTree
import Pages

/// Puts exchanges together from what Chromium tells of its network (Chrome DevTools Protocol, domain
/// Network).
///
/// What was sent and received in truth comes in events of their own (`…ExtraInfo`), one for each hop
/// and in their order, but before or after those that they belong to.
struct NetworkLog {
  /// Of one session; the others are left out.
  static let mostExchanges = 2000
  /// Requests whose events have come in part; those of workers never come whole.
  private static let mostPending = 10_000

  private static let opening = #"{"message":{"method":""#

  /// What is told of hops on the wire.
  struct Wire {
    var sent: [JSONValue] = []
    var received: [JSONValue] = []
  }

  private(set) var loadings: [String: NetworkLoading] = [:]
  private var wires: [String: Wire] = [:]
  private var count = 0
  /// Whether there were more than ``mostExchanges``.
  private(set) var isFull = false

  /// Takes an entry of the log: a message in JSON within JSON.
  mutating func take(entry text: String, of windows: Set<String>) {
    // Other domains have their say in the same log; theirs need not be parsed.
    let isOther = text.hasPrefix(Self.opening) && !text.hasPrefix(Self.opening + "Network.")
    guard !isOther,
      let entry = try? JSONValue.parse(Array(text.utf8)),
      let window = entry["webview"]?.stringValue, windows.contains(window),
      let method = entry["message"]?["method"]?.stringValue,
      let parameters = entry["message"]?["params"],
      let id = parameters["requestId"]?.stringValue
    else { return }
    take(method, parameters, id)
  }

  private mutating func take(_ method: String, _ event: JSONValue, _ id: String) {
    switch method {
    case "Network.requestWillBeSent": begin(event, id)
    case "Network.requestWillBeSentExtraInfo": note(id) { $0.sent.append(event) }
    case "Network.responseReceivedExtraInfo": note(id) { $0.received.append(event) }
    case "Network.responseReceived": loadings[id]?.receive(event)
    case "Network.requestServedFromCache": loadings[id]?.isFromCache = true
    case "Network.dataReceived":
      loadings[id]?.bytes += max(0, min(event["dataLength"]?.intValue ?? 0, 1 << 40))
    case "Network.loadingFinished": loadings[id]?.end(.complete, event)
    case "Network.loadingFailed": loadings[id]?.end(.failed(event), event)
    default: break
    }
  }

  private mutating func begin(_ event: JSONValue, _ id: String) {
    if let answer = event["redirectResponse"], loadings[id] != nil {
      loadings[id]?.redirect(answer, event)
      return
    }
    guard loadings[id] == nil, let address = event["request"]?["url"]?.stringValue,
      address.hasPrefix("http")
    else { return }
    count += 1
    guard count <= Self.mostExchanges else {
      isFull = true
      return
    }
    loadings[id] = NetworkLoading(id, event)
  }

  private mutating func note(_ id: String, _ change: (inout Wire) -> Void) {
    if wires[id] == nil, wires.count >= Self.mostPending { wires = [:] }
    change(&wires[id, default: Wire()])
  }

  /// Whether something is over of which not all is told yet.
  var isBehind: Bool {
    loadings.values.contains { $0.outcome != nil && !$0.isWhole(wires[$0.id] ?? Wire()) }
  }

  /// Takes out what is over, or all there is, in the order in which it began.
  ///
  /// What is over waits for one further asking where not all is told yet.
  mutating func takeLoadings(isLast: Bool) -> [(loading: NetworkLoading, wire: Wire)] {
    var taken: [(loading: NetworkLoading, wire: Wire)] = []
    for (id, loading) in loadings {
      let wire = wires[id] ?? Wire()
      let isWhole = loading.isWhole(wire) || loading.hasWaited
      guard isLast || loading.outcome != nil && isWhole else {
        loadings[id]?.hasWaited = loading.outcome != nil
        continue
      }
      taken.append((loading, wire))
      loadings[id] = nil
      wires[id] = nil
    }
    return taken.sorted { $0.loading.began < $1.loading.began }
  }
}
