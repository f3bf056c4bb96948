import HTTPClient
import Markup

/// A document that a window or a frame shows, with what a person did to it.
///
/// Confined to the session that loaded it.
final class HTMLPage {
  /// The address of the document, without fragment.
  let url: HTTPURL
  let status: Int
  /// What relative addresses are relative to.
  let base: HTTPURL
  let controls: Controls
  /// The element that has the focus.
  var focus: Int?
  /// The whole value of the focused field is selected, so that what is typed replaces it.
  var selectsAll = false
  /// Documents of frames, by the element that shows each.
  var frames: [Int: HTMLPage] = [:]
  /// Why the browser last refused to send a form of this page.
  var refusal: String?
  /// How much of its address the document tells those it leads to.
  let referrerPolicy: ReferrerPolicy
  private let document: HTMLDocument

  private var accessibleTree: AccessibleTree?
  private var lines: VisibleText?
  private var foldedText: VisibleText?

  init(_ document: HTMLDocument, url: HTTPURL, status: Int, headers: [HTTPField] = []) {
    self.document = document
    self.url = url
    self.status = status
    controls = Controls(document.tree)
    let head = DocumentHead(document.tree)
    base = head.base.flatMap { try? url.resolving($0) } ?? url
    referrerPolicy = ReferrerPolicy(
      header: headers.values(of: "Referrer-Policy"), meta: head.referrer)
    focus = document.tree.nodes.firstIndex { $0.has("autofocus") }
  }

  var tree: MarkupTree { controls.tree }

  var source: [UInt8] { document.source }

  /// WHATWG HTML, section 3.1.5.
  private(set) lazy var title = DocumentHead(document.tree).title

  private(set) lazy var scripting = Scripting(document.tree, visibleText)

  var accessible: AccessibleTree {
    if let accessibleTree { return accessibleTree }
    let made = AccessibleTree(tree, controls)
    accessibleTree = made
    return made
  }

  var visibleText: VisibleText {
    if let lines { return lines }
    let made = VisibleText(tree)
    lines = made
    return made
  }

  /// In lower case, on one line.
  var searchText: VisibleText {
    if let foldedText { return foldedText }
    let made = VisibleText(tree, .folded)
    foldedText = made
    return made
  }

  /// To be called when a control was filled, chosen or checked.
  func valuesChanged() { accessibleTree?.valuesChanged() }

  /// Sets an attribute of an element, or takes it away.
  func set(_ attribute: String, to value: String?, of index: Int) {
    forget()
    document.set(attribute, to: value, of: index)
    controls.tree = document.tree
  }

  /// Shows or hides an element with `popover`, or a dialog.
  func setPopover(_ index: Int, isOpen: Bool) {
    forget()
    if isOpen {
      document.tree.openPopovers.insert(index)
    } else {
      document.tree.openPopovers.remove(index)
    }
    controls.tree = document.tree
  }

  private func forget() {
    accessibleTree = nil
    lines = nil
    foldedText = nil
  }

  func elements(_ expression: XPathExpression) throws(MarkupEvaluationError) -> [Int] {
    try document.elements(expression)
  }

  func elements(_ selector: CSSSelector) throws(MarkupEvaluationError) -> [Int] {
    try document.elements(selector)
  }
}
