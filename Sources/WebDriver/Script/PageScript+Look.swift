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
        source: request.source ? sourceText(request.marks) : null,
      };
    };
    function sourceText(marks) {
      const type = document.doctype;
      const root = document.documentElement;
      return (type ? new XMLSerializer().serializeToString(type) + '\n' : '')
        + (root ? (marks ? marked(root) : root).outerHTML : '');
    }
    // A copy that says itself what style sheets hide. It is made in a document of its own, which
    // loads and runs nothing.
    function marked(root) {
      const copy = document.implementation.createHTMLDocument('').importNode(root, true);
      const pairs = [[root, copy]];
      while (pairs.length) {
        const [element, twin] = pairs.pop();
        if (/^(head|script|style|template|area)$/.test(element.localName)) continue;
        const style = getComputedStyle(element);
        const isEmpty = style.visibility !== 'visible' && !element.firstElementChild;
        if (style.display === 'none' || isEmpty) twin.setAttribute('hidden', '');
        else if (element.localName !== 'svg') {
          for (let i = 0; i < element.children.length; i++) {
            pairs.push([element.children[i], twin.children[i]]);
          }
        }
      }
      return copy;
    }
    """#
}
