import GRDB

/// Takes every request through the same gates: caller, limits, role, step-up, handler, audit.
struct Dispatcher: Sendable {
  let instance: ReferenceInstance

  func respond(to request: IncomingRequest, on route: Route) async -> OutgoingResponse {
    let requestID = "req_" + Crypto.randomHexadecimal(bytes: 10)
    do {
      return try await instance.database.write { database in
        try Exchange(
          instance: instance, database: database, request: request, route: route,
          requestID: requestID, now: instance.clock.now
        ).run()
      }
    } catch {
      let failure = Failure(
        code: .internal, status: 500, message: "Something went wrong on our side.")
      return OutgoingResponse(
        reply: .refused(failure), requestID: requestID, now: instance.clock.now,
        securityHeaders: true)
    }
  }
}
