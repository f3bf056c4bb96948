import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Connects Hummingbird's router with the route table.
enum TargetResponder {
  /// Bodies of requests are refused from here on, in bytes.
  static let largestBody = 1 << 20

  static func make(
    routes: [Route], dispatcher: Dispatcher
  ) -> RouterResponder<BasicRequestContext> {
    let router = Router(options: [.autoGenerateHeadEndpoints])
    router.add(middleware: UnknownRoutes(dispatcher: dispatcher))
    for route in routes {
      router.on(RouterPath(route.path), method: route.method.http) { request, context in
        await respond(to: request, context, on: route, dispatcher)
      }
    }
    return router.buildResponder()
  }

  fileprivate static func respond(
    to request: Request, _ context: BasicRequestContext, on route: Route, _ dispatcher: Dispatcher
  ) async -> Response {
    var incoming = IncomingRequest(request, parameters: route.pathParameters, context)
    do {
      let buffer = try await request.body.collect(upTo: largestBody)
      incoming.body = Array(buffer.readableBytesView)
    } catch {
      return Response(
        await dispatcher.refuse(
          .validation([.issue("body", "too large")], status: 413), on: route))
    }
    return Response(await dispatcher.respond(to: incoming, on: route))
  }

  /// Paths that no route has are refused like any other: without a session, nothing is told.
  private struct UnknownRoutes: RouterMiddleware {
    let dispatcher: Dispatcher

    func handle(
      _ request: Request, context: BasicRequestContext,
      next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
      do {
        return try await next(request, context)
      } catch let error as HTTPError where error.status == .notFound {
        let isProgram = ["/api", "/health"].contains { request.uri.path.hasPrefix($0) }
        return await respond(
          to: request, context, on: isProgram ? .unknown : .unknownPage, dispatcher)
      }
    }
  }
}

extension Route {
  /// Stands for every path that is not in the table.
  static let unknown = Route(
    id: "unknown", method: .get, path: "/", summary: "", access: .signedIn,
    responseSchema: Schema.anything
  ) { _ in throw Failure.notFound("resource") }

  static let unknownPage = Route(
    id: "unknownPage", method: .get, path: "/", summary: "", access: .signedIn,
    responseSchema: Schema.anything, surface: .page
  ) { _ in throw Failure.notFound("page") }
}

extension Route.Method {
  fileprivate var http: HTTPRequest.Method {
    switch self {
    case .get: .get
    case .post: .post
    }
  }
}

extension IncomingRequest {
  init(_ request: Request, parameters: [String], _ context: BasicRequestContext) {
    self.init(method: request.method.rawValue, path: request.uri.path)
    for name in parameters {
      let value = context.parameters.get(name) ?? ""
      pathParameters[name] = value.removingPercentEncoding ?? value
    }
    rawQuery = request.uri.query ?? ""
    query = Self.pairs(rawQuery)
    for field in request.headers {
      headers[field.name.canonicalName] = field.value
    }
  }
}

extension Response {
  init(_ outgoing: OutgoingResponse) {
    var fields = HTTPFields()
    for header in outgoing.headers {
      if let name = HTTPField.Name(header.name) {
        fields.append(HTTPField(name: name, value: header.value))
      }
    }
    self.init(
      status: .init(code: outgoing.status), headers: fields,
      body: .init(byteBuffer: ByteBuffer(bytes: outgoing.body)))
  }
}

extension Dispatcher {
  /// A refusal before any gate.
  func refuse(_ failure: Failure, on route: Route) async -> OutgoingResponse {
    OutgoingResponse(
      reply: route.surface == .page ? PageFailures.tooLarge(failure) : .refused(failure),
      requestID: "req_" + Crypto.randomHexadecimal(bytes: 10), now: instance.clock.now,
      securityHeaders: true, surface: route.surface)
  }
}
