import Mustache

/// Turns pages into HTML with the templates that are built into the program.
struct PageRenderer: Sendable {
  /// The frame around a page: who reads it and where else to go.
  struct Frame: Sendable {
    struct Area: Sendable {
      let title: String
      let href: String
      let isCurrent: Bool
      /// The number of unread alerts; nil for other areas.
      let unread: Int?
    }

    var reader: String?
    var role = ""
    var areas: [Area] = []
    /// Goes into every form that posts.
    var token = ""
    var hasAlertBadge: Bool { areas.contains { $0.unread != nil } }
  }

  static let shared = PageRenderer()

  private let library: MustacheLibrary

  private init() {
    var library = MustacheLibrary()
    let sources: [(name: String, bytes: [UInt8])] = [
      ("page", PackageResources.page_mustache), ("block", PackageResources.block_mustache),
      ("form", PackageResources.form_mustache),
    ]
    for source in sources {
      // A template that does not parse leaves its part of every page empty, which tests see.
      try? library.register(String(decoding: source.bytes, as: UTF8.self), named: source.name)
    }
    self.library = library
  }

  static var styleSheet: [UInt8] { PackageResources.style_css }
  static var badgeScript: [UInt8] { PackageResources.badge_js }

  func html(_ page: Page, in frame: Frame) -> [UInt8] {
    var context = page.context(token: frame.token)
    context["reader"] =
      frame.reader.map { ["reader_name": $0, "role": frame.role] as TemplateContext } ?? [:]
    context["signed_in"] = frame.reader != nil
    context["token"] = frame.token
    context["has_badge"] = frame.hasAlertBadge
    context["areas"] = frame.areas.map { area in
      [
        "area_title": area.title, "area_href": area.href, "current": area.isCurrent,
        "is_badge": area.unread != nil, "unread": area.unread ?? 0,
      ] as TemplateContext
    }
    return Array((library.render(context, withTemplate: "page") ?? "").utf8)
  }
}
