import Pages
import Testing

@Suite struct NameTests {
  private func name(_ html: String) async throws -> String {
    let session = try await Site(page: html).open()
    let found = try await session.found(Locator(.testID, "t"))
    return try #require(found.first, "\(html)").name
  }

  private func check(_ html: String, _ expected: String) async throws {
    let marked = html.replacing(" T", with: " data-testid=t")
    #expect(try await name(marked) == expected, "\(html)")
  }

  @Test(arguments: [
    ("<button T aria-label=' a  b '>x</button>", "a b"),
    ("<button T aria-label=''>x</button>", "x"),
    ("<button T aria-label=' '>x</button>", "x"),
    ("<button T aria-labelledby=l aria-label=a>x</button><p id=l>l</p>", "l"),
    ("<button T aria-labelledby='l m'>x</button><p id=l>l</p><p id=m>m</p>", "l m"),
    ("<button T aria-labelledby='m none l'>x</button><p id=l>l</p><p id=m>m</p>", "m l"),
    ("<button T aria-labelledby=nothing>x</button>", "x"),
    ("<button T aria-labelledby=nothing aria-label=a>x</button>", "a"),
    ("<button T aria-labelledby=l>x</button><p id=l></p>", "x"),
    (
      "<button T id=b aria-label=Delete aria-labelledby='b f'>x</button><a id=f href=x>Report</a>",
      "Delete Report"
    ),
    (
      "<button T id=b aria-labelledby='b f'>Delete</button><span id=f>Report</span>",
      "Delete Report"
    ),
    ("<button T aria-labelledby=l>x</button><p id=l hidden>l</p>", "l"),
    ("<button T aria-labelledby=l>x</button><p id=l style='display:none'>l <b>m</b></p>", "l m"),
    ("<button T aria-labelledby=l>x</button><p id=l>l <b hidden>m</b></p>", "l"),
    ("<button T aria-labelledby=l>x</button><p id=l hidden>l <b hidden>m</b></p>", "l m"),
    ("<button T aria-labelledby=l>x</button><div hidden><p id=l>l</p></div>", "l"),
    ("<button T aria-labelledby=l>x</button><p id=l aria-labelledby=m>l</p><p id=m>m</p>", "l"),
    ("<button T aria-labelledby=l>x</button><img id=l alt=picture>", "picture"),
    ("<button T aria-labelledby=l>x</button><p id=l aria-label=a>l</p>", "a"),
    ("<button T aria-labelledby=l>x</button><input id=l value=v>", "v"),
    (
      "<button T aria-labelledby=l>x</button><select id=l><option>a<option selected>b</select>", "b"
    ),
    ("<nav T aria-labelledby=l><h2 id=l>Go <em>on</em></h2></nav>", "Go on"),
  ])
  func byReference(html: String, name: String) async throws { try await check(html, name) }

  @Test(arguments: [
    ("<label for=i>L</label><input T id=i>", "L"), ("<label>L <input T></label>", "L"),
    ("<label>L <input T value=v></label>", "L"),
    ("<label for=i>a</label><label for=i>b</label><input T id=i>", "a b"),
    ("<label>a <select T><option>o</select> b</label>", "a b"),
    ("<label for=i>L</label><select T id=i><option>o</select>", "L"),
    ("<label for=i>L</label><textarea T id=i>x</textarea>", "L"),
    ("<label for=i>L</label><meter T id=i></meter>", "L"),
    ("<label for=i>L</label><output T id=i>x</output>", "L"),
    ("<label for=i>L</label><button T id=i>x</button>", "L"),
    ("<label for=other>L<input T></label>", ""),
    ("<label for=i hidden>L</label><input T id=i>", "L"),
    ("<label for=i aria-label=a>L</label><input T id=i>", "a"),
    ("<label for=i><img alt=picture> x</label><input T id=i>", "picture x"),
    ("<label>Flash <input value=3> times <input type=checkbox T></label>", ""),
    (
      "<label for=i>Flash <input value=3> times</label><input type=checkbox T id=i>",
      "Flash 3 times"
    ),
    (
      "<label for=i>Flash <select><option>1<option selected>2</select> times</label><input type=checkbox T id=i>",
      "Flash 2 times"
    ),
    (
      "<label for=i>Flash <span role=textbox>3</span> times</label><input type=checkbox T id=i>",
      "Flash 3 times"
    ),
    (
      "<label for=i>Flash <span role=slider aria-valuenow=3 aria-valuetext=three></span> times</label><input type=checkbox T id=i>",
      "Flash three times"
    ),
    (
      "<label for=i>Flash <span role=spinbutton aria-valuenow=3>9</span> times</label><input type=checkbox T id=i>",
      "Flash 3 times"
    ),
    (
      "<label for=i>Flash <input type=range value=7> times</label><input type=checkbox T id=i>",
      "Flash 7 times"
    ),
    (
      "<label for=i>Flash <span role=listbox><span role=option>1</span><span role=option aria-selected=true>2</span></span> times</label><input type=checkbox T id=i>",
      "Flash 2 times"
    ),
    ("<input T title=t>", "t"), ("<input T placeholder=p>", "p"),
    ("<input T title=t placeholder=p>", "t"),
    ("<input T aria-label=a title=t>", "a"),
    ("<label for=i> </label><input T id=i placeholder=p>", "p"),
    ("<textarea T placeholder=p></textarea>", "p"), ("<select T title=t></select>", "t"),
    ("<input type=checkbox T title=t>", "t"), ("<input T type=hidden>", ""),
    ("<input T type=submit>", "Submit"), ("<input T type=reset>", "Reset"),
    ("<input T type=submit value=Go>", "Go"), ("<input T type=button value=Go title=t>", "Go"),
    ("<input T type=button title=t>", "t"), ("<input T type=image alt=a title=t>", "a"),
    ("<input T type=image title=t>", "t"), ("<input T type=image>", "Submit"),
    ("<label for=i>L</label><input T type=submit id=i value=Go>", "L"),
  ])
  func ofControls(html: String, name: String) async throws { try await check(html, name) }

  @Test(arguments: [
    ("<fieldset T><legend>L</legend><input></fieldset>", "L"),
    ("<fieldset T title=t></fieldset>", "t"),
    ("<fieldset T><div><legend>L</legend></div></fieldset>", ""),
    ("<table T><caption>C</caption><tr><td>x</table>", "C"),
    ("<table T title=t><tr><td>x</table>", "t"),
    ("<figure T><img><figcaption>C</figcaption></figure>", "C"),
    ("<figure T title=t></figure>", "t"),
    ("<img T alt=a title=t>", "a"), ("<img T title=t>", "t"), ("<img T alt='' title=t>", ""),
    ("<svg T><title>S</title><desc>d</desc></svg>", "S"), ("<iframe T title=t></iframe>", "t"),
    ("<svg T aria-labelledby='a b'><title id=a>S</title><desc id=b>d</desc></svg>", "S d"),
    ("<map><area T href=x alt=a></map>", "a"), ("<section T title=t>x</section>", "t"),
    ("<select><optgroup T label=g></select>", "g"), ("<select><option T label=l>x</select>", "l"),
    ("<select><option T label=''>x</select>", "x"), ("<math T alttext=m></math>", "m"),
    ("<details T><summary>s</summary></details>", ""),
    ("<details><summary T>s</summary></details>", "s"),
    ("<progress T title=t></progress>", "t"), ("<nav T>x</nav>", ""),
    ("<article T>x</article>", ""),
    ("<form T><h2>x</h2></form>", ""), ("<p T>x</p>", ""), ("<div T role=group>x</div>", ""),
    ("<div T role=alert>x</div>", ""),
  ])
  func ofHTML(html: String, name: String) async throws { try await check(html, name) }

  @Test(arguments: [
    ("<h1 T> a \n b </h1>", "a b"), ("<h1 T>a<b>b</b>c</h1>", "abc"),
    ("<h1 T>a<div>b</div>c</h1>", "a b c"), ("<h1 T>a<br>b</h1>", "a b"),
    ("<h1 T>a<!-- x -->b</h1>", "ab"), ("<h1 T>a<script>x</script>b</h1>", "ab"),
    ("<h1 T>a<span hidden>x</span>b</h1>", "ab"),
    ("<h1 T>a <span aria-hidden=true>x</span>b</h1>", "a b"),
    ("<h1 T>a <span style='visibility:hidden'>x</span></h1>", "a"),
    (
      "<h1 T><span style='display:block'>a</span><span style='display: inline-block'>b</span></h1>",
      "a b"
    ),
    ("<h1 T><div style='display:inline'>a</div><div style='display:inline'>b</div></h1>", "ab"),
    ("<h1 T>a <img alt=picture></h1>", "a picture"), ("<h1 T>a <img alt='' title=t>b</h1>", "a b"),
    ("<a T href=x><img alt=home></a>", "home"),
    ("<a T href=x><svg><title>home</title></svg></a>", "home"),
    ("<a T href=x title=t></a>", "t"), ("<a T href=x title=t>x</a>", "x"),
    ("<a T href=x><span title=t></span></a>", "t"),
    ("<a T href=x><span aria-label=a>x</span> y</a>", "a y"),
    ("<a T href=x>x <span aria-labelledby=l>y</span></a><p id=l>z</p>", "x z"),
    ("<button T>a <input value=v> b</button>", "a v b"),
    ("<button T><span role=none>a</span></button>", "a"),
    ("<div T role=button>x <em>y</em></div>", "x y"),
    ("<div T role=tab>x</div>", "x"), ("<div T role=checkbox>x</div>", "x"),
    ("<div T role=treeitem>x</div>", "x"), ("<div T role=tooltip>x</div>", "x"),
    ("<div T role=menuitem>x</div>", "x"), ("<div T role=switch>x</div>", "x"),
    ("<table><tr T><td>a<td>b</table>", "a b"), ("<table><tr><td T>a <b>b</b></table>", "a b"),
    ("<table><tr><th T>a</table>", "a"),
    ("<table><tr T><td>a<td><select><option>x<option selected>y</select></table>", "a y"),
    ("<select><option T> a  b </select>", "a b"), ("<h1 T aria-owns=o>a</h1><p id=o>b</p>", "a b"),
    ("<h1 T aria-owns=h id=h>a</h1>", "a"), ("<h1 T>a&nbsp;b</h1>", "a b"), ("<h1 T></h1>", ""),
    ("<h1 T><details><summary>s</summary>x</details></h1>", "s"),
  ])
  func fromContent(html: String, name: String) async throws { try await check(html, name) }

  @Test func namesFollowWhatWasEntered() async throws {
    let session = try await Site(
      page:
        "<label for=c>Remind in <input aria-label=days value=3> days</label><input type=checkbox id=c>"
    ).open()
    let box = Locator(.role, "checkbox")
    #expect(try await session.found(box).first?.name == "Remind in 3 days")
    try await session.does(.fill(Locator(.field, "days", isExact: true), "7"))
    #expect(try await session.found(box).first?.name == "Remind in 7 days")
  }

  @Test func unfoldedAndCyclicReferencesEnd() async throws {
    let chain = (0..<2000).map { "<b id=n\($0) aria-owns=n\($0 + 1)>\($0)</b>" }.joined()
    let session = try await Site(
      page: "<h1 data-testid=t aria-owns=n0>x</h1>\(chain)"
        + "<section aria-labelledby=s1 id=s0>a</section><section aria-labelledby=s0 id=s1>b</section>"
    ).open()
    let name = try #require(try await session.found(Locator(.testID, "t")).first).name
    #expect(name.hasPrefix("x 0 1 2"))
    #expect(try await session.found(Locator(.region, "")).map(\.name) == ["b", "a"])
  }
}
