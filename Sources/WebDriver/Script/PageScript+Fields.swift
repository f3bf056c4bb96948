extension PageScript {
  /// Text fields, pickers, lists and file controls.
  static let fields = #"""
    const nativeInputs = ['date', 'time', 'month', 'week', 'datetime-local', 'color', 'range'];
    operations.fill = (request) => {
      const one = single(request.locator);
      if (!one.found) return one;
      const element = one.found;
      const isInput = element.localName === 'textarea' || element.localName === 'input'
        && !/^(button|checkbox|file|hidden|image|radio|reset|submit)$/.test(element.type);
      if (!isInput && !isEditingHost(element)) {
        return {outcome: 'problem', text: `${brief(element)} takes no text`};
      }
      const state = isDisabled(element) ? 'is disabled' : !isShown(element) ? 'is not visible'
        : element.readOnly ? 'is read-only' : null;
      if (state) return {outcome: 'unready', text: `${brief(element)} ${state}`};
      if (nativeInputs.includes(element.type)) return assign(element, request.text);
      if (element.localName === 'input' && /[\r\n]/.test(request.text)) {
        return {outcome: 'problem', text: `${brief(element)} takes one line`};
      }
      element.focus();
      element.scrollIntoView({block: 'nearest', inline: 'nearest', behavior: 'instant'});
      if (isInput) {
        element.select();
      } else {
        getSelection().selectAllChildren(element);
      }
      const content = isInput ? element.value : element.textContent;
      if (!request.text) {
        if (content) document.execCommand('delete');
        return {outcome: 'done'};
      }
      return ready(request, element, {});
    };
    // Sets a control as its own picker would, past the setters that frameworks put before it.
    function assign(element, text) {
      const before = element.value;
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
      element.focus();
      if (before === text) return {outcome: 'done'};
      set.call(element, text);
      if (element.value !== text && element.type !== 'range' && element.type !== 'color') {
        set.call(element, before);
        return {outcome: 'problem', text: `'${text}' is no value for ${brief(element)}`};
      }
      element.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
      element.dispatchEvent(new Event('change', {bubbles: true}));
      return {outcome: 'done'};
    }
    // Chooses options of a native list; all others of it are deselected.
    operations.select = (request) => {
      const one = single(request.locator);
      if (!one.found) return one;
      const element = one.found;
      if (element.localName !== 'select') {
        const role = roleOf(element);
        const kind = /^(listbox|tree|radiogroup|menu)$/.test(role) ? 'open' : 'closed';
        return {outcome: 'ready', list: kind};
      }
      if (isDisabled(element)) return {outcome: 'unready', text: `${brief(element)} is disabled`};
      const options = [...element.options];
      const wanted = [];
      for (const name of request.options) {
        const option = optionFor(options, name);
        if (!option) {
          const names = options.slice(0, 8).map((o) => `'${fold(o.label)}'`).join(', ');
          return {outcome: 'unready',
            text: `${brief(element)} has no option '${name}'; it has ${names || 'none'}`};
        }
        if (option.disabled || option.closest('optgroup:disabled')) {
          return {outcome: 'unready', text: `the option '${name}' is disabled`};
        }
        wanted.push(option);
      }
      if (wanted.length !== 1 && !element.multiple) {
        return {outcome: 'problem', text: `${brief(element)} takes one option`};
      }
      element.focus();
      if (options.every((option) => option.selected === wanted.includes(option))) {
        return {outcome: 'done'};
      }
      for (const option of options) option.selected = wanted.includes(option);
      element.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
      element.dispatchEvent(new Event('change', {bubbles: true}));
      return {outcome: 'done'};
    };
    function optionFor(options, name) {
      const wanted = fold(name);
      const low = wanted.toLowerCase();
      const label = (option) => fold(option.label).toLowerCase();
      return options.find((option) => fold(option.label) === wanted)
        || options.find((option) => option.value === name)
        || options.find((option) => label(option) === low)
        || options.find((option) => label(option).includes(low));
    }
    // The file control that an element is, labels or has inside, shown or not.
    operations.upload = (request) => {
      const isFile = (e) => e.localName === 'input' && e.type === 'file';
      let one = single(request.locator);
      if (one.outcome === 'none' && request.locator.kind === 'field') {
        const scope = scopeOf(request.locator);
        const all = scope ? below(scope).filter(isFile) : [];
        const some = named(request.locator, all, (e) => [
          fold(e.getAttribute('aria-label')), fold(e.title),
          ...labelsOf(e).map((label) => fold(label.textContent))].filter(Boolean));
        if (some.length === 1) one = {found: some[0]};
      }
      if (!one.found) return one;
      const element = one.found;
      const label = element.closest('label');
      const inner = elementsBelow(element).filter(isFile);
      const near = (element.form || document).querySelectorAll('input[type=file]');
      const control = isFile(element) ? element : label && label.control ? label.control
        : inner.length === 1 ? inner[0] : near.length === 1 ? near[0] : null;
      if (!control || !isFile(control)) {
        return {outcome: 'problem', text: `${brief(element)} takes no files`};
      }
      if (control.disabled) return {outcome: 'unready', text: `${brief(element)} is disabled`};
      if (request.count > 1 && !control.multiple) {
        return {outcome: 'problem', text: `${brief(element)} takes one file`};
      }
      control.value = '';
      return ready({...request, mayWrite: true}, control, {});
    };
    """#
}
