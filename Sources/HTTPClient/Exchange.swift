/// One hop to be made, and whom to tell how it went.
///
/// A class, so that queues move references and not requests.
final class Exchange: Sendable {
  typealias Outcome = Result<HTTPResponse, HTTPError>

  let request: HTTPRequest
  let token: TransferToken
  private let continuation: UnsafeContinuation<Outcome, Never>

  init(
    request: HTTPRequest, token: TransferToken, continuation: UnsafeContinuation<Outcome, Never>
  ) {
    self.request = request
    self.token = token
    self.continuation = continuation
  }

  /// Due exactly once.
  func finish(_ outcome: consuming Outcome) {
    continuation.resume(returning: outcome)
  }
}
