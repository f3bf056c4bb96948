extension PageScript {
  /// The flat tree (CSS Scoping 1 section 3.5): open shadow trees in place of their hosts' children,
  /// slotted nodes in place of their slots.
  static let tree = #"""
    const operations = {};
    function childrenOf(node) {
      if (node.shadowRoot) return node.shadowRoot.childNodes;
      if (node.localName === 'slot' && node.assignedNodes) {
        const assigned = node.assignedNodes();
        if (assigned.length) return assigned;
      }
      return node.childNodes;
    }
    function parentOf(node) {
      if (node.assignedSlot) return node.assignedSlot;
      const parent = node.parentNode;
      return parent && parent.nodeType === 11 ? parent.host || null : parent;
    }
    function isWithin(node, scope) {
      if (scope === document) return true;
      for (let n = node; n; n = parentOf(n)) if (n === scope) return true;
      return false;
    }
    // All elements below a node in the order in which they are drawn, without recursion, for pages nest
    // as deep as they like.
    function elementsBelow(scope) {
      const found = [];
      const stack = [];
      const push = (node) => {
        const children = childrenOf(node);
        for (let i = children.length - 1; i >= 0; i--) {
          if (children[i].nodeType === 1) stack.push(children[i]);
        }
      };
      push(scope);
      while (stack.length) {
        const element = stack.pop();
        found.push(element);
        if (element.firstChild || element.shadowRoot || element.localName === 'slot') push(element);
      }
      return found;
    }
    let everything = null;
    function allElements() {
      everything = everything || elementsBelow(document);
      return everything;
    }
    // The document and all open shadow roots.
    function treeRoots() {
      const roots = [document];
      for (const element of allElements()) if (element.shadowRoot) roots.push(element.shadowRoot);
      return roots;
    }
    function deepActiveElement() {
      let active = document.activeElement;
      while (active && active.shadowRoot && active.shadowRoot.activeElement) {
        active = active.shadowRoot.activeElement;
      }
      return active;
    }
    // Elements that a list of IDs in an attribute names, in their own tree.
    function referenced(element, attribute) {
      const ids = (element.getAttribute(attribute) || '').split(/\s+/).filter(Boolean);
      const root = element.getRootNode();
      return ids.map((id) => root.getElementById ? root.getElementById(id) : null).filter(Boolean);
    }
    """#
}
