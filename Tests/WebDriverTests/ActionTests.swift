import Foundation
import Pages
import Testing
import WebDriver

extension BrowserTests {
  @Test func listsAreChosenByLabelOrValue() async throws {
    let html = """
      <label>Window <select onchange="log.textContent += 'change '" oninput="log.textContent += 'input '">
      <option value=7>Last 7 days<option value=90>Last 90 days</select></label><p id=log></p>
      <label>Many <select multiple><option selected>A<option>B<option>C</select></label>
      <div role=combobox tabindex=0 aria-label=Colour onclick="menu.hidden = false">Pick</div>
      <div role=listbox aria-label=Colours id=menu hidden><div role=option
      onclick="document.querySelector('[role=combobox]').textContent = 'Red'; menu.hidden = true">Red</div>
      <div role=option>Reddish</div></div>
      """
    try await Chromium.session(html) { session, _ in
      let window = Locator(.field, "Window")
      try await session.act(.select(window, ["last 90 days"]))
      #expect(try await session.find(window).first?.value == "Last 90 days")
      #expect(try await session.find(Locator(.css, "#log")).first?.text == "input change")
      try await session.act(.select(window, ["7"]))
      #expect(try await session.find(window).first?.value == "Last 7 days")
      try await session.act(.select(Locator(.field, "Many"), ["B", "C"]))
      #expect(try await session.find(Locator(.field, "Many")).first?.value == "B\nC")
      try await session.act(.select(Locator(.field, "Colour"), ["Red"]))
      #expect(try await session.find(Locator(.role, "combobox")).last?.text == "Red")
    }
  }

  @Test func optionsThatAreMissingAreToldApart() async throws {
    let html = "<label>Window <select><option>7 days<option disabled>30 days</select></label>"
    try await Chromium.session(html, settings: Chromium.hasty) { session, _ in
      let missing = try await failure {
        try await session.act(.select(Locator(.field, "Window"), ["90 days"]))
      }
      #expect(missing.isUnable)
      #expect(
        missing.message == "combobox 'Window' has no option '90 days'; it has '7 days', '30 days'")
      let disabled = try await failure {
        try await session.act(.select(Locator(.field, "Window"), ["30 days"]))
      }
      #expect(disabled == .unable("the option '30 days' is disabled"))
    }
  }

  @Test func boxesAreCheckedAndUnchecked() async throws {
    let html = """
      <label><input type=checkbox> Plain</label>
      <style>.drawn input { position: absolute; opacity: 0; width: 0; height: 0 }</style>
      <label class=drawn><input type=checkbox checked><span>Drawn</span></label>
      <label><input type=radio name=r> One</label><label><input type=radio name=r> Two</label>
      <div role=switch tabindex=0 aria-checked=false
      onclick="this.ariaChecked = this.ariaChecked === 'true' ? 'false' : 'true'">Mode</div>
      """
    try await Chromium.session(html) { session, _ in
      func states(_ name: String) async throws -> Set<PageElement.State> {
        try #require(try await session.find(Locator(.field, name)).first).states
      }
      try await session.act(.check(Locator(.field, "Plain")))
      try await session.act(.check(Locator(.field, "Plain")))
      #expect(try await states("Plain").contains(.checked))
      try await session.act(.uncheck(Locator(.field, "Drawn")))
      #expect(try await states("Drawn").contains(.unchecked))
      try await session.act(.check(Locator(.field, "Two")))
      #expect(try await states("Two").contains(.checked))
      #expect(try await states("One").contains(.unchecked))
      try await session.act(.check(Locator(.role, "switch", name: "Mode")))
      #expect(try await states("Mode").contains(.checked))
      let heading = try await failure { try await session.act(.check(Locator(.css, "style"))) }
      #expect(heading.isUndecided)
    }
  }

  @Test func fieldsOfAllKindsAreFilled() async throws {
    let html = """
      <label>Text <input value=old></label><label>Notes <textarea>old</textarea></label>
      <label>Day <input type=date></label><label>Time <input type=time></label>
      <label>Colour <input type=color></label><label>Share <input type=range></label>
      <label>Count <input type=number></label><label>Fixed <input readonly value=no></label>
      <div role=textbox contenteditable aria-label=Rich>old</div>
      """
    let texts = [
      ("Text", "new & ünï 😀"), ("Notes", "two\nlines"), ("Day", "2024-02-29"), ("Time", "13:45"),
      ("Colour", "#336699"), ("Share", "70"), ("Count", "12"), ("Rich", "bold text"),
      ("Text", String(repeating: "long ", count: 40)), ("Notes", ""), ("Rich", ""),
    ]
    try await Chromium.session(html, settings: Chromium.hasty) { session, _ in
      for (name, text) in texts {
        try await session.act(.fill(Locator(.field, name), text))
        #expect(try await session.find(Locator(.field, name)).first?.value == text, "\(name)")
      }
      let date = try await failure { try await session.act(.fill(Locator(.field, "Day"), "soon")) }
      #expect(date.isUndecided)
      #expect(date.message.contains("'soon' is no value"))
      let fixed = try await failure { try await session.act(.fill(Locator(.field, "Fixed"), "x")) }
      #expect(fixed == .unable("textbox 'Fixed' is read-only"))
    }
  }

  @Test func keysArePressedOnElementsAndWhereTheFocusIs() async throws {
    let html = """
      <form action=/echo><label>Search <input name=q value=abc></label></form><p id=log></p>
      <script>addEventListener('keydown', e => log.textContent +=
      `${e.ctrlKey ? 'C-' : ''}${e.shiftKey ? 'S-' : ''}${e.key} `)</script>
      """
    try await Chromium.session(html) { session, _ in
      let search = Locator(.field, "Search")
      try await session.act(.press("Control+a", on: search))
      try await session.act(.press("Backspace", on: nil))
      try await session.act(.press("x", on: nil))
      try await session.act(.press("Shift+ArrowLeft", on: nil))
      try await session.act(.press("+", on: nil))
      let log = try await session.find(Locator(.css, "#log")).first?.text
      #expect(log == "C-Control C-a Backspace x S-Shift S-ArrowLeft S-+")
      #expect(try await session.find(search).first?.value == "+")
      try await session.act(.press("Enter", on: search))
      #expect(try await session.look(PageLook()).url.hasSuffix("/echo?q=%2B"))
      let unknown = try await failure { try await session.act(.press("Hyper+x", on: nil)) }
      #expect(unknown == .undecided("'Hyper+x' is not a key"))
    }
  }

  @Test func filesAreUploadedAlsoThroughHiddenControls() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "upload-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let paths = ["one.csv", "two.csv"].map { folder.appending(path: $0).path }
    for path in paths { try Data("a,b\n".utf8).write(to: URL(filePath: path)) }
    let html = """
      <label>Attachment <input type=file></label>
      <label class=b>Hidden <input type=file multiple style='display:none'></label>
      """
    try await Chromium.session(html) { session, _ in
      try await session.act(.upload(Locator(.field, "Attachment"), [paths[0]]))
      #expect(try await session.find(Locator(.css, "input")).first?.value == "one.csv")
      try await session.act(.upload(Locator(.field, "Hidden"), paths))
      #expect(try await session.find(Locator(.css, "input")).last?.value == "one.csv\ntwo.csv")
      let two = try await failure {
        try await session.act(.upload(Locator(.field, "Attachment"), paths))
      }
      #expect(two.isUndecided)
      let missing = try await failure {
        try await session.act(.upload(Locator(.field, "Attachment"), ["/nowhere"]))
      }
      #expect(missing == .undecided("the file '/nowhere' cannot be read"))
    }
  }

  @Test func filesAreDownloaded() async throws {
    let html = """
      <a href=/download>Report</a> <a href='/download?bytes=3000000'>Large</a> <a href=#>Nothing</a>
      <a href='data:text/plain,hi' download=hi.txt>Made here</a>
      """
    var settings = Chromium.hasty
    settings.maximumBytes = 2_000_000
    try await Chromium.session(html, settings: settings) { session, _ in
      let file = try await session.perform(.download(Locator(.link, "Report")), dialogs: .dismiss)
      #expect(file == PageDownload(name: "report.csv", bytes: Array("id,name\n1,Acme\n".utf8)))
      let made = try await session.perform(
        .download(Locator(.link, "Made here")), dialogs: .dismiss)
      #expect(made == PageDownload(name: "hi.txt", bytes: Array("hi".utf8)))
      let large = try await failure { try await session.act(.download(Locator(.link, "Large"))) }
      #expect(large.isUndecided)
      #expect(large.message.contains("more than the 2000000 bytes"))
      let nothing = try await failure {
        try await session.act(.download(Locator(.link, "Nothing")))
      }
      #expect(nothing.isUnable)
    }
  }

  @Test func pagesAreGoneBackToAndReloaded() async throws {
    try await Chromium.session("<a href=/echo>On</a><label>Note <input></label>") { session, _ in
      try await session.act(.click(Locator(.link, "On")))
      #expect(try await session.look(PageLook()).title == "Echo")
      try await session.act(.back)
      #expect(try await session.look(PageLook()).title == "Page")
      try await session.act(.fill(Locator(.field, "Note"), "x"))
      try await session.act(.reload)
      #expect(try await session.find(Locator(.field, "Note")).first?.value == "")
    }
  }

  @Test func windowsThatOpenAreGoneOnIn() async throws {
    let html = """
      <a href=/echo target=_blank>New tab</a>
      <button onclick="window.open('/echo?popup', '', 'width=300,height=300')">Popup</button>
      """
    try await Chromium.session(html) { session, _ in
      for (locator, url) in [
        (Locator(.link, "New tab"), "/echo"), (Locator(.button, "Popup"), "/echo?popup"),
      ] {
        try await session.act(.click(locator))
        #expect(try await session.look(PageLook()).url.hasSuffix(url))
        try await session.act(.closeWindow)
        #expect(try await session.look(PageLook()).title == "Page")
      }
      let last = try await failure { try await session.act(.closeWindow) }
      #expect(last.isUndecided)
    }
  }

  @Test func framesAreScopes() async throws {
    let inner = """
      <body style='margin:0;height:900px'><p style='height:400px'>x</p>
      <label>Card <input></label><button onclick=\\"this.textContent='Paid'\\">Pay</button>
      """
    let html = """
      <p style='height:1200px'>Above</p><iframe title=Payment style='border:7px solid'></iframe>
      <iframe name=other></iframe><script>
      document.querySelector('iframe').srcdoc = "\(inner.split(separator: "\n").joined())";
      const u = new URL(location); u.hostname = 'localhost'; u.search = '?' + new URLSearchParams(
        {html: '<button onclick="this.textContent=\\'Done\\'">Cross</button>'});
      document.querySelectorAll('iframe')[1].src = u</script>
      """
    try await Chromium.session(html) { session, _ in
      let frame = Locator(.frame, "payment")
      try await session.act(.fill(Locator(.field, "Card", within: frame), "4242"))
      #expect(try await session.find(Locator(.field, "Card", within: frame)).first?.value == "4242")
      try await session.act(.click(Locator(.button, "Pay", within: frame)))
      #expect(try await session.find(Locator(.button, "Paid", within: frame)).count == 1)
      let other = Locator(.frame, "other")
      try await session.act(.click(Locator(.button, "Cross", within: other)))
      #expect(try await session.find(Locator(.button, "Done", within: other)).count == 1)
      #expect(
        try await session.find(Locator(.button, "Done", within: Locator(.frame, "no"))).isEmpty)
      #expect(try await session.text.contains("Above"))
    }
  }
}
