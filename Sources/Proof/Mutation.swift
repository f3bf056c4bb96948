package import HTTPClient
import RunEvents

/// One answer with one change in it.
package struct Mutation: Sendable {
  package var status: Int
  package var headers: [HTTPField]
  package var body: [UInt8]
  /// Microseconds that are added to the time of the answer.
  package var delay: Int
  /// Where the change is: a JSONPath, `body`, `status`, a header's name.
  package var place: String
  /// What stood there and what stands there now, cut to a line.
  package var before: String
  package var after: String

  init(_ recording: Recording, place: String, before: String = "", after: String = "") {
    status = recording.status
    headers = recording.headers
    body = recording.body
    delay = 0
    self.place = place
    self.before = Self.line(before)
    self.after = Self.line(after)
  }

  static func line(_ text: String) -> String {
    let folded = text.prefix(400).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return folded.count > 160 ? folded.prefix(160) + "…" : folded
  }
}

/// What operators need to know of the whole run.
package struct MutationContext: Sendable {
  /// For each route and target the answers that somebody was given: what refusals guard.
  package var guarded: [String: Recording]
  /// For each route and target a refusal (403) that somebody was given.
  package var refused: [String: Recording] = [:]
  /// By tenant: markers that only its data carry.
  package var markers: [String: String]

  package init(guarded: [String: Recording] = [:], markers: [String: String] = [:]) {
    self.guarded = guarded
    self.markers = markers
  }

  /// What the recordings of a run say.
  package init(recordings: some Sequence<Recording>) {
    self.init()
    for recording in recordings {
      if (200..<300).contains(recording.status), recording.exchange.request.method == "GET" {
        let path = recording.target.prefix { $0 != "?" }
        guarded["GET \(path)"] = guarded["GET \(path)"] ?? recording
        guarded[recording.route] = guarded[recording.route] ?? recording
      }
      if recording.status == 403 {
        let asked = Self.asked(of: recording)
        refused[asked] = refused[asked] ?? recording
        refused[recording.route] = refused[recording.route] ?? recording
      }
      if recording.target.hasPrefix("/canaries"), markers.isEmpty {
        markers = Self.markers(in: recording.body)
      }
    }
  }

  /// The answer that a refused request would have had.
  func answer(to recording: Recording) -> Recording? {
    guarded[Self.asked(of: recording)] ?? guarded[recording.route]
  }

  /// The refusal that an admitted request could have had.
  func refusal(of recording: Recording) -> Recording? {
    refused[Self.asked(of: recording)] ?? refused[recording.route]
  }

  /// Method and path.
  private static func asked(of recording: Recording) -> String {
    "\(recording.exchange.request.method) \(recording.target.prefix { $0 != "?" })"
  }

  /// A marker of a tenant that the request does not name.
  func foreignMarker(for recording: Recording) -> (tenant: String, marker: String)? {
    let body = String(decoding: recording.body.prefix(1 << 20), as: UTF8.self)
    for (tenant, marker) in markers.sorted(by: { $0.key > $1.key })
    where !recording.target.contains(tenant) && !body.contains(marker) {
      return (tenant, marker)
    }
    return nil
  }
}
