import HTTPClient

/// A request for a page, before any redirect.
struct Navigation: Sendable {
  var method = "GET"
  var url: HTTPURL
  var body = HTTPBody.none
  /// Of a body that does not say it by itself.
  var contentType: String?
  /// The document whose link or form leads there.
  var source: Source?
  var wanted = WantedContent.page

  struct Source: Sendable {
    var url: HTTPURL
    var policy: ReferrerPolicy
  }
}

/// What came of a navigation.
enum Arrival {
  case page(HistoryEntry)
  case file(LoadedFile)
  /// Statuses 204 and 205 leave the page as it is.
  case nothing
}

/// An answer that is no page.
struct LoadedFile: Sendable {
  var url: HTTPURL
  var headers: [HTTPField]
  var bytes: [UInt8]
}

/// What a navigation is for.
enum WantedContent: Sendable {
  case page
  /// A page comes only of HTML, all else is a file.
  case file
  /// HTML too is a file.
  case anyFile
}
