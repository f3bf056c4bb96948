/// What kind of control an element is (WHATWG HTML, section 4.10).
enum ControlKind: String, Sendable, Hashable {
  case text, search, url, email, password, date, month, week, time, number, range, checkbox, radio
  case file, submit, image, reset, button, hidden
  case telephone = "tel"
  case dateTime = "datetime-local"
  case colour = "color"
  case textarea, select

  /// The kind of an `input` by its `type`; what is not known is a text.
  init(inputType: String?) {
    guard let type = inputType?.lowercased() else {
      self = .text
      return
    }
    let kind = Self(rawValue: type)
    self = kind == nil || kind == .textarea || kind == .select ? .text : kind ?? .text
  }

  /// Whether a person writes or sets its value.
  var isWritable: Bool {
    switch self {
    case .text, .search, .url, .email, .password, .date, .month, .week, .time, .number, .range,
      .telephone, .dateTime, .colour, .textarea:
      true
    default: false
    }
  }

  /// Whether it holds one line of free text.
  var isLine: Bool {
    switch self {
    case .text, .search, .url, .email, .password, .telephone: true
    default: false
    }
  }

  var isButton: Bool {
    switch self {
    case .submit, .image, .reset, .button: true
    default: false
    }
  }

  var isCheckable: Bool { self == .checkbox || self == .radio }

  /// Whether `readonly` applies.
  var canBeReadOnly: Bool { isWritable && self != .range && self != .colour }

  /// Kinds on which Enter submits the form (section 4.10.21.2).
  var submitsOnEnter: Bool { self != .textarea && self != .select && !isButton && self != .hidden }
}
