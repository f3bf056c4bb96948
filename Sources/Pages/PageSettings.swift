/// How pages are shown to a check.
package struct PageSettings: Sendable, Hashable {
  package enum ColourScheme: String, Sendable, Hashable, CaseIterable { case light, dark }

  /// Width and height of the viewport in CSS pixels.
  package struct Viewport: Sendable, Hashable {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  package var viewport: Viewport
  /// A BCP 47 tag, such as `de-DE`.
  package var locale: String?
  /// A name of the time zone database, such as `Europe/Berlin`.
  package var timeZone: String?
  package var colourScheme: ColourScheme?
  /// How long an action waits for its element.
  package var timeout: Duration
  /// How long a page may take to load.
  package var loadTimeout: Duration
  /// How long a page, which may be what hung, is asked for one side of what it looks like.
  package var evidenceTimeout = Duration.seconds(10)
  /// Bytes of a page or a download at most.
  package var maximumBytes: Int

  package init(
    viewport: Viewport = .init(width: 1280, height: 800), locale: String? = nil,
    timeZone: String? = nil, colourScheme: ColourScheme? = nil, timeout: Duration = .seconds(5),
    loadTimeout: Duration = .seconds(30), maximumBytes: Int = 64 << 20
  ) {
    self.viewport = viewport
    self.locale = locale
    self.timeZone = timeZone
    self.colourScheme = colourScheme
    self.timeout = timeout
    self.loadTimeout = loadTimeout
    self.maximumBytes = maximumBytes
  }
}
