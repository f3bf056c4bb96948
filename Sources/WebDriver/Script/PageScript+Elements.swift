extension PageScript {
  /// Text, value, states and attributes of an element.
  static let elements = #"""
    // Visible text as `innerText` has it, shadow trees included.
    function textOf(element) {
      if (element.nodeType === 3) return element.data.replace(/\s+/g, ' ');
      if (!hasShadow(element)) return lines(element.innerText || '');
      const parts = [];
      for (const child of childrenOf(element)) {
        if (child.nodeType === 3) parts.push(child.data.replace(/\s+/g, ' '));
        if (child.nodeType !== 1 || ['style', 'script', 'template'].includes(child.localName)) continue;
        if (!isDrawn(child) && styleOf(child).display === 'none') continue;
        const text = textOf(child);
        const display = styleOf(child).display;
        parts.push(/^inline|^contents/.test(display) ? text : `\n${text}\n`);
      }
      return lines(parts.join(''));
    }
    function lines(text) {
      return text.replace(/[^\S\n]+/g, ' ').replace(/ ?\n[ \n]*/g, '\n').trim();
    }
    let hosts;
    function hasShadow(element) {
      if (!hosts) {
        hosts = new Set();
        for (const host of allElements()) {
          if (!host.shadowRoot) continue;
          for (let n = host; n && !hosts.has(n); n = parentOf(n)) hosts.add(n);
        }
      }
      return hosts.has(element);
    }
    // The current value of a control; null where there is none.
    function valueOf(element) {
      switch (element.localName) {
        case 'input':
          if (['button', 'submit', 'reset', 'image', 'checkbox', 'radio'].includes(element.type)) {
            return null;
          }
          if (element.type === 'file') {
            return [...element.files].map((file) => file.name).join('\n');
          }
          return element.value;
        case 'textarea': return element.value;
        case 'select': return [...element.selectedOptions].map((o) => fold(o.label)).join('\n');
        case 'progress': case 'meter': case 'output': return String(element.value);
      }
      if (isEditingHost(element)) return lines(element.innerText || '');
      const range = element.getAttribute('aria-valuetext') || element.getAttribute('aria-valuenow');
      if (range !== null) return range;
      const role = (element.getAttribute('role') || '').toLowerCase();
      return role === 'combobox' || role === 'textbox' || role === 'searchbox' ? textOf(element) : null;
    }
    function isDisabled(element) {
      try { if (element.matches(':disabled')) return true; } catch (error) { /* no such selector */ }
      for (let n = element; n && n.nodeType === 1; n = parentOf(n)) {
        if (n.getAttribute('aria-disabled') === 'true') return true;
        if (n.getAttribute('aria-disabled') === 'false') break;
      }
      return false;
    }
    function checkedState(element, role) {
      if (element.localName === 'input' && /^(checkbox|radio)$/.test(element.type)) {
        return element.indeterminate ? 'mixed' : element.checked ? 'checked' : 'unchecked';
      }
      const value = element.getAttribute('aria-checked');
      if (!/^(checkbox|radio|switch|menuitemcheckbox|menuitemradio|option|treeitem)$/.test(role)
        || value === null && /^(option|treeitem)$/.test(role)) return null;
      return value === 'true' ? 'checked' : value === 'mixed' ? 'mixed' : 'unchecked';
    }
    function statesOf(element, role) {
      const is = (name) => element.getAttribute(name) === 'true';
      const states = [isShown(element) ? 'visible' : 'hidden',
        isDisabled(element) ? 'disabled' : 'enabled'];
      const checked = checkedState(element, role);
      if (checked) states.push(checked);
      if (element.localName === 'option' ? element.selected : is('aria-selected')) states.push('selected');
      const details = element.localName === 'details' ? element
        : element.localName === 'summary' && element.parentElement
          && element.parentElement.localName === 'details' ? element.parentElement : null;
      const expanded = element.getAttribute('aria-expanded');
      if (details ? details.open : expanded === 'true') states.push('expanded');
      else if (details || expanded === 'false') states.push('collapsed');
      if (is('aria-pressed')) states.push('pressed');
      if (element.getAttribute('aria-pressed') === 'mixed') states.push('mixed');
      if (element.required === true || is('aria-required')) states.push('required');
      const invalid = element.getAttribute('aria-invalid');
      if (invalid ? invalid !== 'false' : matches(element, ':user-invalid')) states.push('invalid');
      if (deepActiveElement() === element) states.push('focused');
      const current = element.getAttribute('aria-current');
      if (current && current !== 'false') states.push('current');
      if (element.readOnly === true || is('aria-readonly')) states.push('readonly');
      return states;
    }
    function matches(element, selector) {
      try { return element.matches(selector); } catch (error) { return false; }
    }
    function attributesOf(element) {
      const all = {};
      for (const attribute of element.attributes) {
        all[attribute.name.toLowerCase()] = attribute.value.slice(0, 100000);
      }
      return all;
    }
    function describe(element) {
      const role = roleOf(element);
      return {
        role: role, name: nameOf(element), text: isDrawn(element) ? textOf(element) : '',
        value: valueOf(element), states: statesOf(element, role), attributes: attributesOf(element),
      };
    }
    // A few words that tell one element from its likes in a message.
    function brief(element) {
      const role = roleOf(element);
      const name = nameOf(element) || fold(element.innerText || '').slice(0, 60);
      const id = element.id ? `#${element.id}` : '';
      const kind = role === 'generic' || role === 'none' ? element.localName : role;
      return `${kind}${name ? ` '${name.slice(0, 60)}'` : ''}${id ? ` (${id.slice(0, 40)})` : ''}`;
    }
    """#
}
