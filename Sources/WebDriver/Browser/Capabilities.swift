import Glibc
import JSONTree

/// What a new session is asked for (W3C WebDriver section 7).
struct Capabilities {
  let options: WebDriverOptions
  /// Where the browser keeps its files; `nil` on another machine.
  var profile: String?
  var locale: String?

  var json: JSONValue {
    let wanted = options.browser == .chrome ? chrome : firefox
    let common: [(String, JSONValue)] = [
      // The document is there; what it still loads is waited for by ourselves, with a limit of its own.
      ("pageLoadStrategy", "eager"), ("unhandledPromptBehavior", "ignore"),
      ("acceptInsecureCerts", .bool(options.acceptsInsecureCertificates)),
    ]
    return [
      "capabilities": ["alwaysMatch": .object(JSONObject(common + wanted))] as JSONValue
    ]
  }

  private var chrome: [(String, JSONValue)] {
    var arguments = [
      // Gives scripts the roles and names of the accessibility tree.
      "--enable-blink-features=ComputedAccessibilityInfo", "--disable-dev-shm-usage",
      "--no-first-run", "--disable-background-networking", "--disable-component-update",
      "--disable-default-apps", "--disable-sync", "--mute-audio", "--password-store=basic",
      "--disable-search-engine-choice-screen", "--force-color-profile=srgb",
      "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication",
    ]
    if options.isHeadless { arguments.append("--headless=new") }
    if geteuid() == 0, options.remote == nil { arguments.append("--no-sandbox") }
    if let profile { arguments.append("--user-data-dir=\(profile)") }
    if let locale { arguments.append("--lang=\(locale)") }
    var chrome: [(String, JSONValue)] = [
      ("args", .array((arguments + options.arguments).map(JSONValue.string))),
      ("perfLoggingPrefs", ["enableNetwork": true, "enablePage": false]),
      (
        "prefs",
        [
          "credentials_enable_service": false, "profile.password_manager_enabled": false,
          "profile.password_manager_leak_detection": false,
          // The page for new tabs may take seconds to begin, which every command would wait for.
          "session.restore_on_startup": 4, "session.startup_urls": ["about:blank"],
        ]
      ),
    ]
    if let binary = options.binary { chrome.append(("binary", .string(binary))) }
    return [
      ("browserName", "chrome"), ("goog:chromeOptions", .object(JSONObject(chrome))),
      ("goog:loggingPrefs", ["browser": "ALL", "performance": "ALL"]),
    ]
  }

  private var firefox: [(String, JSONValue)] {
    var arguments = options.arguments
    if options.isHeadless { arguments.append("-headless") }
    var preferences: [(String, JSONValue)] = [("remote.active-protocols", 1)]
    if let locale { preferences.append(("intl.accept_languages", .string(locale))) }
    var firefox: [(String, JSONValue)] = [
      ("args", .array(arguments.map(JSONValue.string))),
      ("prefs", .object(JSONObject(preferences))),
    ]
    if let binary = options.binary { firefox.append(("binary", .string(binary))) }
    return [
      ("browserName", "firefox"), ("moz:firefoxOptions", .object(JSONObject(firefox))),
    ]
  }
}
