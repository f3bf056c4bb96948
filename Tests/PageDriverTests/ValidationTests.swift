import Pages
import Testing

@Suite struct ValidationTests {
  /// Controls that keep a form from being sent, with what is wrong.
  @Test(
    arguments: [
      ("<input required>", "", "must be filled in"), ("<input required>", "x", nil),
      ("<textarea required></textarea>", "", "must be filled in"),
      ("<input pattern='[A-Z]{3}'>", "ABCD", "must have the form that the page asks for"),
      ("<input pattern='[A-Z]{3}'>", "ABC", nil), ("<input pattern='[A-Z]{3}'>", "", nil),
      ("<input pattern='a|b'>", "ab", "must have the form that the page asks for"),
      ("<input pattern='('>", "x", nil), ("<input pattern='(?=x)'>", "y", nil),
      (
        "<input pattern='x' title='Three  letters'>", "y",
        "must have the form that the page asks for (Three letters)"
      ),
      ("<input type=email>", "nobody", "must be an e-mail address"),
      ("<input type=email>", "a@b", nil),
      ("<input type=email>", "a@-b", "must be an e-mail address"),
      ("<input type=email multiple>", "a@b, c@d", nil),
      ("<input type=url>", "nowhere", "must be an address (URL)"),
      ("<input type=url>", "http://x", nil),
      ("<input type=number min=3>", "2", "must be at least 3"),
      ("<input type=number min=3>", "3", nil),
      ("<input type=number max=3>", "4", "must be at most 3"),
      ("<input type=number>", "1.5", "must be a multiple of 1 from 0"),
      ("<input type=number step=0.1>", "1.3", nil), ("<input type=number step=any>", "1.25", nil),
      ("<input type=number min=1 step=2>", "4", "must be a multiple of 2 from 1"),
      ("<input type=date min=2024-01-01>", "2023-12-31", "must be at least 2024-01-01"),
      ("<input type=date max=2024-01-01>", "2024-01-01", nil),
      ("<input type=month max=2024-01>", "2024-02", "must be at most 2024-01"),
      ("<input type=week min=2024-W02>", "2024-W01", "must be at least 2024-W02"),
      ("<input type=week min=2020-W53>", "2021-W01", nil),
      ("<input type=time max=12:00>", "12:01", "must be at most 12:00"),
      (
        "<input type=datetime-local min=2024-01-01T10:00>", "2024-01-01T09:59",
        "must be at least 2024-01-01T10:00"
      ),
      ("<input minlength=3>", "ab", "must have at least 3 characters"),
      ("<input minlength=3 value=ab>", nil, nil), ("<input maxlength=2>", "abc", nil),
      ("<input required disabled>", nil, nil), ("<input required readonly>", nil, nil),
      ("<input type=hidden required>", nil, nil),
      ("<input type=checkbox required>", nil, "must be checked"),
      ("<input type=checkbox required checked>", nil, nil),
      ("<input type=radio name=r required><input type=radio name=r>", nil, "must be chosen"),
      ("<input type=radio name=r required><input type=radio name=r checked>", nil, nil),
      ("<input type=file required>", nil, "must have a file"),
      (
        "<select required><option value=''>Choose<option>a</select>", nil,
        "must have an option selected"
      ),
      ("<select required><option>a</select>", nil, nil),
      ("<select required multiple><option>a</select>", nil, "must have an option selected"),
    ] as [(String, String?, String?)])
  func constraintsHold(control: String, text: String?, reason: String?) async throws {
    let site = Site(page: "<form action=/sent>\(control)<button>Go</button></form>")
    let session = try await site.open()
    if let text {
      try await session.does(.fill(Locator(.css, "input, textarea"), text))
    }
    try await session.does(.click(Locator(.button, "Go")))
    #expect(try await session.place.hasPrefix("/sent") == (reason == nil), "\(control)")
    guard let reason else { return }
    let error = await session.fails(.click(Locator(.link, "Next")))
    #expect(error?.message.hasSuffix(reason) == true, "\(error?.message ?? "")")
    let field = try await session.found(Locator(.css, "input, textarea, select")).first
    #expect(field?.states.contains(.invalid) == true)
    #expect(field?.states.contains(.focused) == true)
  }

  @Test(arguments: ["<form action=/sent novalidate>", "<form action=/sent>"])
  func validationCanBeOff(form: String) async throws {
    let button =
      form.contains("novalidate") ? "<button>Go</button>" : "<button formnovalidate>Go</button>"
    let session = try await Site(page: "\(form)<input name=a required>\(button)</form>").open()
    try await session.does(.click(Locator(.button, "Go")))
    #expect(try await session.place == "/sent?a=")
  }

  @Test(arguments: [
    ("<input type=date>", "tomorrow", "the field takes no 'tomorrow' but YYYY-MM-DD"),
    ("<input type=number>", "many", "the field takes no 'many' but a number"),
    ("<input readonly aria-label=R>", "x", "the field 'R' is read-only"),
    ("<input disabled aria-label=R>", "x", "the field 'R' is disabled"),
    ("<fieldset disabled><input></fieldset>", "x", "the field is disabled"),
    ("<input type=checkbox>", "x", "the field is no field that text can be written into"),
    ("<input type=text style='display:none'>", "x", "the field is hidden"),
  ])
  func fillingIsRefused(control: String, text: String, message: String) async throws {
    let session = try await Site(page: control).open()
    #expect(await session.fails(.fill(Locator(.css, "input"), text)) == .unable(message))
  }
}
