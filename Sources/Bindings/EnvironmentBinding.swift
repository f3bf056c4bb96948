/// A target and what is allowed on it.
package struct EnvironmentBinding: Sendable {
  package var name: String
  /// Whether Waymark starts the reference system for it.
  package var isReference: Bool
  package var baseURL: Template?
  /// Hosts besides the target's own that may be asked; with a port where one is written.
  package var hosts: [Template]
  package var variables: [Assignment]
  package var secrets: [Secret]
  /// Headers that go to one host only.
  package var headers: [HostHeaders]
  package var limits: Limits
  /// Whether checks that write may run.
  package var allowsWrites: Bool
  package var capture: CaptureMode
  package var tls: TLSBinding?
  package var browser = BrowserBinding()
  package var location: BindingLocation?

  package struct Secret: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
      case environment(String, fallback: String?)
      case file(String)
    }

    package var name: String
    package var source: Source
    package var location: BindingLocation
  }

  package struct HostHeaders: Sendable, Hashable {
    package var host: String
    package var headers: [RequestBinding.Field]
  }

  package struct Limits: Sendable, Hashable {
    /// Requests a run may send; `nil` for no bound.
    package var requests: Int?
    /// Requests a second over all workers; `nil` for no bound.
    package var rate: Double?
    package var concurrency: Int?
    /// For one request.
    package var timeout: Duration

    package init(
      requests: Int? = nil, rate: Double? = nil, concurrency: Int? = nil,
      timeout: Duration = .seconds(30)
    ) {
      self.requests = requests
      self.rate = rate
      self.concurrency = concurrency
      self.timeout = timeout
    }
  }

  /// Which exchanges the log keeps.
  package enum CaptureMode: String, Sendable, CaseIterable {
    case all, failures, none
  }

  /// A live target known only by its address: read-only and slow.
  package static func adHoc(address: String) -> EnvironmentBinding {
    EnvironmentBinding(
      name: address, isReference: false, baseURL: Template(literal: address), hosts: [],
      variables: [], secrets: [], headers: [], limits: Limits(rate: 10), allowsWrites: false,
      capture: .failures, tls: nil, location: nil)
  }

  /// The bundled reference system, where no file describes it.
  package static let reference = EnvironmentBinding(
    name: "reference", isReference: true, baseURL: nil, hosts: [], variables: [], secrets: [],
    headers: [], limits: Limits(), allowsWrites: true, capture: .all, tls: nil, location: nil)
}
