/// Keys as bindings write them: `Enter`, `Control+a`, `x`.
struct KeyCombination: Sendable {
  /// The keys in the order in which they are pressed, as WebDriver writes them (W3C WebDriver
  /// section 15.4.2).
  let keys: [String]
  let main: String

  init?(_ text: String) {
    var names: [Substring]
    if text == "+" {
      names = ["+"]
    } else if text.hasSuffix("++") {
      names = text.dropLast(2).split(separator: "+", omittingEmptySubsequences: false) + ["+"]
    } else {
      names = text.split(separator: "+", omittingEmptySubsequences: false)
    }
    guard let last = names.popLast(), !last.isEmpty else { return nil }
    var keys: [String] = []
    for name in names {
      guard let code = Self.modifiers[name.lowercased()] else { return nil }
      keys.append(Self.text(code))
    }
    if let code = Self.named[last.lowercased()] ?? Self.modifiers[last.lowercased()] {
      keys.append(Self.text(code))
    } else if last.count == 1 {
      keys.append(String(last))
    } else {
      return nil
    }
    self.keys = keys
    main = String(last)
  }

  private static func text(_ code: UInt32) -> String {
    Unicode.Scalar(code).map { String(Character($0)) } ?? ""
  }

  private static let modifiers: [String: UInt32] = [
    "shift": 0xE008, "control": 0xE009, "ctrl": 0xE009, "alt": 0xE00A, "option": 0xE00A,
    "meta": 0xE03D, "command": 0xE03D,
  ]

  private static let named: [String: UInt32] = [
    "backspace": 0xE003, "tab": 0xE004, "enter": 0xE007, "return": 0xE006, "escape": 0xE00C,
    "esc": 0xE00C, "space": 0x20, "pageup": 0xE00E, "pagedown": 0xE00F, "end": 0xE010,
    "home": 0xE011, "arrowleft": 0xE012, "arrowup": 0xE013, "arrowright": 0xE014,
    "arrowdown": 0xE015, "left": 0xE012, "up": 0xE013, "right": 0xE014, "down": 0xE015,
    "insert": 0xE016, "delete": 0xE017, "f1": 0xE031, "f2": 0xE032, "f3": 0xE033, "f4": 0xE034,
    "f5": 0xE035, "f6": 0xE036, "f7": 0xE037, "f8": 0xE038, "f9": 0xE039, "f10": 0xE03A,
    "f11": 0xE03B, "f12": 0xE03C,
  ]
}
