import Hummingbird
import JSONTree
import NIOCore
import Proof

/// Says what is changed: `POST /operator` `{"operator": {…}, "routes": […]}` with an operator as bindings
/// write it (none lets all through), `POST /markers` `{tenant: marker}`, `GET /` what was changed since.
struct ControlResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let state: ProxyState

  func respond(to request: Request, context: Context) async throws -> Response {
    let body = try await request.body.collect(upTo: 1 << 20)
    let json = (try? JSONValue.parse(Array(body.readableBytesView))) ?? .null
    switch (request.method, request.uri.path) {
    case (.post, "/operator"):
      let routes = json["routes"]?.arrayValue?.compactMap(\.stringValue) ?? []
      let operation = json["operator"].map(MutationOperator.init(written:))
      if case .some(.none) = operation {
        return answer(["error": "that is no operator"], .badRequest)
      }
      state.choose(operation ?? nil, routes: routes)
    case (.post, "/markers"):
      let pairs = json.objectValue?.pairs.compactMap { key, value in
        value.stringValue.map { (key, $0) }
      }
      state.learn(markers: Dictionary(pairs ?? [], uniquingKeysWith: { $1 }))
    case (.get, "/"): break
    default: return answer(["error": "not found"], .notFound)
    }
    return answer([
      "changed": .init(state.changed), "examples": .array(state.examples.map(JSONValue.string)),
    ])
  }

  private func answer(_ value: JSONValue, _ status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: .init(byteBuffer: ByteBuffer(string: value.serialized())))
  }
}
