/// The style sheet and the one script, which pages can do without.
enum AssetRoutes {
  static let routes: [Route] = [
    asset("assetStyle", "/assets/style.css", "text/css; charset=utf-8", PageRenderer.styleSheet),
    asset(
      "assetBadge", "/assets/badge.js", "text/javascript; charset=utf-8", PageRenderer.badgeScript),
  ]

  private static func asset(_ id: String, _ path: String, _ type: String, _ bytes: [UInt8]) -> Route
  {
    Route(
      id: id, method: .get, path: path, summary: "", access: .open, responseSchema: Schema.string,
      isDocument: true, surface: .page
    ) { _ in
      Reply(
        status: 200, body: .document(bytes, type: type),
        headers: [("Cache-Control", "public, max-age=300")])
    }
  }
}
