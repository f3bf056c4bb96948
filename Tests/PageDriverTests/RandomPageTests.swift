import Pages
import Testing

/// Whatever a page holds, the driver gives the same answer twice and does not crash.
@Suite struct RandomPageTests {
  /// SplitMix64.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
      return z ^ z >> 31
    }
  }

  private static let names = [
    "a", "article", "aside", "b", "body", "button", "caption", "dialog", "details", "div",
    "fieldset", "figure", "figcaption", "form", "frame", "h1", "header", "iframe", "img", "input",
    "label", "legend", "li", "main", "meta", "option", "optgroup", "p", "pre", "script", "section",
    "select", "span", "summary", "svg", "table", "td", "template", "textarea", "th", "title", "tr",
    "ul", "x-y",
  ]

  private static let attributes = [
    "href=x", "href='#y'", "id=a", "id=b", "id=c", "for=a", "for=b", "form=c", "name=n", "value=v",
    "type=checkbox", "type=radio", "type=submit", "type=number", "type=date", "type=file",
    "checked",
    "selected", "disabled", "required", "hidden", "open", "multiple", "aria-hidden=true",
    "aria-label=l", "aria-labelledby='a b c'", "aria-owns='b a'", "aria-selected=true",
    "role=button",
    "role='none'", "role=region", "role=textbox", "role=row", "role='table'",
    "style='display:none'",
    "style=display:block", "tabindex=0", "title=t", "alt=''", "alt=i", "scope=row", "popover",
    "popovertarget=a", "srcdoc='<p>f'", "action='?q'", "method=post", "min=3", "pattern='a+'",
    "data-testid=q",
  ]

  private static func page(_ generator: inout Generator) -> String {
    var html = ""
    for _ in 0..<Int.random(in: 1...120, using: &generator) {
      let name = names.randomElement(using: &generator) ?? "b"
      switch Int.random(in: 0..<8, using: &generator) {
      case 0:
        html += ["Go", " ", "\n", "é", "&nbsp;", "<", "x"].randomElement(using: &generator) ?? ""
      case 1, 2: html += "</\(name)>"
      default:
        html += "<\(name)"
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
          html += " " + (attributes.randomElement(using: &generator) ?? "")
        }
        html += ">"
      }
    }
    return html
  }

  private static let locators: [Locator] =
    Locator.Kind.allCases.map { kind in
      switch kind {
      case .role: Locator(.role, "button")
      case .css: Locator(.css, "div, input")
      case .xpath: Locator(.xpath, "//*[@role]")
      case .testID: Locator(.testID, "q")
      default: Locator(kind, "l")
      }
    } + [
      Locator(.text, "go"), Locator(.field, ""), Locator(.row, "", position: -1),
      Locator(.button, "", within: Locator(.region, "l")),
      Locator(.text, "f", within: Locator(.frame, "t")),
    ]

  /// All that a walk over a page shows.
  private static func walk(_ html: String, _ generator: inout Generator) async throws -> String {
    let session = try await Site(page: html).open()
    var log = ""
    for _ in 0..<6 {
      let view = try await session.look(
        PageLook(locators: Set(locators), wantsText: true, wantsSource: true))
      log += "\(view.url)|\(view.title)|\(view.text ?? "")|\(view.source?.count ?? 0)\n"
      for locator in locators {
        for element in view.found[locator] ?? [] {
          log += "\(locator): \(element.role) \(element.name) \(element.text) "
          log += "\(element.value ?? "-") \(element.states.map(\.rawValue).sorted())\n"
        }
        log += "\(view.problems[locator] ?? "")\n"
      }
      let locator = Locator(
        .css, "*", position: Int.random(in: 1...40, using: &generator))
      let action: PageAction =
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: .fill(locator, "3")
        case 1: .check(locator)
        case 2: .select(locator, ["Go"])
        case 3:
          .press(
            ["Enter", "Tab", " ", "ArrowDown", "x"].randomElement(using: &generator) ?? "", on: nil)
        default: .click(locator)
        }
      log += "\(action): \(await session.fails(action)?.message ?? "done")\n"
    }
    return log
  }

  @Test(.timeLimit(.minutes(2)))
  func anyPageIsWalkedTheSameTwice() async throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed of RandomPageTests: \(seed)")
    for round in 0..<150 {
      var generator = Generator(state: seed &+ UInt64(round))
      let html = Self.page(&generator)
      var first = generator
      var second = generator
      let one = try await Self.walk(html, &first)
      let two = try await Self.walk(html, &second)
      #expect(one == two, "seed \(seed), round \(round): \(html)")
      #expect(!one.isEmpty)
    }
  }
}
