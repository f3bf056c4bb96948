import Digests
package import Markup
import RunEvents

/// The matrix as one HTML file that needs nothing else, scripts included.
///
/// Banner, the four words, gaps, stories by journeys, then every journey with its promises, their
/// checks and results. A Content-Security-Policy allows nothing but the file's own style sheet.
package enum MatrixHTML {
  package static func write(
    _ model: ReportModel, attachment: @escaping AttachmentLoader = { _ in nil },
    to output: ByteOutput
  ) {
    Page(model: model, attachment: attachment, html: HTMLBuilder(output)).write()
  }

  struct Page {
    let model: ReportModel
    let attachment: AttachmentLoader
    let html: HTMLBuilder

    func write() {
      html.markup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
      html.void("meta", ["http-equiv": "Content-Security-Policy", "content": Self.policy])
      html.markup("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
      html.markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
      html.markup("<meta name=\"referrer\" content=\"no-referrer\">\n")
      html.element("title", "Promises of \(model.run.target) \u{2013} " + Wording.headline(model))
      html.markup("\n<style>")
      html.markup(ReportStyle.sheet)
      html.markup("</style>\n</head>\n<body>\n")
      html.markup("<a class=\"skip\" href=\"#matrix\">Skip to the matrix</a>\n")
      writeBanner()
      html.markup("<main>\n")
      writeWords()
      writeBroken()
      writeGaps()
      writeMatrix()
      writeJourneys()
      writeMonitors()
      writeNotices()
      html.markup("</main>\n</body>\n</html>\n")
    }

    /// Nothing may be loaded or run; the one style sheet is known by its digest.
    static let policy: String = {
      let sheet = ReportStyle.sheet.withUTF8Buffer { Array($0) }
      return
        "default-src 'none'; img-src data:; style-src 'sha256-\(Base64.encode(Digest.sha256(sheet)))'; "
        + "base-uri 'none'; form-action 'none'"
    }()

    // MARK: Parts that all sections use

    /// Glyph and word; never a colour alone.
    func badge(_ standing: Standing, _ text: String) {
      html.element("span", ["class": "badge \(standing.rawValue)"]) {
        html.element("span", ["class": "glyph", "aria-hidden": "true"], Wording.glyph(standing))
        html.text(text)
      }
    }

    func badge(_ verdict: Verdict) { badge(verdict.standing, Wording.word(verdict)) }

    func link(_ anchor: String, _ text: String) {
      html.element("a", ["href": "#" + Self.fragment(anchor)], text)
    }

    /// Percent-encodes what a fragment must not hold (RFC 3986, section 3.5).
    static func fragment(_ anchor: String) -> String {
      var result = ""
      for byte in anchor.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x2F, 0x7E:
          result.unicodeScalars.append(Unicode.Scalar(byte))
        default:
          let digits = String(byte, radix: 16, uppercase: true)
          result += (digits.utf8.count == 1 ? "%0" : "%") + digits
        }
      }
      return result
    }
  }
}
