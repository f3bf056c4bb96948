import Monitors
import Testing

@Suite struct AccessibilityTests {
  private let rule = MonitorRule.accessibility(AccessibilityRule())
  private let main = "<main><h1>Costs</h1>"

  @Test func whatAScriptGetsIsNoPage() {
    var part = Exchanges.page("<img src=x>", "/part", status: 500)
    #expect(rule.judge([part]).verdict == .failed)
    part.isOfBrowser = true
    #expect(rule.judge([part]).judged == 0)
  }

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
    ("<label for=q></label><input id=q>", "a control with a label"),
    ("<label>&nbsp;<input name=q></label>", "a control with a label"),
    ("<label><select><option>One</select></label>", "a control with a label"),
    ("<label for=q aria-hidden=true>Query</label><input id=q>", "a control with a label"),
    ("<label for=q hidden>Query</label><input id=q>", "a control with a label"),
    ("<input title='[F]' placeholder=Search>", "a control with a label"),
    ("<input placeholder=Query>", "a control with a label"),
    (
      "<label for=q>A</label><input type=radio name=r id=q><label>B<input type=radio name=r></label>",
      "choices with a name in common"
    ),
    (
      "<fieldset><legend></legend><label>A<input type=radio name=r></label><label>B<input type=radio name=r></label></fieldset>",
      "choices with a name in common"
    ),
    ("<button>&#8203;</button>", "a button with a name"),
    ("<button><span aria-hidden=true>x</span></button>", "a button with a name"),
    ("<button aria-label=' '></button>", "a button with a name"),
    ("<input type=submit value=''>", "a button with a name"),
    ("<a href=/x><svg></svg></a>", "a link with a name"),
    ("<div role=checkbox aria-checked=true tabindex=0></div>", "a control with a name"),
    ("<div role=textbox tabindex=0>typed</div>", "a control with a name"),
    ("<div role=dialog><p>Sure?</p></div>", "a dialog with a name"),
    ("<img src=x alt=' '>", "an image with `alt`"),
    ("<map name=m><area href=/x></map>", "an image with `alt`"),
    ("<div role=img></div>", "a drawing with a name"),
    ("<div role=heading aria-level=4>Deep</div>", "headings that skip no level"),
    ("<table><tr><th></th></tr><tr><td>1</td></tr></table>", "a table with header cells"),
    (
      "<table><tr><th id=h>A</th></tr><tr><td headers=i>1</td></tr></table>",
      "a cell whose headers are there"
    ),
    (
      "<div style='background:#fff'><p style='color:#eee'>x</p></div>", "a contrast of at least 4.5"
    ),
    ("<p style='color:#999;background:#fff;font-size:30px'>x</p>", "a contrast of at least 3"),
    ("<p tabindex=3>x</p>", "an order of focus as it is written"),
    (
      "<div aria-hidden=true><a href=/x>x</a></div>",
      "no focus on what is hidden from screen readers"
    ),
    ("<button>Open <span tabindex=0>x</span></button>", "no control within another"),
    ("<div role=buton>x</div>", "a role of ARIA"),
    ("<p aria-labeledby=x>x</p>", "attributes of ARIA"),
    ("<div role=switch tabindex=0>Night</div>", "a role with its state"),
    ("<div><li>x</li></div>", "an item in a list"),
    ("<ul><li>x</li><div>y</div></ul>", "nothing but items in a list"),
    ("<p lang=deutsch>x</p>", "a language in `lang`"),
    ("<marquee>x</marquee>", "text that stands still"),
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

  /// At the same place of two lists stand different fields.
  @Test func eachControlIsToldByItsName() {
    let page = Exchanges.page(
      "\(main)<form><input name=a></form><form><input name=b></form><form><input name=a></form></main>"
    )
    let result = rule.judge([page])
    #expect(
      result.findings.map(\.found) == ["a `input` “a” without one", "a `input` “b” without one"])
    #expect(result.findings.map(\.times) == [2, 1])
  }

  @Test(arguments: [
    "<a href=/x aria-hidden=true tabindex=-1></a>", "<span aria-hidden=true><svg></svg></span>",
    "<fieldset><legend>Window</legend><label>A<input type=radio name=r></label><label>B<input type=radio name=r></label></fieldset>",
    "<div role=radiogroup aria-label=Window><label>A<input type=radio name=r></label><label>B<input type=radio name=r></label></div>",
    "<label for=q><img src=x alt=Query></label><input id=q>", "<input aria-label=Query>",
    "<span id=t hidden>Query</span><input aria-labelledby=t>", "<button title=Close></button>",
    "<select title=Tools></select>", "<input title=名>",
    "<table><tr><th>May<tr><td><label>A<input type=radio name=r></label><label>B<input type=radio name=r></label></table>",
    "<button role=tab aria-selected=true>A</button>",
    "<div role='list'><div role=listitem>x</div></div>",
    "<p style='color:#949494;background:#fff;font-size:30px'>x</p>",
    "<div style='background:#000'><p class=card style='color:#222'>x</p></div>",
    "<div style='background:#000;color:#fff'><p>x</p></div>",
    "<div aria-hidden=true inert><a href=/x>x</a></div>", "<p lang=de-CH-1996>x</p>",
    "<div role='doc-tip note'>x</div>", "<input type=submit>", "<menu><li>x</li></menu>",
    "<ol><li>x<ul><li>y</li></ul></li><script></script></ol>",
    "<button disabled aria-hidden=true></button>",
    "<input type=hidden id=csrf><input type=hidden id=csrf>",
    "</main><nav><h4>Tools</h4></nav><footer><h6>About</h6></footer><main hidden>",
    "<table><tr><td><h2>A</h2></td><td>x</td></tr><tr><td><h2>B</h2></td><td>y</td></tr></table>",
  ])
  func acceptsWhatIsNoBarrier(markup: String) {
    let result = rule.judge([Exchanges.page("\(main)\(markup)</main>")])
    #expect(result.findings.isEmpty, "\(result.findings)")
  }

  @Test(arguments: [
    ("<meta http-equiv=Refresh content='30; url=/x'>", "a page that stays"),
    ("<meta name=Viewport content='user-scalable=0'>", "a page that can be enlarged"),
    ("<meta name=viewport content='maximum-scale=1.0'>", "a page that can be enlarged"),
  ])
  func headsAreLookedAt(markup: String, rule text: String) {
    func page(_ head: String) -> ObservedExchange {
      Exchanges.make(
        "<html lang=en><head><title>T</title>\(head)</head><body>\(main)</main></body></html>",
        "text/html", "/p", status: 200)
    }
    #expect(rule.judge([page(markup)]).findings.map(\.rule) == [text])
    let sound =
      "<meta http-equiv=refresh content='0; url=/x'><meta name=viewport content='width=device-width'>"
    #expect(rule.judge([page(sound)]).findings.isEmpty)
  }

  @Test func theTitleOfADrawingIsNoneOfThePage() {
    let page = Exchanges.make(
      "<html lang=en><head></head><body>\(main)<svg><title>T</title></svg></main></body></html>",
      "text/html", "/p", status: 200)
    #expect(rule.judge([page]).findings.map(\.rule) == ["a title"])
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
