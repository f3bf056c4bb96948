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
      "trail": trail.map(\.context),
      "sections": sections.enumerated().map { index, section in
        [
          "heading": section.heading, "anchor": "section-\(index + 1)",
          "blocks": section.blocks.enumerated().map {
            $0.element.context(token: token, name: "s\(index + 1)b\($0.offset + 1)")
          },
        ] as TemplateContext
      },
    ]
  }
}

private func optional(_ text: String?) -> any Sendable {
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

  /// - Parameter name: unique in the page, for identifiers of elements
  fileprivate func context(token: String, name: String) -> TemplateContext {
    var context: TemplateContext = [:]
    for kind in Self.kinds { context[kind] = Absent() }
    switch self {
    case .text(let text): context["text"] = text
    case .label(let text): context["label"] = optional(text)
    case .cards(let cards):
      context["cards"] = ["items": cards.map(\.context)] as TemplateContext
    case .table(let table): context["table"] = table.context(token: token, name: name)
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
            $0.element.context(token: token, name: "\(name)d\($0.offset + 1)")
          },
        ] as TemplateContext
    }
    return context
  }
}

extension Page.Card {
  fileprivate var context: TemplateContext {
    [
      "card_title": title, "value": value, "note": optional(note),
      "card_link": link.map { $0.context as any Sendable } ?? Absent(),
    ]
  }
}

extension Page.Table {
  fileprivate func context(token: String, name: String) -> TemplateContext {
    [
      "caption": caption, "columns": columns, "empty": rows.isEmpty ? empty : Absent(),
      "rows": rows.enumerated().map { row, cells in
        [
          "cells": cells.enumerated().map { column, cell in
            cell.context(token: token, name: "\(name)r\(row)c\(column)", isHeader: column == 0)
          }
        ] as TemplateContext
      },
    ]
  }
}

extension Page.Cell {
  fileprivate func context(token: String, name: String, isHeader: Bool) -> TemplateContext {
    [
      "cell_text": text, "is_header": isHeader, "cell_href": optional(href),
      "badge": optional(badge?.lowercased().replacing(" ", with: "-")),
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
      "hint": optional(hint), "required": isRequired,
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
}
