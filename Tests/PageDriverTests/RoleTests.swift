import Pages
import Testing

/// The element with `data-testid=t` of a page of these elements.
private func target(_ html: String) async throws -> PageElement {
  let session = try await Site(page: html).open()
  return try #require(try await session.found(Locator(.testID, "t")).first)
}

@Suite struct RoleTests {
  /// `T` stands for the attribute that marks the element.
  @Test(arguments: [
    ("<a T href=x>x</a>", "link"), ("<a T>x</a>", "generic"), ("<address T>x</address>", "group"),
    ("<map name=m><area T href=x alt=x></map>", "link"), ("<article T>x</article>", "article"),
    ("<aside T>x</aside>", "complementary"), ("<b T>x</b>", "generic"),
    ("<article><aside T>x</aside></article>", "generic"),
    ("<section><aside T aria-label=x>x</aside></section>", "complementary"),
    ("<main><aside T>x</aside></main>", "complementary"),
    ("<blockquote T>x</blockquote>", "blockquote"), ("<button T>x</button>", "button"),
    ("<code T>x</code>", "code"), ("<del T>x</del>", "deletion"), ("<s T>x</s>", "deletion"),
    ("<details T>x</details>", "group"), ("<dfn T>x</dfn>", "term"), ("<div T>x</div>", "generic"),
    ("<dialog T open>x</dialog>", "dialog"), ("<em T>x</em>", "emphasis"),
    ("<fieldset T></fieldset>", "group"), ("<figure T></figure>", "figure"),
    ("<footer T>x</footer>", "contentinfo"), ("<main><footer T>x</footer></main>", "generic"),
    ("<header T>x</header>", "banner"), ("<article><header T>x</header></article>", "generic"),
    ("<div role=region aria-label=x><header T>x</header></div>", "generic"),
    ("<form T></form>", "generic"), ("<form T aria-label=x></form>", "form"),
    ("<h1 T>x</h1>", "heading"), ("<h6 T>x</h6>", "heading"), ("<hgroup T></hgroup>", "group"),
    ("<hr T>", "separator"), ("<img T alt=x>", "img"), ("<img T>", "img"),
    ("<img T alt=''>", "none"),
    ("<img T alt='' aria-label=x>", "img"), ("<img T alt='' tabindex=0>", "img"),
    ("<ins T>x</ins>", "insertion"), ("<ul><li T>x</ul>", "listitem"), ("<main T>x</main>", "main"),
    ("<menu T></menu>", "list"), ("<menu><li T>x</menu>", "listitem"),
    ("<meter T></meter>", "meter"),
    ("<nav T>x</nav>", "navigation"), ("<ol T></ol>", "list"), ("<output T>x</output>", "status"),
    ("<p T>x</p>", "paragraph"), ("<progress T></progress>", "progressbar"),
    ("<search T>x</search>", "search"), ("<section T>x</section>", "generic"),
    ("<section T aria-label=x>x</section>", "region"), ("<section T title=x>x</section>", "region"),
    ("<section T aria-labelledby=h><h2 id=h>x</h2></section>", "region"),
    ("<section T aria-labelledby=nothing>x</section>", "generic"),
    ("<section T aria-label=' '>x</section>", "generic"), ("<select T></select>", "combobox"),
    ("<select T size=1></select>", "combobox"), ("<select T size=2></select>", "listbox"),
    ("<select T multiple></select>", "listbox"), ("<span T>x</span>", "generic"),
    ("<select><optgroup T label=x></select>", "group"), ("<select><option T>x</select>", "option"),
    ("<strong T>x</strong>", "strong"), ("<sub T>x</sub>", "subscript"),
    ("<sup T>x</sup>", "superscript"), ("<details><summary T>x</summary></details>", "button"),
    ("<summary T>x</summary>", "generic"), ("<svg T><title>x</title></svg>", "graphics-document"),
    ("<textarea T></textarea>", "textbox"), ("<time T>x</time>", "time"), ("<ul T></ul>", "list"),
    ("<mark T>x</mark>", "mark"), ("<math T></math>", "math"),
    ("<custom-x T>x</custom-x>", "generic"),
  ])
  func ofElements(html: String, role: String) async throws {
    let marked = html.replacing(" T", with: " data-testid=t")
    #expect(try await target(marked).role == role, "\(html)")
  }

  @Test(arguments: [
    ("button", "button"), ("submit", "button"), ("reset", "button"), ("image", "button"),
    ("checkbox", "checkbox"), ("radio", "radio"), ("number", "spinbutton"), ("range", "slider"),
    ("search", "searchbox"), ("text", "textbox"), ("email", "textbox"), ("tel", "textbox"),
    ("url", "textbox"), ("password", "textbox"), ("nonsense", "textbox"), ("TEXT", "textbox"),
    ("file", "button"), ("checkbox switch", "switch"), ("text list=d", "combobox"),
    ("search list=d", "combobox"),
  ])
  func ofInputs(type: String, role: String) async throws {
    #expect(try await target("<input data-testid=t type=\(type)>").role == role)
  }

  @Test(arguments: [
    ("<table T><tr><td>x</table>", "table"), ("<table><tr T><td>x</table>", "row"),
    ("<table><tr><td T>x</table>", "cell"), ("<table><thead T><tr><th>x</table>", "rowgroup"),
    ("<table><tr><th T>a<th>b<tr><td>1<td>2</table>", "columnheader"),
    ("<table><tr><th T>a<td>1<tr><th>b<td>2</table>", "rowheader"),
    ("<table><tr><th T scope=col>a<td>1</table>", "columnheader"),
    ("<table><tr><th T scope=row>a<th>b</table>", "rowheader"),
    ("<table><tr><th scope=colgroup T>a<td>1</table>", "columnheader"),
    ("<table><tr><th scope=rowgroup T>a<td>1</table>", "rowheader"),
    ("<table><thead><tr><th T>a<td></thead><tr><td>1<td>2</table>", "columnheader"),
    ("<table role=grid><tr><td T>x</table>", "gridcell"),
    ("<table role=grid><tr T><td>x</table>", "row"),
    ("<table role=presentation><tr><td T>x</table>", "none"),
    ("<table role=none><tr T><td>x</table>", "none"),
    ("<table><caption T>x</caption><tr><td>x</table>", "caption"),
    ("<ul role=none><li T>x</ul>", "none"), ("<div><li T>x</div>", "generic"),
  ])
  func ofTablesAndLists(html: String, role: String) async throws {
    let marked = html.replacing(" T", with: " data-testid=t")
    #expect(try await target(marked).role == role, "\(html)")
  }

  @Test(arguments: [
    ("role=button", "button"), ("role=BUTTON", "button"), ("role='nonsense button'", "button"),
    ("role='button link'", "button"), ("role=nonsense", "generic"), ("role=''", "generic"),
    ("role=widget", "generic"), ("role=region", "generic"), ("role='region group'", "group"),
    ("role='region' aria-label=x", "region"), ("role=form", "generic"), ("role=none", "none"),
    ("role=presentation", "none"), ("role=none tabindex=0", "generic"),
    ("role=presentation aria-label=x", "generic"), ("role=none aria-hidden=false", "none"),
    ("role='none' aria-expanded=true", "none"), ("role=image", "img"), ("role=switch", "switch"),
    ("role=graphics-symbol", "graphics-symbol"), ("role='\tlink\n'", "link"),
  ])
  func explicit(attributes: String, role: String) async throws {
    #expect(try await target("<div data-testid=t \(attributes)>x</div>").role == role)
  }

  @Test(arguments: [
    ("<a href=x role=none data-testid=t>x</a>", "link"),
    ("<h1 role=presentation data-testid=t>x</h1>", "none"),
    ("<button role=none data-testid=t>x</button>", "button"),
    ("<button role=none disabled data-testid=t>x</button>", "none"),
    ("<section role=nonsense aria-label=x data-testid=t>x</section>", "region"),
    ("<ul role=tablist><li role=tab data-testid=t>x</ul>", "tab"),
  ])
  func conflicts(html: String, role: String) async throws {
    #expect(try await target(html).role == role, "\(html)")
  }
}
