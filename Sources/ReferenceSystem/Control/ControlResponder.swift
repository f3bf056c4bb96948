import HTTPTypes
import Hummingbird
import NIOCore

/// Connects Hummingbird's router with the control operations.
enum ControlResponder {
  static func make(_ control: Control) -> RouterResponder<BasicRequestContext> {
    let router = Router()
    for operation in Control.operations {
      guard let method = HTTPRequest.Method(operation.method) else { continue }
      router.on(RouterPath(operation.path), method: method) { request, context in
        await respond(to: request, context, operation, control)
      }
    }
    return router.buildResponder()
  }

  private static func respond(
    to request: Request, _ context: BasicRequestContext, _ operation: Control.Operation,
    _ control: Control
  ) async -> Response {
    do {
      let buffer = try await request.body.collect(upTo: 1 << 20)
      let bytes = Array(buffer.readableBytesView)
      guard let body = bytes.isEmpty ? [:] : JSON.parse(bytes), case .object = body else {
        return reply(.init(status: 400, body: ["error": "the body must be a JSON object"]))
      }
      return reply(
        try await operation.run(
          control,
          Control.Request(
            query: IncomingRequest.pairs(request.uri.query ?? ""),
            parameter: context.parameters.get("id"), body: body)))
    } catch {
      return reply(.init(status: 500, body: ["error": .string(String(describing: error))]))
    }
  }

  private static func reply(_ answer: Control.Answer) -> Response {
    Response(
      status: .init(code: answer.status), headers: [.contentType: "application/json"],
      body: .init(byteBuffer: ByteBuffer(bytes: answer.body.bytes)))
  }
}
