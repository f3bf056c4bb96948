extension PageScript {
  /// What has to be covered before a page is drawn.
  static let evidence = #"""
    const mostTexts = 3000;
    function secretCandidates() {
      const found = [];
      for (const element of allElements()) {
        if (found.length >= mostTexts) break;
        if (/^(script|style|head|title|template|noscript)$/.test(element.localName)) continue;
        const isPassword = element.localName === 'input' && element.type === 'password';
        const value = isPassword ? element.value : valueOf(element);
        const own = [...element.childNodes].filter((node) => node.nodeType === 3)
          .map((node) => node.data).join(' ');
        const text = fold(`${value || ''} ${own}`).slice(0, 2000);
        if (!isPassword && !text || !isShown(element)) continue;
        found.push({element: element, text: text, password: isPassword && !!element.value});
      }
      return found;
    }
    operations.texts = () => secretCandidates().map((one) => one.text);
    operations.cover = (request) => {
      const boxes = [];
      const wanted = new Set(request.indexes);
      secretCandidates().forEach((one, index) => {
        if (!one.password && !wanted.has(index)) return;
        const box = one.element.getBoundingClientRect();
        const cover = document.createElement('div');
        // Not as an attribute, which the policy of a page may forbid.
        cover.style.cssText = 'all: initial; position: absolute; background: #555;'
          + 'z-index: 2147483647; pointer-events: none;'
          + `left: ${box.left + scrollX - 1}px; top: ${box.top + scrollY - 1}px;`
          + `width: ${box.width + 2}px; height: ${box.height + 2}px`;
        boxes.push(cover);
        document.documentElement.appendChild(cover);
      });
      Object.defineProperty(window, request.key + 'covers', {value: boxes, configurable: true});
      if (boxes.some((one) => getComputedStyle(one).position !== 'absolute'
          || one.getBoundingClientRect().width < 2)) {
        throw new Error('the page lets nothing be covered');
      }
      const root = document.documentElement;
      return {covered: boxes.length, width: Math.max(root.scrollWidth, innerWidth),
        height: Math.max(root.scrollHeight, innerHeight)};
    };
    operations.uncover = (request) => {
      for (const box of window[request.key + 'covers'] || []) box.remove();
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
