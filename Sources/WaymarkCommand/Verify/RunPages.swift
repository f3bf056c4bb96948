import Bindings
import HTTPClient
import JourneyPlan
import JourneyRunner
import PageDriver
import Pages
import WebDriver

/// The page drivers of one run.
struct RunPages {
  /// A driver that was asked for and cannot be had.
  struct Unavailable: Error {
    let message: String
  }

  private let options: PageOptions
  private let drivers: [String: any PageDriver]

  /// Starts what the plan's checks need, and nothing else.
  static func prepare(
    _ options: PageOptions, for plan: RunPlan, on environment: EnvironmentBinding
  ) throws(Unavailable) -> RunPages {
    let needed = Set(plan.executable.compactMap(\.driver))
    var drivers: [String: any PageDriver] = [:]
    if needed.contains("html") { drivers["html"] = HTMLPageDriver() }
    if needed.contains("webdriver") { drivers["webdriver"] = try browser(options, environment) }
    return RunPages(options: options, drivers: drivers)
  }

  /// A browser that is found; it begins to start while the target is got ready.
  static func browser(
    _ options: PageOptions, _ environment: EnvironmentBinding
  ) throws(Unavailable) -> any PageDriver {
    do {
      let driver = try WebPageDriver.find(
        WebDriverOptions(
          browser: options.browser == .chrome ? .chrome : .firefox,
          remote: options.webdriver.flatMap { try? HTTPURL($0) }, isHeadless: !options.showsWindows,
          slowMotion: options.slowMotion.flatMap(Duration.init(binding:)),
          arguments: options.browserArguments,
          acceptsInsecureCertificates: environment.tls?.isInsecure ?? false))
      Task { await driver.prepare() }
      return driver
    } catch {
      throw Unavailable(message: error.message)
    }
  }

  func equipment(_ folder: AttachmentFolder) -> PageEquipment {
    PageEquipment(
      drivers: drivers, screenshots: options.screenshots,
      pause: options.pauseOnFailure ? FailurePause(options).wait : nil,
      attach: { folder.write($0, $1) })
  }

  func shutdown() async {
    for driver in drivers.values { await driver.shutdown() }
  }
}
