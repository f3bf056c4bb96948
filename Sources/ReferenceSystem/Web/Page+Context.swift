import Mustache

/// Stands for a value that is not there, so that templates don't look for it further out.
private struct Absent: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}

/// The values that templates read.
typealias TemplateContext = [String: any Sendable]

extension Page {
  /// - Parameter token: goes into every form that posts
  func context(token: String) -> TemplateContext {
    [
      "title": title, "introduction": optional(introduction), "message": optional(message),
      "error": optional(error), "notice": optional(notice),
      "trail": trail.map(\.context), "dashboard": isDashboard,
      "sections": sections.enumerated().map { index, section in
        [
          "heading": section.heading, "anchor": Self.anchor(section.heading),
          "blocks": section.blocks.enumerated().map {
            let missing = notice == nil ? nil : "Nothing to show; a source is late or missing."
            return $0.element.context(
              token: token, name: "s\(index + 1)b\($0.offset + 1)", empty: missing)
          },
        ] as TemplateContext
      },
    ]
  }

  /// The identifier of a section, by which links lead to it.
  static func anchor(_ heading: String) -> String {
    String(heading.lowercased().map { $0.isASCII && $0.isLetter ? $0 : "-" })
  }
}

/// `text`, or its absence if there is nothing in it.
func optional(_ text: String?) -> any Sendable {
  guard let text, !text.isEmpty else { return Absent() }
  return text
}

extension Page.Link {
  fileprivate var context: TemplateContext { ["link_title": title, "href": href] }
}

extension Page.Block {
  /// Every kind of block; those that a block is not are told to be absent, because templates
  /// would otherwise find them in the blocks around it.
  private static let kinds = [
    "text", "label", "cards", "table", "chart", "list", "links", "form", "details",
  ]

  /// - Parameters:
  ///   - name: unique in the page, for identifiers of elements
  ///   - empty: what empty tables say; nil if they are empty for a reason of their own
  fileprivate func context(token: String, name: String, empty: String?) -> TemplateContext {
    var context: TemplateContext = [:]
    for kind in Self.kinds { context[kind] = Absent() }
    switch self {
    case .text(let text): context["text"] = text
    case .label(let text): context["label"] = optional(text)
    case .cards(let cards):
      context["cards"] = ["items": cards.map(\.context)] as TemplateContext
    case .table(let table):
      context["table"] = table.context(token: token, name: name, empty: empty)
    case .chart(let chart) where chart.points.isEmpty:
      context["text"] = "\(chart.title): no figures are available."
    case .chart(let chart): context["chart"] = chart.context(name: name)
    case .list(let items): context["list"] = ["items": items] as TemplateContext
    case .links(let links):
      context["links"] = ["items": links.map(\.context)] as TemplateContext
    case .form(let form): context["form"] = form.context(token: token, name: name)
    case .details(let summary, let blocks):
      context["details"] =
        [
          "summary": summary,
          "blocks": blocks.enumerated().map {
            $0.element.context(token: token, name: "\(name)d\($0.offset + 1)", empty: empty)
          },
        ] as TemplateContext
    }
    return context
  }
}

extension Page.Card {
  fileprivate var context: TemplateContext {
    [
      "card_title": title, "value": optional(value), "note": optional(note),
      "badge": optional(badge.map(styleName)),
      "card_link": link.map { $0.context as any Sendable } ?? Absent(),
    ]
  }
}

/// `At Risk` as the style sheet writes it.
private func styleName(_ badge: String) -> String {
  badge.lowercased().replacing(" ", with: "-")
}

extension Page.Table {
  /// From this many columns on, a table may be wider than a window of middling width.
  private static let wide = 6

  fileprivate func context(token: String, name: String, empty missing: String?) -> TemplateContext {
    let figures = columns.indices.map { column in
      column > 0 && rows.allSatisfy { $0[column].isFigure || $0[column].text == Format.missing }
        && rows.contains { $0[column].isFigure }
    }
    return [
      "caption": caption, "wide": columns.count >= Self.wide,
      "columns": zip(columns, figures).map {
        ["column_title": $0, "figure": $1] as TemplateContext
      },
      "empty": rows.isEmpty ? missing ?? empty : Absent(),
      "rows": rows.enumerated().map { row, cells in
        [
          "urgent": cells.contains { $0.badge == "critical" }
            && !cells.contains { $0.badge == "resolved" },
          "cells": cells.enumerated().map { column, cell in
            cell.context(token: token, name: "\(name)r\(row)c\(column)").merging([
              "is_header": column == 0, "figure": figures[column], "column_title": columns[column],
            ]) { $1 }
          },
        ] as TemplateContext
      },
    ]
  }
}

extension Page.Cell {
  /// Whether the text is a number with its unit, to be read in a column.
  fileprivate var isFigure: Bool {
    guard form == nil, badge == nil else { return false }
    let words = text.split(separator: " ")
    let units: Set<Substring> = ["about", "to", "USD", "%", "milliseconds", "times"]
    return !words.isEmpty
      && words.allSatisfy { word in
        units.contains(word) || word.utf8.allSatisfy { "0123456789.,-".utf8.contains($0) }
      }
  }

  fileprivate func context(token: String, name: String) -> TemplateContext {
    [
      "cell_text": text, "cell_href": optional(href), "badge": optional(badge.map(styleName)),
      "cell_form": form.map { $0.context(token: token, name: name) as any Sendable } ?? Absent(),
    ]
  }
}

extension Page.Form {
  fileprivate func context(token: String, name: String) -> TemplateContext {
    [
      "form_name": optional(self.name), "method": method, "action": action, "button": button,
      "token": method == "post" ? optional(token) : Absent(),
      "fields": fields.map { $0.context(identifier: "\(name)-\($0.name)") },
    ]
  }
}

extension Page.Form.Field {
  fileprivate func context(identifier: String) -> TemplateContext {
    var context: TemplateContext = [
      "field_id": identifier, "field_name": name, "field_title": title, "field_value": value,
      "hint": optional(hint), "field_error": optional(error), "required": isRequired,
      "invalid": isInvalid || !error.isEmpty, "described": optional(described(identifier)),
      "hidden": false, "choices": Absent(), "input_type": Absent(), "autocomplete": Absent(),
    ]
    switch kind {
    case .hidden: context["hidden"] = true
    case .text(let type, let autocomplete):
      context["input_type"] = type
      context["autocomplete"] = autocomplete
    case .choice(let choices):
      context["choices"] =
        [
          "items": choices.map {
            [
              "choice_value": $0.value, "choice_title": $0.title,
              "selected": $0.value == value,
            ] as TemplateContext
          }
        ] as TemplateContext
    }
    return context
  }
  /// The elements that explain the field: its hint, its error, or the error of the whole page.
  private func described(_ identifier: String) -> String {
    var names: [String] = []
    if !hint.isEmpty { names.append("\(identifier)-hint") }
    if !error.isEmpty { names.append("\(identifier)-error") }
    if isInvalid, error.isEmpty { names.append("page-error") }
    return names.joined(separator: " ")
  }
}
