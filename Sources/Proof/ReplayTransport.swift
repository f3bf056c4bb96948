package import HTTPClient
import JSONTree
import JourneyRunner
import RunEvents
import Synchronization

/// Plays back the answers that one check got, some of them possibly changed.
///
/// The first playback pairs requests with recordings by method and target, in order, and remembers
/// their bodies. In later ones a request that was not made before has no answer: it depends on what
/// was changed, and nothing is known of how the product would answer it.
package final class ReplayTransport: RequestSending {
  /// The request that each recording answered in the first playback.
  package struct Pairing: Sendable, Hashable {
    var bodies: [Int: [UInt8]] = [:]
    /// The recordings of other hosts than the target, such as its control port.
    var elsewhere: Set<Int> = []
  }

  private struct State {
    var used: Set<Int> = []
    var last: [String: Int] = [:]
    var pairing: Pairing
    var hasDiverged = false
  }

  private let recordings: [Recording]
  private let base: HTTPURL?
  private let mutations: [Int: Mutation]
  private let isFirst: Bool
  private let state: Mutex<State>

  /// - Parameters:
  ///   - base: The address of the target.
  ///   - pairing: What the first playback found; `nil` for the first.
  package init(
    _ recordings: [Recording], of base: HTTPURL? = nil,
    changing mutations: [Int: Mutation] = [:], pairing: Pairing? = nil
  ) {
    self.recordings = recordings
    self.base = base
    self.mutations = mutations
    isFirst = pairing == nil
    state = Mutex(State(pairing: pairing ?? Pairing()))
  }

  package var pairing: Pairing { state.withLock(\.pairing) }
  /// Whether a request was made that no recording answers.
  package var hasDiverged: Bool { state.withLock(\.hasDiverged) }

  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    try await HTTPTransport.following(request) { (hop) throws(HTTPError) in try answer(hop) }
  }

  private func answer(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse {
    let target = "\(request.method) \(Recording.target(of: request.url.text))"
    let body = Self.bytes(of: request.body)
    let index = state.withLock { state in
      let found =
        recordings.indices.first { index in
          !state.used.contains(index) && matches(index, target, body, state.pairing)
        } ?? state.last[target]
      guard let found else {
        state.hasDiverged = true
        return Int?.none
      }
      state.used.insert(found)
      state.last[target] = found
      if isFirst {
        state.pairing.bodies[found] = body
        if let base, !request.url.hasSameOrigin(as: base) { state.pairing.elsewhere.insert(found) }
      }
      return found
    }
    guard let index else { throw .cancelled }
    return response(recordings[index], mutations[index], to: request)
  }

  private func matches(
    _ index: Int, _ target: String, _ body: [UInt8], _ pairing: Pairing
  ) -> Bool {
    let recording = recordings[index]
    guard target == "\(recording.exchange.request.method) \(recording.target)" else { return false }
    return isFirst || pairing.bodies[index] == body
  }

  private func response(
    _ recording: Recording, _ mutation: Mutation?, to request: HTTPRequest
  ) -> HTTPResponse {
    var response = HTTPResponse(
      status: recording.status, headers: recording.headers, body: recording.body,
      finalURL: request.url)
    response.version = recording.exchange.response?.version ?? ""
    response.timings.total = recording.exchange.duration
    guard let mutation else { return response }
    response.status = mutation.status
    response.headers = mutation.headers
    response.body = mutation.body
    response.timings.total += mutation.delay
    return response
  }

  /// What tells two requests to the same target apart; files and parts are told by their number.
  private static func bytes(of body: HTTPBody) -> [UInt8] {
    switch body {
    case .none: []
    case .bytes(let bytes): bytes
    case .file(let path): Array(path.utf8)
    case .multipart(let parts): Array("\(parts.count) parts".utf8)
    }
  }
}
