/// What one page shows, before it becomes HTML.
struct Page: Sendable {
  struct Link: Sendable {
    let title: String
    let href: String
  }

  struct Section: Sendable {
    let heading: String
    var blocks: [Block]

    init(_ heading: String, _ blocks: [Block]) {
      self.heading = heading
      self.blocks = blocks
    }
  }

  /// A part of a section; each kind has a template of its own.
  enum Block: Sendable {
    case text(String)
    /// What a figure is and is not; stands beside the figures that it qualifies.
    case label(String)
    case cards([Card])
    case table(Table)
    case chart(Chart)
    case list([String])
    case links([Link])
    case form(Form)
    case details(summary: String, [Block])
  }

  struct Card: Sendable {
    let title: String
    var value = ""
    var note = ""
    var link: Link?
    /// A word for which the style sheet has a colour, as for cells.
    var badge: String?
  }

  struct Table: Sendable {
    let caption: String
    let columns: [String]
    let rows: [[Cell]]
    var empty = "Nothing to show."
  }

  struct Cell: Sendable, ExpressibleByStringInterpolation {
    let text: String
    var href: String?
    /// A word for which the style sheet has a colour, such as `critical` or `Healthy`.
    var badge: String?
    var form: Form?

    init(_ text: String, href: String? = nil, badge: String? = nil, form: Form? = nil) {
      self.text = text
      self.href = href
      self.badge = badge
      self.form = form
    }

    init(stringLiteral value: String) { self.init(value) }
  }

  struct Form: Sendable {
    struct Field: Sendable {
      enum Kind: Sendable {
        case text(type: String, autocomplete: String)
        case choice([(value: String, title: String)])
        case hidden
      }

      let name: String
      let title: String
      let kind: Kind
      var value = ""
      var hint = ""
      var isRequired = false
      /// What is wrong with the value, told beside the field.
      var error = ""
      /// Something is wrong, and the error of the whole page says what.
      var isInvalid = false
    }

    /// The form's name for assistive technology; empty if the button says it all.
    var name = ""
    var method = "post"
    let action: String
    var fields: [Field]
    let button: String
  }

  let title: String
  var introduction = ""
  /// Where this page stands below others.
  var trail: [Link] = []
  /// What the reader must know about all figures of the page.
  var notice: String?
  /// What happened with what the reader did last.
  var message: String?
  /// What went wrong with what the reader did last.
  var error: String?
  var sections: [Section] = []
  /// Short sections that stand two beside each other where there is room.
  var isDashboard = false
}
