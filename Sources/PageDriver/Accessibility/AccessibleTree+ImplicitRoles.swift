import Markup

extension AccessibleTree {
  /// The role that HTML gives (HTML Accessibility API Mappings 1.0, section 4).
  func implicitRole(_ index: Int) -> Role {
    let node = tree[index]
    if let role = Self.plainRoles[node.name] { return role }
    switch node.name {
    case "a", "area": return node.has("href") ? .link : .generic
    case "aside":
      return isWithinSection(index, orMain: false) && !hasAuthorName(index)
        ? .generic : .complementary
    case "header": return isWithinSection(index, orMain: true) ? .generic : .banner
    case "footer": return isWithinSection(index, orMain: true) ? .generic : .contentinfo
    case "form": return hasAuthorName(index) ? .form : .generic
    case "section": return hasAuthorName(index) ? .region : .generic
    case "img": return imageRole(index)
    case "svg":
      return hasAuthorName(index) || svgTitle(of: index) != nil ? .graphicsDocument : .generic
    case "input": return inputRole(index)
    case "select":
      return node.has("multiple") || (Int((node["size"] ?? "").trimmedASCII) ?? 0) > 1
        ? .listbox : .combobox
    case "summary": return isDisclosure(index) ? .button : .generic
    case "li": return itemRole(index)
    case "tr", "thead", "tbody", "tfoot", "td", "th": return tableRole(index)
    default: return .generic
    }
  }

  private static let plainRoles: [String: Role] = [
    "address": .group, "article": .article, "blockquote": .blockquote, "button": .button,
    "caption": .caption, "code": .code, "datalist": .listbox, "dd": .definition, "del": .deletion,
    "details": .group, "dfn": .term, "dialog": .dialog, "dt": .term, "em": .emphasis,
    "fieldset": .group, "figure": .figure, "h1": .heading, "h2": .heading, "h3": .heading,
    "h4": .heading, "h5": .heading, "h6": .heading, "hgroup": .group, "hr": .separator,
    "html": .document, "ins": .insertion, "main": .main, "mark": .mark, "math": .math,
    "menu": .list, "meter": .meter, "nav": .navigation, "ol": .list, "optgroup": .group,
    "option": .option, "output": .status, "p": .paragraph, "progress": .progressbar,
    "s": .deletion, "search": .search, "strong": .strong, "sub": .subscript, "sup": .superscript,
    "table": .table, "textarea": .textbox, "time": .time, "ul": .list,
  ]

  /// Whether a `header`, `footer` or `aside` belongs to a part of the page only.
  private func isWithinSection(_ index: Int, orMain: Bool) -> Bool {
    ancestor(of: index) { outer in
      switch tree[outer].name {
      case "article", "aside", "nav", "section": return true
      case "main": return orMain
      default: break
      }
      guard tree[outer].has("role") else { return false }
      switch role(of: outer) {
      case .article, .complementary, .navigation, .region: return true
      case .main: return orMain
      default: return false
      }
    } != nil
  }

  /// An empty `alt` makes an image decoration, unless it is named or used otherwise.
  private func imageRole(_ index: Int) -> Role {
    let node = tree[index]
    guard let alternative = node["alt"], alternative.isEmpty else { return .img }
    let isNamed =
      node["aria-label"]?.contains { !$0.isWhitespace } == true || node.has("aria-labelledby")
    return isNamed || isFocusable(index) ? .img : .none
  }

  func svgTitle(of index: Int) -> Int? {
    tree.children(of: index).first { tree[$0].name == "title" }
  }

  private func inputRole(_ index: Int) -> Role {
    let suggests = tree[index].has("list")
    switch controls.kind(of: index) {
    case .submit, .reset, .button, .image, .file: return .button
    case .checkbox: return tree[index].has("switch") ? .switch : .checkbox
    case .radio: return .radio
    case .number: return .spinbutton
    case .range: return .slider
    case .search: return suggests ? .combobox : .searchbox
    case .text, .telephone, .url, .email: return suggests ? .combobox : .textbox
    case .hidden: return .generic
    // Those without a role of their own; a person writes into them.
    default: return .textbox
    }
  }

  private func itemRole(_ index: Int) -> Role {
    switch role(of: tree[index].parent) {
    case .list, .directory: .listitem
    case .none: Role.none
    default: .generic
    }
  }

  private func tableRole(_ index: Int) -> Role {
    let table = ancestor(of: index) { tree[$0].name == "table" }
    let isGrid: Bool
    switch table.map({ role(of: $0) }) {
    case .table: isGrid = false
    case .grid, .treegrid: isGrid = true
    case Role.none?: return .none
    default: return .generic
    }
    switch tree[index].name {
    case "tr": return .row
    case "td": return isGrid ? .gridcell : .cell
    case "th": return headerRole(index, isGrid ? .gridcell : .cell)
    default: return .rowgroup
    }
  }

  /// By `scope`; without it a header heads its column unless its row has data cells.
  private func headerRole(_ index: Int, _ plain: Role) -> Role {
    switch tree[index]["scope"]?.lowercased() {
    case "row", "rowgroup": return .rowheader
    case "col", "colgroup": return .columnheader
    default: break
    }
    let row = tree[index].parent
    let cells = rowCells(row)
    if tree[tree[row].parent].name == "thead" { return .columnheader }
    if cells.count == 1 { return isOnlyRow(row) ? plain : .columnheader }
    return cells.hasData ? .rowheader : .columnheader
  }

  private func rowCells(_ row: Int) -> RowCells {
    if let cells = rows[row] { return cells }
    var cells = RowCells()
    for child in tree.children(of: row) {
      switch tree[child].name {
      case "td":
        cells.count += 1
        cells.hasData = true
      case "th": cells.count += 1
      default: continue
      }
    }
    rows[row] = cells
    return cells
  }

  private func isOnlyRow(_ row: Int) -> Bool {
    let rows = tree.children(of: tree[row].parent).filter { tree[$0].name == "tr" }
    return rows.count == 1
  }
}

/// What is in a row of a table.
struct RowCells {
  var count = 0
  var hasData = false
}
