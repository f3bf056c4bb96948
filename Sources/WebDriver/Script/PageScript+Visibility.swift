extension PageScript {
  /// What is drawn, and what the accessibility tree has (WAI-ARIA 1.2 section 7.1).
  static let visibility = #"""
    function isShown(element) {
      if (element.localName === 'option' || element.localName === 'optgroup') {
        const list = element.closest('select');
        if (list) return isShown(list);
      }
      if (element.checkVisibility) {
        if (!element.checkVisibility({checkVisibilityCSS: true, visibilityProperty: true})) {
          return styleOf(element).display === 'contents' && hasShownChild(element);
        }
      } else if (!element.getClientRects().length || styleOf(element).visibility !== 'visible') {
        return styleOf(element).display === 'contents' && hasShownChild(element);
      }
      const box = element.getBoundingClientRect();
      if (box.width > 0 && box.height > 0) return true;
      return styleOf(element).overflow === 'visible' && hasShownChild(element);
    }
    function hasShownChild(element) {
      for (const child of childrenOf(element)) {
        if (child.nodeType === 1 && isShown(child)) return true;
        if (child.nodeType === 3 && child.data.trim()) {
          const range = document.createRange();
          range.selectNodeContents(child);
          for (const box of range.getClientRects()) if (box.width > 0 && box.height > 0) return true;
        }
      }
      return false;
    }
    function styleOf(element) {
      return getComputedStyle(element);
    }
    function isDrawn(element) {
      if (element.checkVisibility) return element.checkVisibility({checkVisibilityCSS: true});
      const style = styleOf(element);
      return style.visibility === 'visible' && (style.display === 'contents'
        ? !parentElementOf(element) || isDrawn(parentElementOf(element))
        : element.getClientRects().length > 0);
    }
    function parentElementOf(element) {
      const parent = parentOf(element);
      return parent && parent.nodeType === 1 ? parent : null;
    }
    const exposure = new Map();
    // Whether no ancestor takes the element out of the accessibility tree.
    function isReachable(element) {
      if (!element || element.nodeType !== 1) return true;
      let known = exposure.get(element);
      if (known === undefined) {
        known = element.getAttribute('aria-hidden') !== 'true' && !element.inert
          && isReachable(parentOf(element));
        exposure.set(element, known);
      }
      return known;
    }
    let modal;
    // A modal dialog that is open makes the rest of the page inert.
    function openModal() {
      if (modal === undefined) {
        modal = null;
        try {
          const all = document.querySelectorAll('dialog:modal');
          modal = all.length ? all[all.length - 1] : null;
        } catch (error) { modal = null; }
      }
      return modal;
    }
    function isExposed(element) {
      if (!isDrawn(element)) {
        const list = element.localName === 'option' ? element.closest('select') : null;
        if (!list || !isDrawn(list)) return false;
      }
      const dialog = openModal();
      return isReachable(element) && (!dialog || isWithin(element, dialog) || isWithin(dialog, element));
    }
    """#
}
