extension PageScript {
  /// What a locator means on the page.
  static let find = #"""
    class Problem extends Error {}

    // {scope} of a locator: the document or one element.
    function scopeOf(locator) {
      if (!locator.within) return document;
      const found = find(locator.within);
      if (found.length > 1) {
        throw new Problem(`${locator.within.words} matches ${found.length} elements: ${list(found)}`);
      }
      return found[0] || null;
    }
    function list(elements) {
      return elements.slice(0, 5).map(brief).join(', ') + (elements.length > 5 ? ', …' : '');
    }
    function find(locator) {
      const scope = scopeOf(locator);
      if (!scope) return [];
      const found = locator.elements || candidates(locator, scope);
      if (locator.position == null) return found;
      const at = locator.position > 0 ? locator.position - 1 : found.length + locator.position;
      return found[at] ? [found[at]] : [];
    }
    function candidates(locator, scope) {
      switch (locator.kind) {
        case 'testId': return below(scope).filter(
          (element) => element.getAttribute('data-testid') === locator.value);
        case 'css': return byCSS(locator.value, scope);
        case 'xpath': return byXPath(locator.value, scope);
        case 'text': return byText(locator, scope);
        case 'frame': return named(locator, below(scope).filter(isFrame), frameNames);
        case 'field': return named(locator, exposed(scope, isField), fieldNames);
        case 'row': case 'cell': return named(
          locator, exposed(scope, (e) => locator.roles.includes(roleOf(e))), contentNames);
        default: {
          const wanted = locator.roles.map(normalRole);
          const all = exposed(scope, (element) => wanted.includes(roleOf(element)));
          return locator.name == null ? all : named(locator, all, (e) => [nameOf(e)]);
        }
      }
    }
    const below = (scope) => scope === document ? allElements() : elementsBelow(scope);
    const exposed = (scope, test) => below(scope).filter((e) => test(e) && isExposed(e));

    // Elements whose whole name it is, else those whose name contains it.
    function named(locator, elements, namesOf) {
      const wanted = fold(locator.name);
      const folded = wanted.toLowerCase();
      const whole = [];
      const part = [];
      for (const element of elements) {
        const names = namesOf(element);
        if (locator.exact ? names.includes(wanted)
          : names.some((name) => name.toLowerCase() === folded)) whole.push(element);
        else if (!locator.exact && names.some((name) => name.toLowerCase().includes(folded))) {
          part.push(element);
        }
      }
      return whole.length ? whole : part;
    }
    const isFrame = (element) => element.localName === 'iframe' || element.localName === 'frame';
    const frameNames = (element) => [
      nameOf(element), fold(element.title), fold(element.name), element.id].filter(Boolean);
    // Rows and cells that have no name of their own go by what they show.
    const contentNames = (element) => [nameOf(element), fold(textOf(element))].filter(Boolean);

    const fieldRoles = new Set(['textbox', 'searchbox', 'combobox', 'listbox', 'checkbox', 'radio',
      'switch', 'slider', 'spinbutton']);
    function isField(element) {
      switch (element.localName) {
        case 'input': return !['hidden', 'submit', 'reset', 'button', 'image'].includes(element.type);
        case 'select': case 'textarea': return true;
        default: return fieldRoles.has(roleOf(element));
      }
    }
    // Labels count as well where the name says more or something else.
    const fieldNames = (element) => [
      nameOf(element), ...labelsOf(element).map((label) => fold(label.innerText)),
    ].filter(Boolean);

    function byCSS(selector, scope) {
      const found = new Set();
      try {
        if (scope !== document) {
          for (const element of scope.querySelectorAll(selector)) found.add(element);
        }
        for (const root of treeRoots()) {
          for (const element of root.querySelectorAll(selector)) {
            if (element !== scope && isWithin(element, scope)) found.add(element);
          }
        }
      } catch (error) {
        throw new Problem(`'${selector}' is not a CSS selector`);
      }
      return allElements().filter((element) => found.has(element));
    }
    function byXPath(expression, scope) {
      const found = [];
      try {
        const result = document.evaluate(expression, scope, null, 7, null);
        for (let i = 0; i < result.snapshotLength; i++) {
          const node = result.snapshotItem(i);
          if (node.nodeType === 1 && isWithin(node, scope)) found.push(node);
        }
      } catch (error) {
        throw new Problem(`'${expression}' is not an XPath expression for elements`);
      }
      return found;
    }
    // The innermost elements that show the words.
    function byText(locator, scope) {
      const wanted = locator.exact ? fold(locator.value) : fold(locator.value).toLowerCase();
      const textFor = (e) => locator.exact ? fold(textOf(e)) : fold(textOf(e)).toLowerCase();
      const found = [];
      const skipped = new Set(['head', 'script', 'style', 'template', 'noscript', 'title', 'option']);
      const rough = wanted.toLowerCase().replace(/ /g, '');
      const mayHold = (e) => hasShadow(e) || hasSlot(e)
        || (e.textContent || '').replace(/[\s\u00a0\u200b]+/g, '').toLowerCase().includes(rough);
      const hasSlot = (e) => e.localName === 'slot' || e.getRootNode() !== document;
      (function visit(node, depth) {
        let inner = false;
        for (const child of childrenOf(node)) {
          if (child.nodeType !== 1 || skipped.has(child.localName) || depth > 500) continue;
          if (!mayHold(child)) continue;
          if (visit(child, depth + 1)) inner = true;
        }
        if (inner) return true;
        if (node.nodeType !== 1 || node === scope || !isExposed(node) || !isShown(node)) return false;
        if (!textFor(node).includes(wanted)) return false;
        found.push(node);
        return true;
      })(scope === document ? document : scope, 0);
      const whole = found.filter((element) => textFor(element) === wanted);
      return whole.length || locator.exact ? whole : found;
    }
    // What may have the role of a locator, whatever its name, for the browser to judge.
    operations.candidates = (request) => {
      const scope = scopeOf(request.locator);
      const wanted = request.locator.roles.map(normalRole);
      return scope ? exposed(scope, (e) => wanted.includes(ownRole(e)) || e.hasAttribute('role')) : [];
    };
    // Names of the same kind, the nearest first, for a message.
    function near(locator) {
      let scope;
      try { scope = scopeOf(locator); } catch (error) { return []; }
      if (!scope) return [];
      let pool = [];
      switch (locator.kind) {
        case 'testId': case 'css': case 'xpath': case 'text': return [];
        case 'field': pool = exposed(scope, isField); break;
        case 'frame': pool = below(scope).filter(isFrame); break;
        default: pool = exposed(scope, (e) => locator.roles.map(normalRole).includes(roleOf(e)));
      }
      const namesOf = locator.kind === 'field' ? fieldNames : locator.kind === 'frame' ? frameNames
        : contentNames;
      const wanted = new Set((locator.name || '').toLowerCase().split(/\s+/));
      const all = [];
      for (const element of pool.slice(0, 300)) {
        const name = (namesOf(element)[0] || '').slice(0, 60);
        if (name && !all.some((known) => known.name === name)) {
          const words = name.toLowerCase().split(/\s+/);
          all.push({name: name, hits: words.filter((word) => wanted.has(word)).length});
        }
      }
      return all.sort((a, b) => b.hits - a.hits).slice(0, 5).map((known) => known.name);
    }
    """#
}
