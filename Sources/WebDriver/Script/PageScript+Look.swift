extension PageScript {
  /// Everything that a look wants, of one moment.
  static let look = #"""
    operations.look = (request) => {
      const found = [];
      for (const locator of request.locators) {
        try {
          const elements = find(locator).slice(0, request.limit);
          found.push({
            elements: elements.map(describe),
            references: asksBrowser || !locator.roles.length ? null : elements.slice(0, 25),
          });
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          found.push({problem: error.message});
        }
      }
      return {
        ...place(), found: found,
        text: request.text ? (document.body ? textOf(document.body) : '') : null,
        source: request.source ? sourceText() : null,
      };
    };
    function sourceText() {
      const type = document.doctype;
      const root = document.documentElement;
      return (type ? new XMLSerializer().serializeToString(type) + '\n' : '')
        + (root ? root.outerHTML : '');
    }
    """#
}
