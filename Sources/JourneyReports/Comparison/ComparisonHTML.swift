import Digests
package import Markup
import RunEvents

/// A comparison as one small HTML file without scripts, which needs nothing else.
package enum ComparisonHTML {
  /// How many changes of a kind are shown.
  private static let most = 1000

  package static func write(_ comparison: RunComparison, to output: ByteOutput) {
    let html = HTMLBuilder(output)
    html.markup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    html.void("meta", ["http-equiv": "Content-Security-Policy", "content": policy])
    html.markup("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    html.markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
    html.element("title", "What changed between two runs")
    html.markup("\n<style>")
    html.markup(sheet)
    html.markup("</style>\n</head>\n<body>\n<main>\n<h1>")
    html.text(comparison.headline)
    html.markup("</h1>\n<dl>\n")
    for (word, run) in [("Before", comparison.old), ("Now", comparison.new)] {
      html.element("dt", word)
      html.element("dd", "\(run.name), on \(run.target)")
      html.markup("\n")
    }
    html.markup("</dl>\n")
    for remark in comparison.remarks { html.element("p", ["class": "remark"], remark) }
    for kind in RunComparison.Kind.allCases { write(kind, comparison, html) }
    writeStories(comparison, html)
    html.markup("</main>\n</body>\n</html>\n")
  }

  private static func write(
    _ kind: RunComparison.Kind, _ comparison: RunComparison, _ html: HTMLBuilder
  ) {
    guard let changes = comparison.changes[kind], !changes.isEmpty else { return }
    html.element("section", ["class": kind.rawValue, "aria-labelledby": kind.rawValue]) {
      html.element("h2", ["id": kind.rawValue]) {
        html.element("span", ["aria-hidden": "true"], RunComparison.sign(kind) + " ")
        html.text("\(kind.rawValue) (\(changes.count))")
      }
      html.element("p", RunComparison.meaning(kind))
      html.element("ul") {
        for change in changes.prefix(most) {
          html.element("li") {
            html.element("b", change.id)
            if let story = change.story { html.text(" (\(story))") }
            html.text(" \(RunComparison.step(change, kind))")
            if !change.text.isEmpty { html.element("blockquote", change.text) }
          }
          html.markup("\n")
        }
      }
      if changes.count > most { html.element("p", "and \(changes.count - most) more") }
    }
    html.markup("\n")
  }

  private static func writeStories(_ comparison: RunComparison, _ html: HTMLBuilder) {
    guard !comparison.stories.isEmpty else { return }
    html.markup("<section aria-labelledby=\"stories\">\n<h2 id=\"stories\">Stories</h2>\n<table>\n")
    html.markup("<caption>Promises kept, of all that count for the story</caption>\n<thead><tr>")
    for title in ["Story", "Before", "Now"] { html.element("th", ["scope": "col"], title) }
    html.markup("</tr></thead>\n<tbody>\n")
    for story in comparison.stories.prefix(most) {
      html.element("tr") {
        html.element("th", ["scope": "row"], story.id)
        html.element("td", "\(story.was.kept)/\(story.was.total)")
        html.element("td", "\(story.now.kept)/\(story.now.total)")
      }
      html.markup("\n")
    }
    html.markup("</tbody>\n</table>\n</section>\n")
  }

  /// Nothing may be loaded or run; the one style sheet is known by its digest.
  private static let policy: String = {
    let bytes = sheet.withUTF8Buffer { Array($0) }
    return "default-src 'none'; style-src 'sha256-\(Base64.encode(Digest.sha256(bytes)))'; "
      + "base-uri 'none'; form-action 'none'"
  }()

  /// Blue and orange, each with a sign and a word; contrasts of at least 4.5 (WCAG 2.2, 1.4.3).
  private static let sheet: StaticString = """
    :root{--ground:#fff;--text:#1b2430;--quiet:#55606e;--line:#d5dbe3;--good:#0b5cad;--bad:#a03d00;\
    --odd:#6b3fa0}
    @media (prefers-color-scheme:dark){:root{--ground:#11161d;--text:#e6ebf2;--quiet:#a3afbd;\
    --line:#34404e;--good:#8cc4ff;--bad:#ffb480;--odd:#cfb0f7}}
    body{margin:0;background:var(--ground);color:var(--text);\
    font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
    main{max-width:70rem;margin:0 auto;padding:1.25rem clamp(1rem,4vw,3rem);overflow-wrap:anywhere}
    h1{font-size:clamp(1.2rem,3vw,1.6rem);line-height:1.3}
    h2{margin:2rem 0 0;font-size:1.2rem}
    dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}
    dt,caption,section>p,.remark{color:var(--quiet)}
    dd,section>p{margin:0}
    ul{padding-left:1.2rem}
    li{margin:.4rem 0}
    blockquote{margin:0;padding-left:.7rem;border-left:.2rem solid var(--line)}
    .fixed h2,.gained h2{color:var(--good)}
    .broken h2{color:var(--bad)}
    .lost h2{color:var(--odd)}
    table{border-collapse:collapse;min-width:min(26rem,100%)}
    caption{text-align:left}
    th,td{padding:.3rem .9rem .3rem 0;border-top:1px solid var(--line);text-align:left;\
    font-variant-numeric:tabular-nums}
    """
}
