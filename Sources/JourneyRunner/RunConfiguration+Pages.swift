import Bindings
import HTTPClient
package import Pages

/// Page drivers of a run, and what is done with pages when a check ends.
package struct PageEquipment: Sendable {
  /// By name, `html` and `webdriver`.
  package var drivers: [String: any PageDriver]
  /// Which pages are kept as images.
  package var screenshots: Screenshots
  /// Called when a check with pages ends badly, before its windows close.
  package var pause: (@Sendable (_ check: String, _ reason: String) async -> Void)?
  /// Writes a file beside the log and returns its path there; `nil` keeps nothing.
  package var attach: (@Sendable (_ name: String, _ bytes: [UInt8]) -> String?)?

  package enum Screenshots: String, Sendable, CaseIterable {
    /// Of pages on which a check ended badly.
    case failures
    /// Of the last page of every check, whole.
    case all
    case none
  }

  package init(
    drivers: [String: any PageDriver] = [:], screenshots: Screenshots = .failures,
    pause: (@Sendable (_ check: String, _ reason: String) async -> Void)? = nil,
    attach: (@Sendable (_ name: String, _ bytes: [UInt8]) -> String?)? = nil
  ) {
    self.drivers = drivers
    self.screenshots = screenshots
    self.pause = pause
    self.attach = attach
  }
}

extension RunConfiguration {
  /// How pages are shown to a check: its own word goes before the environment's.
  func settings(for browser: BrowserBinding) -> PageSettings {
    browser.applied(to: environment.browser.applied(to: PageSettings()))
  }

  /// TLS options of the environment, whose files stand beside the file that describes it.
  var environmentTLS: HTTPTLSOptions? {
    environment.tls.map { tlsOptions($0, beside: environment.location?.path ?? "") }
  }

  func tlsOptions(_ binding: TLSBinding, beside path: String) -> HTTPTLSOptions {
    HTTPTLSOptions(
      caFile: binding.authorities.map { file($0, beside: path) },
      clientCertificate: binding.certificate.map { file($0, beside: path) },
      clientKey: binding.key.map { file($0, beside: path) }, insecure: binding.isInsecure)
  }
}
