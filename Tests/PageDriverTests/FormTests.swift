import HTTPClient
import Pages
import Testing

@Suite struct FormTests {
  /// Sends a form of these controls by its button *Go* and tells what was asked.
  private func sent(
    _ controls: String, form: String = "action=/f", _ actions: PageAction...
  ) async throws -> String {
    let site = Site(page: "<form \(form)>\(controls)<button>Go</button></form>")
    let session = try await site.open()
    for action in actions { try await session.does(action) }
    try await session.does(.click(Locator(.button, "Go")))
    return site.last
  }

  @Test(arguments: [
    ("<input name=a value=1>", "a=1"), ("<input name=a>", "a="), ("<input value=1>", ""),
    ("<input name=a value='x y&z=ä+'>", "a=x+y%26z%3D%C3%A4%2B"),
    ("<input name=a type=hidden value=h>", "a=h"),
    ("<input name=_charset_ type=hidden>", "_charset_=UTF-8"),
    ("<input name=a value=1 disabled>", ""), ("<input name=a value=1 readonly>", "a=1"),
    ("<input name=a type=checkbox>", ""), ("<input name=a type=checkbox checked>", "a=on"),
    ("<input name=a type=checkbox value=v checked>", "a=v"),
    ("<input name=a type=radio value=1 checked><input name=a type=radio value=2 checked>", "a=2"),
    ("<input name=a type=radio value=1>", ""), ("<textarea name=a>\nx\ny</textarea>", "a=x%0D%0Ay"),
    ("<textarea name=a>\n\nx</textarea>", "a=%0D%0Ax"),
    ("<select name=a><option>x<option>y</select>", "a=x"),
    ("<select name=a><option>x<option selected value=v>y</select>", "a=v"),
    ("<select name=a><option selected>x<option selected>y</select>", "a=y"),
    ("<select name=a><option disabled>x<option>y</select>", "a=y"),
    ("<select name=a multiple><option>x<option>y</select>", ""),
    ("<select name=a size=2><option>x<option>y</select>", ""),
    ("<select name=a multiple><option selected>x<option selected>y</select>", "a=x&a=y"),
    ("<select name=a><optgroup label=g><option> x  z </optgroup></select>", "a=x+z"),
    ("<select name=a><optgroup disabled label=g><option>x</optgroup><option>y</select>", "a=y"),
    ("<fieldset disabled><legend><input name=a value=1></legend><input name=b></fieldset>", "a=1"),
    ("<input type=submit name=other value=1><button name=b value=2>B</button>", ""),
    ("<input type=file name=f>", "f="), ("<input type=number name=a value=x>", "a="),
    ("<input type=range name=a>", "a=50"),
    ("<input type=range name=a min=10 max=20 value=99>", "a=20"),
    ("<input type=color name=a>", "a=%23000000"),
    ("<input type=date name=a value=2024-02-30>", "a="),
    ("<input type=email name=a value=' x@y.test '>", "a=x%40y.test"),
    ("<datalist><input name=a value=1></datalist>", ""), ("<output name=a>1</output>", ""),
    ("<input name=a value=1 dirname=d>", "a=1&d=ltr"),
    ("<input name=x form=nothing value=1>", ""),
  ])
  func controlsAreSent(html: String, query: String) async throws {
    #expect(try await sent(html) == "GET /f?\(query)", "\(html)")
  }

  @Test(arguments: [
    ("action=/f", "GET /f?a=1"), ("action='/f?old=1#x'", "GET /f?a=1"), ("", "GET /?a=1"),
    ("action=g", "GET /g?a=1"), ("action=/f method=POST", "POST /f a=1"),
    ("action='/f?q=1' method=post", "POST /f?q=1 a=1"), ("method=nonsense action=/f", "GET /f?a=1"),
    ("action=/f method=post enctype=text/plain", "POST /f a=1\r\n"),
    ("action=/f enctype=multipart/form-data", "GET /f?a=1"),
  ])
  func formsSayWhere(form: String, request: String) async throws {
    #expect(try await sent("<input name=a value=1>", form: form) == request)
  }

  @Test(arguments: [
    ("<button formaction=/g>B</button>", "GET /g?a=1"),
    ("<button formmethod=post>B</button>", "POST /f a=1"),
    ("<button formmethod=post formenctype=text/plain>B</button>", "POST /f a=1\r\n"),
    ("<button name=b value=2>B</button>", "GET /f?a=1&b=2"),
    ("<button name=b>B</button>", "GET /f?a=1&b="),
    ("<input type=submit name=b value=B>", "GET /f?a=1&b=B"),
    ("<input type=image name=b alt=B>", "GET /f?a=1&b.x=0&b.y=0"),
    ("<input type=image alt=B>", "GET /f?a=1&x=0&y=0"),
    ("</form><button form=f name=b value=2>B</button>", "GET /f?a=1&b=2"),
    ("<button type=SUBMIT>B</button>", "GET /f?a=1"),
    ("<button type=nonsense>B</button>", "GET /f?a=1"),
  ])
  func buttonsSayWhere(button: String, request: String) async throws {
    let site = Site(page: "<form id=f action=/f><input name=a value=1>\(button)</form>")
    let session = try await site.open()
    try await session.does(.click(Locator(.button, "B")))
    #expect(site.last == request)
  }

  @Test func controlsAreFilledAndChosen() async throws {
    let controls = """
      <label>Name <input name=name></label><label>Notes <textarea name=notes></textarea></label>
      <label><input type=checkbox name=c value=1> Check</label>
      <label><input type=checkbox name=d value=1 checked> Clear</label>
      <label><input type=radio name=r value=1 checked> One</label>
      <label><input type=radio name=r value=2> Two</label>
      <label>List <select name=s><option value=1>First<option value=2>Second</select></label>
      <label>Many <select name=m multiple><option selected>a<option>b<option>c</select></label>
      <label>Day <input type=date name=day></label>
      """
    let request = try await sent(
      controls, .fill(Locator(.field, "name"), "A\nB"), .fill(Locator(.field, "notes"), "x\ny"),
      .check(Locator(.field, "Check")), .uncheck(Locator(.field, "Clear")),
      .check(Locator(.role, "radio", name: "Two")), .select(Locator(.field, "List"), ["second"]),
      .select(Locator(.field, "Many"), ["b", "c"]), .fill(Locator(.field, "Day"), "2024-02-29"))
    #expect(
      request == "GET /f?name=AB&notes=x%0D%0Ay&c=1&r=2&s=2&m=b&m=c&day=2024-02-29")
  }

  @Test func resettingPutsTheValuesBack() async throws {
    let request = try await sent(
      "<label>N<input name=n value=1></label><button type=reset>Reset</button>",
      .fill(Locator(.field, "N"), "2"), .click(Locator(.button, "Reset")))
    #expect(request == "GET /f?n=1")
  }

  @Test func filesAreSentInParts() async throws {
    let site = Site(
      page: """
        <form method=post enctype=multipart/form-data><input name=a value=1>
        <label>File <input type=file name=f></label><input type=file name=g><button>Go</button></form>
        """)
    let session = try await site.open()
    try await session.does(
      .upload(Locator(.field, "File"), ["/tmp/data.csv"]), .click(Locator(.button, "Go")))
    #expect(
      site.requests.last?.body
        == .multipart([
          .init(name: "a", content: .bytes(Array("1".utf8))),
          .init(
            name: "f", filename: "data.csv", contentType: "text/csv",
            content: .file(path: "/tmp/data.csv")),
          .init(
            name: "g", filename: "", contentType: "application/octet-stream", content: .bytes([])),
        ]))
  }

  @Test func enterSendsByTheFirstButton() async throws {
    let site = Site(
      page: """
        <form action=/f><label>Q <input name=q></label><textarea name=t></textarea>
        <button name=b value=1>One</button><button name=b value=2>Two</button></form>
        <form action=/none><label>X <input name=x></label><input name=y></form>
        <form action=/one><label>Z <input name=z></label></form>
        """)
    let session = try await site.open()
    try await session.does(.fill(Locator(.field, "Q"), "w"), .press("Enter", on: nil))
    #expect(site.last == "GET /f?q=w&t=&b=1")
    let count = site.requests.count
    try await session.does(.press("Enter", on: Locator(.field, "X")))
    #expect(site.requests.count == count)
    try await session.does(.press("Enter", on: Locator(.field, "Z")))
    #expect(site.last == "GET /one?z=")
  }

  @Test func dialogsCloseByTheirForms() async throws {
    let session = try await Site(
      page: "<dialog open aria-label=D><form method=dialog><button>Close</button></form></dialog>"
    ).open()
    let dialog = Locator(.role, "dialog")
    #expect(try await session.found(dialog).count == 1)
    try await session.does(.click(Locator(.button, "Close")))
    #expect(try await session.found(dialog).isEmpty)
  }

  @Test func readingRunsDoNotWrite() async throws {
    let site = Site(
      page: "<form method=post><button>Go</button></form><form><button>Look</button></form>")
    let session = try await site.open("/", mayWrite: false)
    let error = await session.fails(.click(Locator(.button, "Go")))
    #expect(error == .undecided("the form that sends to / may write, and this run may only read"))
    try await session.does(.click(Locator(.button, "Look")))
    #expect(site.requests.map(\.method) == ["GET", "GET"])
  }
}
