import HTTPClient
import Markup
import Pages

extension HTMLPageSession {
  /// Clicks and keeps the file that comes.
  func download(_ element: FoundElement) async throws(PageError) -> PageDownload {
    try requireUsable(element)
    guard case .go(let navigation, _) = try activate(element) else {
      throw .unable("\(element.description) begins no download")
    }
    let suggested = element.node.name == "a" ? element.node["download"] : nil
    switch try await load(navigation, as: navigation.wanted == .page ? .file : .anyFile) {
    case .file(let file): return PageDownload(name: file.name(suggested), bytes: file.bytes)
    case .page(let entry):
      throw .unable(
        "\(element.description) leads to a page and not to a file: "
          + "\(entry.url.described(from: base)) with status \(entry.page.status)")
    case .nothing:
      throw .unable("\(element.description) begins no download: the answer has no content")
    }
  }
}

extension LoadedFile {
  /// What `Content-Disposition` or the link says, else the end of the path
  /// (RFC 6266; WHATWG HTML, section 4.6.5).
  func name(_ suggested: String?) -> String {
    let field = headers.firstValue(of: "Content-Disposition").flatMap {
      ContentDisposition($0).name
    }
    let last = url.path.split(separator: "/").last.map { String($0) }
    let named = [field, suggested, last?.percentDecoded].compactMap { $0 }.first { !$0.isEmpty }
    let name = (named ?? "download").split { $0 == "/" || $0 == "\\" }.last.map { String($0) }
    guard let name, name != ".", name != ".." else { return "download" }
    return name.filter { !$0.isNewline && $0 != "\0" }
  }
}
