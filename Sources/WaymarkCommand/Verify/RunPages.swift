import Bindings
import JourneyPlan
import JourneyRunner
import PageDriver
import Pages

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
    return RunPages(options: options, drivers: drivers)
  }

  func equipment(_ folder: AttachmentFolder) -> PageEquipment {
    PageEquipment(
      drivers: drivers, screenshots: options.screenshots,
      pause: options.pauseOnFailure ? FailurePause().wait : nil,
      attach: { folder.write($0, $1) })
  }

  func shutdown() async {
    for driver in drivers.values { await driver.shutdown() }
  }
}
