extension PageScript {
  /// Accessible names: those that the browser computes where a script can ask it, else by
  /// Accessible Name and Description Computation 1.2 section 4.3.
  static let names = #"""
    function fold(text) { return (text || '').replace(/[\s\u00a0\u200b]+/g, ' ').trim(); }

    function nameOf(element) {
      // Chromium adds the chosen file to the name of a file control.
      if (asksBrowser && element.type !== 'file' && !isEditingHost(element)) {
        const name = fold(element.computedName);
        if (name) return name;
        if (element.localName !== 'fieldset' && element.localName !== 'figure') return '';
      }
      return fold(ownName(element, {seen: new Set(), referenced: false}));
    }
    const namedByContent = new Set(['button', 'cell', 'checkbox', 'columnheader', 'gridcell',
      'heading', 'link', 'menuitem', 'menuitemcheckbox', 'menuitemradio', 'option', 'radio', 'row',
      'rowheader', 'switch', 'tab', 'tooltip', 'treeitem']);

    function ownName(element, context) {
      if (context.seen.has(element) || context.seen.size > 2000) return '';
      context.seen.add(element);
      if (!context.referenced && !isDrawn(element) && element.localName !== 'option') return '';
      if (!context.nested) {
        const labels = referenced(element, 'aria-labelledby');
        if (labels.length) {
          return labels.map((label) => ownName(label, {
            seen: new Set(label === element ? [] : context.seen), referenced: true, nested: true,
          })).join(' ');
        }
      }
      const label = (element.getAttribute('aria-label') || '').trim();
      if (label) return label;
      if (context.embedded) {
        const value = valueOf(element);
        if (value !== null && element.type !== 'button') return value;
      }
      const native = nativeName(element, context);
      if (native) return native;
      const role = ownRole(element);
      if (namedByContent.has(role) || context.referenced || context.embedded || context.inside) {
        const text = contentName(element, context);
        if (text.trim()) return text;
      }
      return element.getAttribute('title') || element.getAttribute('placeholder') || '';
    }
    function contentName(element, context) {
      let text = '';
      for (const pseudo of ['::before', '::after']) {
        const content = getComputedStyle(element, pseudo).content;
        const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(content || '');
        const part = quoted ? quoted[1].replace(/\\(.)/g, '$1') : '';
        if (pseudo === '::before') text = part + inner(); else text += part;
      }
      return text;
      function inner() {
        let sum = '';
        for (const child of childrenOf(element)) {
          if (child.nodeType === 3) sum += child.data;
          if (child.nodeType !== 1 || child.getAttribute('aria-hidden') === 'true') continue;
          const part = ownName(child, {...context, inside: true, nested: context.nested});
          const display = getComputedStyle(child).display;
          sum += /^inline/.test(display) || display === 'contents' ? part : ` ${part} `;
        }
        return sum;
      }
    }
    function labelsOf(element) {
      return element.labels ? [...element.labels] : [];
    }
    function nativeName(element, context) {
      const first = (tag) => [...element.children].find((child) => child.localName === tag);
      const within = (child) => child
        ? contentName(child, {...context, referenced: true, embedded: true}) : '';
      switch (element.localName) {
        case 'input':
          if (['button', 'submit', 'reset'].includes(element.type)) {
            return element.value || {submit: 'Submit', reset: 'Reset'}[element.type] || '';
          }
          if (element.type === 'image') return element.alt || element.value || 'Submit';
          // falls through
        case 'select': case 'textarea': case 'button': case 'meter': case 'progress': case 'output': {
          if (context.inside && !context.embedded) return '';
          const others = labelsOf(element).filter((label) => !context.seen.has(label));
          return others.map(within).join(' ');
        }
        case 'img': case 'area': return element.getAttribute('alt') || '';
        case 'fieldset': return within(first('legend'));
        case 'figure': return within(first('figcaption'));
        case 'table': return within(first('caption'));
        case 'svg': return (first('title') || {}).textContent || '';
        case 'details': return within(first('summary'));
        case 'optgroup': return element.label;
        case 'option': return element.label;
        default: return '';
      }
    }
    """#
}
