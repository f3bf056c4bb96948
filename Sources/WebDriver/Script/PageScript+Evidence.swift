extension PageScript {
  /// What has to be covered before a page is drawn.
  static let evidence = #"""
    const mostTexts = 50000;
    const mostCharacters = 8e6;
    // Elements, what can be read in each of them, and whether it is covered whatever that is.
    function secretCandidates() {
      const found = [];
      let characters = 0;
      for (const element of allElements()) {
        if (/^(script|style|head|title|template|noscript)$/.test(element.localName)) continue;
        const [text, always] = readable(element);
        if (!always && !text || !isShown(element)) continue;
        found.push([element, text, always]);
        characters += text.length;
        if (found.length > mostTexts || characters > mostCharacters) {
          throw new Error('the page shows too much to be looked through');
        }
      }
      return found;
    }
    function readable(element) {
      if (/^(iframe|frame|object|embed)$/.test(element.localName)) return readableInside(element);
      if (element.localName === 'input' && element.type === 'password') {
        return ['', !!element.value];
      }
      const own = [...element.childNodes].filter((node) => node.nodeType === 3)
        .map((node) => node.data).join(' ');
      const parts = [valueOf(element) || '', element.getAttribute('placeholder') || '', own];
      for (const place of ['::before', '::after']) {
        const content = getComputedStyle(element, place).content;
        if (/^["'(]/.test(content)) parts.push(content);
      }
      if (element.childElementCount && isOneLine(element)) parts.push(element.textContent);
      return [fold(parts.join('\n')), false];
    }
    const markup = new Set(['abbr', 'b', 'bdi', 'bdo', 'cite', 'code', 'del', 'em', 'font', 'i',
      'ins', 'kbd', 'mark', 'q', 's', 'samp', 'small', 'span', 'strong', 'sub', 'sup', 'tt', 'u',
      'var', 'wbr']);
    // Words that are marked up in the middle are read as one.
    function isOneLine(element) {
      return [...element.children].every((child) => markup.has(child.localName)
        && /^(inline|contents)/.test(styleOf(child).display) && isOneLine(child));
    }
    // What is in a frame is told by its document; one that cannot be looked into is covered.
    function readableInside(frame) {
      let inside = null;
      try { inside = frame.contentDocument; } catch (error) { /* of another origin */ }
      if (!inside) return ['', true];
      const parts = [inside.body ? inside.body.textContent : ''];
      for (const element of inside.querySelectorAll('*')) {
        const isClosed = element.shadowRoot || element.contentDocument !== undefined
          || element.localName === 'input' && element.type === 'password' && element.value;
        if (isClosed) return ['', true];
        parts.push(valueOf(element) || '', element.getAttribute('placeholder') || '');
      }
      return [fold(parts.join('\n')), false];
    }
    const keep = (name, value) => Object.defineProperty(
      window, name, {value: value, configurable: true});
    operations.texts = (request) => {
      const all = secretCandidates();
      keep(request.key + 'judged', all);
      return all.map((one) => one[1]);
    };
    // Secrets become transparent, wherever they are drawn, and boxes show where they were.
    operations.cover = (request) => {
      const boxes = [];
      const styles = [];
      keep(request.key + 'covers', {boxes, styles});
      const wanted = new Set(request.indexes);
      const open = new Map();
      (window[request.key + 'judged'] || []).forEach(([element, text], index) => {
        if (!wanted.has(index)) open.set(element, text);
      });
      // What the page has changed meanwhile nobody has judged.
      const secret = secretCandidates().filter(
        ([element, text, always]) => always || open.get(element) !== text);
      // Places first: what is made transparent may count as hidden.
      for (const [element] of secret) {
        const box = element.getBoundingClientRect();
        const cover = document.createElement('div');
        // Not as an attribute, which the policy of a page may forbid.
        cover.style.cssText = 'all: initial; position: absolute; background: #555;'
          + 'z-index: 2147483647; pointer-events: none;'
          + `left: ${box.left + scrollX - 1}px; top: ${box.top + scrollY - 1}px;`
          + `width: ${box.width + 2}px; height: ${box.height + 2}px`;
        boxes.push(cover);
      }
      for (const [element] of secret) {
        styles.push([element, element.hasAttribute('style'), element.style.cssText]);
        // Without a box of its own an element passes on its visibility, and nothing else.
        const hiding = styleOf(element).display === 'contents'
          ? ['visibility', 'hidden'] : ['opacity', '0'];
        for (const [name, value] of [['transition', 'none'], ['animation', 'none'], hiding]) {
          element.style.setProperty(name, value, 'important');
        }
        if (styleOf(element)[hiding[0]] !== hiding[1]) {
          throw new Error('the page lets nothing be covered');
        }
      }
      for (const box of boxes) document.documentElement.appendChild(box);
      const root = document.documentElement;
      return {covered: boxes.length, width: Math.max(root.scrollWidth, innerWidth),
        height: Math.max(root.scrollHeight, innerHeight)};
    };
    operations.uncover = (request) => {
      const {boxes, styles} = window[request.key + 'covers'] || {boxes: [], styles: []};
      for (const box of boxes) box.remove();
      for (const [element, hadStyle, text] of styles.reverse()) {
        element.style.cssText = text;
        // Unless it is asked for first, Chromium does not know of it yet.
        if (!hadStyle && element.hasAttribute('style')) element.removeAttribute('style');
      }
      return true;
    };
    operations.storage = () => {
      const items = [];
      try {
        for (let i = 0; i < localStorage.length; i++) {
          const name = localStorage.key(i);
          items.push([name, localStorage.getItem(name)]);
        }
      } catch (error) { /* a page without an origin */ }
      return {origin: location.origin, items: items};
    };
    operations.store = (request) => {
      for (const [name, value] of request.items) localStorage.setItem(name, value);
      return true;
    };
    operations.frame = (request) => {
      const one = single(request.locator);
      return one.found ? {outcome: 'ready', element: one.found} : one;
    };
    """#
}
