package import JourneyPlan
import Monitors

/// Monitors that have what they need and have seen nothing yet; several runs can begin with them.
package struct PreparedMonitors: Sendable {
  private let ready: [(planned: PlannedMonitor, monitor: Monitor)]

  init(_ ready: [(planned: PlannedMonitor, monitor: Monitor)]) { self.ready = ready }

  /// No monitors at all.
  package static var none: PreparedMonitors { PreparedMonitors([]) }

  package func filter(_ isWanted: (PlannedMonitor) -> Bool) -> PreparedMonitors {
    PreparedMonitors(ready.filter { isWanted($0.planned) })
  }

  package var planned: [PlannedMonitor] { ready.map(\.planned) }

  /// Sets them to work; `nil` where there is none.
  func station() -> MonitorStation? { ready.isEmpty ? nil : MonitorStation(ready) }
}
