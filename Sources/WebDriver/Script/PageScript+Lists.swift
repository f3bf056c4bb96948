extension PageScript {
  /// Lists that draw only the rows in view: scrolled through until an element is there.
  static let lists = #"""
    function scrollers(scope) {
      const root = document.scrollingElement;
      const all = below(scope).filter((element) => element !== root && element !== document.body
        && element.scrollHeight > element.clientHeight * 1.5 && element.clientHeight > 30
        && /auto|scroll/.test(styleOf(element).overflowY) && isShown(element));
      for (let n = scope; n && n.nodeType === 1; n = parentOf(n)) {
        if (n !== root && n.scrollHeight > n.clientHeight * 1.5
          && /auto|scroll/.test(styleOf(n).overflowY)) all.push(n);
      }
      if (root && root.scrollHeight > innerHeight * 1.2) all.push(root);
      return all;
    }
    function isThere(locator) {
      everything = null;
      hosts = undefined;
      modal = undefined;
      exposure.clear();
      try { return find(locator).length > 0; } catch (error) { return true; }
    }
    // Goes through the lists from their beginnings, a view a frame; answers {found, over}.
    operations.seek = (request, answer) => {
      let scope = null;
      try { scope = scopeOf(request.locator); } catch (error) { /* told by the action itself */ }
      const lists = scope ? scrollers(scope) : [];
      const end = performance.now() + request.budget;
      const step = () => {
        if (isThere(request.locator)) return answer({found: true});
        const list = lists[request.list];
        if (!list) return answer({over: true, lists: lists.length});
        if (performance.now() > end) return answer({list: request.list, started: request.started});
        const before = list.scrollTop;
        if (!request.started) {
          request.started = true;
          request.from = before;
          if (before > 0) { list.scrollTop = 0; return next(); }
        }
        list.scrollTop = before + Math.max(list.clientHeight * 0.9, 20);
        if (list.scrollTop <= before + 1) {
          request.idle = (request.idle || 0) + 1;
          // More may be on its way at the end.
          if (request.idle > 10) {
            request.list += 1;
            request.started = false;
            request.idle = 0;
          }
        } else {
          request.idle = 0;
        }
        next();
      };
      const next = () => requestAnimationFrame(() => setTimeout(safely));
      const safely = () => {
        try { step(); } catch (error) { answer({over: true, error: String(error)}); }
      };
      safely();
    };
    """#
}
