package import Markup
import RunEvents

/// The matrix and the journeys as one HTML file that needs nothing else.
///
/// What it says stands in the page itself: banner, the four words, gaps, stories by journeys, and
/// every journey as written with verdicts beside its sentences. Its script adds filters, a list and
/// a panel with the evidence, which lies in the page as data. A Content-Security-Policy allows the
/// file's own script and style sheet, known by their digests, and images that it carries.
package enum LivingDocument {
  package static func write(
    _ model: ReportModel, context: LivingContext = LivingContext(),
    attachment: @escaping AttachmentLoader = { _ in nil }, to output: ByteOutput
  ) {
    Page(
      model: model, context: context, past: LivingPast(context, of: model),
      attachment: attachment, matrix: StoryMatrix(model), html: HTMLBuilder(output)
    ).write()
  }

  /// A part of the page with a heading of its own.
  struct Section {
    /// The heading's name; its anchor is told from those of stories and journeys by a colon.
    var id: StaticString
    var title: String
    /// Writes what stands below the heading.
    var write: () -> Void

    var anchor: String { "section:\(id)" }
  }

  struct Page {
    let model: ReportModel
    let context: LivingContext
    let past: LivingPast
    let attachment: AttachmentLoader
    let matrix: StoryMatrix
    let html: HTMLBuilder

    /// In the order in which they stand; one that has nothing to say is `nil`.
    private var sections: [Section] {
      [
        words, broken, changes, gaps, stories, journeys, history, monitors, proof, notices,
      ].compactMap(\.self)
    }

    func write() {
      let sections = sections
      writeHead()
      html.markup("<body>\n<a class=\"skip\" href=\"#section:matrix\">Skip to the matrix</a>\n")
      writeBanner()
      writeContents(sections)
      html.markup("<main>\n")
      for section in sections {
        html.element("section", ["aria-labelledby": section.anchor]) {
          html.markup("\n")
          html.element("h2", ["id": section.anchor], section.title)
          html.markup("\n")
          section.write()
        }
        html.markup("\n")
      }
      html.markup("</main>\n")
      writeData()
      html.markup("<script type=\"module\">")
      html.resource(LivingResources.script)
      html.markup("</script>\n</body>\n</html>\n")
    }

    private func writeHead() {
      html.markup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
      html.void(
        "meta", ["http-equiv": "Content-Security-Policy", "content": LivingResources.policy])
      html.markup("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
      html.markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
      html.markup("<meta name=\"referrer\" content=\"no-referrer\">\n")
      html.element("title", "\(Wording.headline(model)) \u{2013} \(model.run.target)")
      html.markup("\n<style>")
      html.resource(LivingResources.style)
      html.markup("</style>\n</head>\n")
    }

    private func writeContents(_ sections: [Section]) {
      html.element("nav", ["aria-label": "Contents"]) {
        html.element("ul") {
          for section in sections {
            html.element("li") { link(section.anchor, section.title) }
          }
        }
      }
      html.markup("\n")
    }

    // MARK: Parts that all sections use

    /// Glyph and word; never a colour alone.
    func badge(_ standing: Standing, _ text: String) {
      html.element("span", ["class": "badge \(standing.rawValue)"], text)
    }

    func badge(_ verdict: Verdict) { badge(verdict.standing, Wording.word(verdict)) }

    func link(_ anchor: String, _ text: String) {
      html.element("a", ["href": Anchor.reference(anchor)], text)
    }

    /// A place in a file of the project, and where the configuration says, the way there.
    func place(_ path: String, _ line: Int?) {
      let text = line.map { "\(path):\($0)" } ?? path
      guard let url = SourceLink.url(model.run.sourceURL, path: path, line: line) else {
        html.element("code", text)
        return
      }
      html.element("a", ["href": url, "rel": "noreferrer"]) { html.element("code", text) }
    }
  }
}
