extension Grammar {
  /// The keys that say what a step does on a page.
  static let pageActions = [
    "visit", "click", "fill", "select", "check", "uncheck", "press", "upload", "download", "back",
    "reload", "close-window", "wait",
  ]

  static let pageActionKeys: [Key] = [
    Key("visit", .text, "Goes to a page, by path or address."),
    Key("click", .object(.locator), "Clicks an element."),
    Key("fill", .object(.filling), "Replaces the value of a text field."),
    Key("select", .object(.selecting), "Selects an option of a list."),
    Key("check", .object(.locator), "Checks a checkbox, a radio button or a switch."),
    Key("uncheck", .object(.locator), "Unchecks a checkbox or a switch."),
    Key("press", .either([.text, .object(.pressing)]), "Presses a key such as `Enter`."),
    Key("upload", .object(.uploading), "Chooses files that stand beside the binding."),
    Key("download", .object(.locator), "Clicks and waits for the file that comes."),
    Key("back", .boolean, "Goes back."),
    Key("reload", .boolean, "Loads the page again."),
    Key("close-window", .boolean, "Closes the window and goes on in the one before it."),
    Key("wait", .listOrOne(.object(.expectation)), "Waits until expectations hold."),
    Key(
      "dialog", .either([.choice(["accept", "dismiss"]), .object(.dialog)]),
      "What becomes of a dialog that the action opens; `dismiss` by default."),
  ]

  /// Keys that say where an element is.
  static let locatorKinds = [
    "link", "button", "field", "heading", "region", "row", "cell", "text", "testId", "role", "css",
    "xpath",
  ]
  /// Those that can be queries; `text` is all text of the page there.
  static let elementQueries = locatorKinds.filter { $0 != "text" }
  /// What of an element is judged.
  static let elementProperties = ["text", "value", "count", "state", "name"]

  private static let locatorModifiers: [Key] = [
    Key("name", .text, "The accessible name of an element found by `role`."),
    Key("within", .listOrOne(.object(.scope)), "Where to look, the outermost first."),
    Key("nth", .integer, "Which one of several, from 1; negative from the end."),
    Key("exact", .boolean, "Only the whole name, in this case."),
  ]

  private static let locatorSummaries: [String: String] = [
    "link": "A link by its name.", "button": "A button by its name.",
    "field": "A form control by its label.", "heading": "A heading by its text.",
    "region": "A landmark, section, group or dialog by its name.",
    "row": "A row of a table by what it holds.", "cell": "A cell of a table by what it holds.",
    "text": "The innermost elements with these words.",
    "testId": "The attribute `data-testid`.", "role": "An ARIA role.",
    "css": "A CSS selector.", "xpath": "An XPath expression.",
  ]

  private static func locatorObject(
    _ kinds: [String] = locatorKinds, _ extra: [Key] = []
  ) -> Object {
    Object(
      kinds.map { Key($0, .text, locatorSummaries[$0] ?? "A frame by its title or name.") }
        + locatorModifiers + extra,
      exactlyOne: kinds, companions: ["name": ["role"]])
  }

  static let locator = locatorObject()
  static let scope = locatorObject(locatorKinds + ["frame"])
  static let filling = locatorObject(
    locatorKinds, [Key("with", .text, required: true, "The new value.")])
  static let selecting = locatorObject(
    locatorKinds, [Key("option", .listOrOne(.text), required: true, "Labels or values.")])
  static let uploading = locatorObject(
    locatorKinds, [Key("file", .listOrOne(.text), required: true, "Files beside the binding.")])
  static let pressing: Object = {
    let object = locatorObject(locatorKinds, [Key("key", .text, required: true, "The key.")])
    return Object(object.keys, companions: object.companions)
  }()
  static let dialog = Object([
    Key("answer", .text, required: true, "What is typed before the dialog is accepted.")
  ])
  static let browser = Object([
    Key("viewport", .text, "Width and height, such as `390x844`."),
    Key("locale", .text, "A language tag, such as `de-DE`."),
    Key("time-zone", .text, "A time zone, such as `Europe/Berlin`."),
    Key("colour-scheme", .choice(["light", "dark"]), "The preferred colour scheme."),
  ])

  /// Keys that stand beside a locator in an expectation; `text`, `nth` and `name` mean the element there.
  static let elementKeys: [Key] =
    locatorModifiers.filter { $0.name != "name" } + [
      Key("name", .any, "The accessible name: beside `role` to find it, elsewhere to judge it."),
      Key("value", .any, "The value of a control."),
      Key("count", .any, "How many elements match."),
      Key("state", .any, "The states of the element, such as `disabled`."),
    ]
}
