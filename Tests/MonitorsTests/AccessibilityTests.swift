import Monitors
import Testing

@Suite struct AccessibilityTests {
  private let rule = MonitorRule.accessibility(AccessibilityRule())
  private let main = "<main><h1>Costs</h1>"

  @Test func acceptsASoundPage() {
    let page = Exchanges.page(
      """
      <nav aria-label=Areas><a href="/a">A</a></nav>\(main)
      <h2 id=s>Filter</h2><form aria-labelledby=s><label for=w>Window</label><select id=w><option>1</select>
      <label>Name <input name=n></label><input type=hidden name=csrf><input type=submit>
      <button><img src=x alt=Search></button></form>
      <img src=y alt=""><svg role=img aria-labelledby=t><title id=t>Chart</title></svg>
      <table><tr><th scope=col>A</th></tr><tr><td>1</td></tr></table>
      <p style="color:#000;background-color:#fff">x</p></main>
      """)
    let result = rule.judge([page])
    #expect(result.verdict == .passed, "\(result.findings)")
    #expect(result.judged > 15)
  }

  @Test(arguments: [
    ("<a href=/x></a>", "a link with a name"),
    ("<a href=/x><img src=y alt=''></a>", "a link with a name"),
    ("<button></button>", "a button with a name"),
    ("<iframe src=x></iframe>", "a frame with a name"),
    ("<input name=q>", "a control with a label"), ("<select></select>", "a control with a label"),
    ("<img src=x>", "an image with `alt`"), ("<svg role=img></svg>", "a drawing with a name"),
    ("<h3>Deep</h3>", "headings that skip no level"),
    ("<h2></h2>", "a heading that says something"),
    (
      "<label for=a>x</label><input id=a><input id=a aria-label=y>", "an id of its own"
    ),
    ("<label for=nowhere>x</label>", "a reference to an element that is there"),
    ("<table><tr><td>A</td></tr><tr><td>1</td></tr></table>", "a table with header cells"),
    ("<p style='color:#777;background:#888'>x</p>", "a contrast of at least 4.5"),
    ("<div role=button tabindex=0></div>", "a control with a name"),
  ])
  func findsBarriers(markup: String, rule text: String) {
    let result = rule.judge([Exchanges.page("\(main)\(markup)</main>")])
    #expect(result.findings.map(\.rule) == [text], "\(result.findings)")
    #expect(result.findings.first?.place.hasPrefix("/html/body/main/") == true)
  }

  @Test func pagesNeedLanguageTitleAndLandmarks() {
    let bare = Exchanges.make(
      "<html><head><meta name=viewport content='width=device-width, user-scalable=no'></head><body><p>x</p></body></html>",
      "text/html", "/p", status: 200)
    let rules = Set(rule.judge([bare]).findings.map(\.rule))
    #expect(
      rules == [
        "the page's language in `lang`", "a title", "one main landmark",
        "a heading of the first level", "a page that can be enlarged",
      ])
  }

  @Test(arguments: [
    "<input type=hidden id=csrf><input type=hidden id=csrf>",
    "</main><nav><h4>Tools</h4></nav><footer><h6>About</h6></footer><main hidden>",
    "<table><tr><td><h2>A</h2></td><td>x</td></tr><tr><td><h2>B</h2></td><td>y</td></tr></table>",
  ])
  func whatIsNoBarrierIsLeftOut(markup: String) {
    let result = rule.judge([Exchanges.page("\(main)\(markup)</main>")])
    #expect(result.verdict == .passed, "\(result.findings)")
  }

  @Test func hiddenElementsAndFragmentsAreLeftOut() {
    #expect(
      rule.judge([Exchanges.page("\(main)<div hidden><input></div></main>")]).verdict == .passed)
    let fragment = Exchanges.make("<p>x</p>", "text/html", "/part", status: 200)
    #expect(rule.judge([fragment]).findings.isEmpty)
  }

  @Test func barriersCanBeChosen() {
    let some = MonitorRule.accessibility(AccessibilityRule(barriers: [.images]))
    #expect(some.judge([Exchanges.page("<input>")]).verdict == .notExercised)
  }
}
