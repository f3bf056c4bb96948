import ArgumentParser
import Bindings
import HTTPClient
import JourneyRunner
import WebDriver

/// How pages are walked.
struct PageOptions: ParsableArguments {
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case none, html, webdriver, both

    /// Names of drivers, as checks know them.
    var drivers: [String] {
      switch self {
      case .none: []
      case .html: ["html"]
      case .webdriver: ["webdriver"]
      case .both: ["html", "webdriver"]
      }
    }
  }

  enum Browser: String, ExpressibleByArgument, CaseIterable {
    case chrome, firefox
  }

  @Option(
    help: """
      What walks page steps: none, html (no browser), webdriver (a real browser) or both. By default \
      html on the reference system and webdriver elsewhere.
      """)
  var pages: Choice?

  @Option(help: "The browser that is started: chrome or firefox.")
  var browser: Browser = .chrome

  @Option(
    help: "A WebDriver remote end that is running, such as a Selenium Grid: http://host:4444.")
  var webdriver: String?

  @Option(
    name: .customLong("browser-argument"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Give the browser an argument, such as --no-sandbox where a remote end runs as root. Repeatable.",
      valueName: "argument"))
  var browserArguments: [String] = []

  @Flag(help: "Show the browser's windows.")
  var headed = false

  @Option(help: "Wait after each action in the browser, such as 500ms, so that eyes can follow.")
  var slowMotion: String?

  @Flag(
    help: """
      Wait for Enter when a check with pages ends badly, its windows open where there is a display; \
      one at a time.
      """)
  var pauseOnFailure = false

  @Option(help: "Which pages are kept as images: failures, all (whole pages) or none.")
  var screenshots: PageEquipment.Screenshots = .failures

  func validate() throws {
    if let slowMotion, Duration(binding: slowMotion) == nil {
      throw ValidationError("--slow-motion takes a duration such as 500ms")
    }
    if let webdriver, (try? HTTPURL(webdriver)) == nil {
      throw ValidationError("--webdriver takes an address such as http://localhost:4444")
    }
    let isForBrowsers = headed || slowMotion != nil || webdriver != nil
    if isForBrowsers, let pages, pages == .none || pages == .html {
      throw ValidationError(
        "--headed, --slow-motion and --webdriver need --pages webdriver or both")
    }
  }

  /// What was asked for, or what suits the target; who asks for windows wants a browser.
  func choice(on environment: EnvironmentBinding) -> Choice {
    if let pages { return pages }
    if headed || slowMotion != nil || webdriver != nil { return .webdriver }
    return environment.isReference || environment.name == "reference" ? .html : .webdriver
  }

  /// Whether windows are shown: who pauses wants to see them.
  var showsWindows: Bool {
    headed || pauseOnFailure && webdriver == nil && WebDriverOptions.hasDisplay
  }

  /// The words that choose the same drivers again.
  var repeatable: [String] {
    var words: [String] = []
    if let pages { words += ["--pages", pages.rawValue] }
    if browser != .chrome { words += ["--browser", browser.rawValue] }
    if let webdriver { words += ["--webdriver", webdriver] }
    for argument in browserArguments { words += ["--browser-argument", argument] }
    return words
  }
}

extension PageEquipment.Screenshots: ExpressibleByArgument {}
