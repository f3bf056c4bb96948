extension PageScript {
  /// Roles of elements: those that the browser computes where a script can ask it, else by HTML
  /// Accessibility API Mappings 1.0 section 4.
  static let roles = #"""
    const inputRoles = {
      button: 'button', submit: 'button', reset: 'button', image: 'button', checkbox: 'checkbox',
      radio: 'radio', range: 'slider', number: 'spinbutton', search: 'searchbox', file: 'button',
      hidden: 'none', date: 'textbox', time: 'textbox', month: 'textbox', week: 'textbox',
      'datetime-local': 'textbox', color: 'textbox', password: 'textbox',
    };
    const tagRoles = {
      address: 'group', article: 'article', aside: 'complementary', blockquote: 'blockquote',
      button: 'button', caption: 'caption', code: 'code', datalist: 'listbox', dd: 'definition',
      del: 'deletion', details: 'group', dfn: 'term', dialog: 'dialog', dt: 'term',
      em: 'emphasis', fieldset: 'group', figure: 'figure', form: 'form', h1: 'heading',
      h2: 'heading', h3: 'heading', h4: 'heading', h5: 'heading', h6: 'heading', hgroup: 'group',
      hr: 'separator', html: 'document', ins: 'insertion', li: 'listitem', main: 'main', math: 'math',
      menu: 'list', meter: 'meter', nav: 'navigation', ol: 'list', optgroup: 'group',
      option: 'option', output: 'status', p: 'paragraph', progress: 'progressbar',
      search: 'search', strong: 'strong', sub: 'subscript', sup: 'superscript', svg: 'image',
      table: 'table', tbody: 'rowgroup', textarea: 'textbox', tfoot: 'rowgroup',
      thead: 'rowgroup', time: 'time', tr: 'row', ul: 'list',
    };
    const sectioning = 'article, aside, main, nav, section, [role=article], [role=complementary], '
      + '[role=main], [role=navigation], [role=region]';
    const aliases = {img: 'image', presentation: 'none', directory: 'list'};
    function normalRole(role) { return aliases[role] || role; }

    function nativeRole(element) {
      const tag = element.localName;
      switch (tag) {
        case 'a': case 'area': return element.hasAttribute('href') ? 'link' : 'generic';
        case 'input': {
          const role = inputRoles[element.type] || 'textbox';
          const combines = element.list && (role === 'textbox' || role === 'searchbox');
          return combines ? 'combobox' : role;
        }
        case 'select': return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
        case 'img': return element.getAttribute('alt') === '' ? 'none' : 'image';
        case 'section': return isNamedByAuthor(element) ? 'region' : 'generic';
        case 'header': case 'footer': {
          const inner = element.parentElement && element.parentElement.closest(sectioning);
          return inner ? 'generic' : tag === 'header' ? 'banner' : 'contentinfo';
        }
        case 'td': case 'th': {
          const table = element.closest('table');
          const grid = table && /grid$/.test(table.getAttribute('role') || '');
          if (tag === 'td') return grid ? 'gridcell' : 'cell';
          if (/^row/.test(element.scope)) return 'rowheader';
          if (/^col/.test(element.scope)) return 'columnheader';
          const row = element.parentElement;
          return row && row.querySelector('td') && row.closest('thead') === null
            && row.firstElementChild === element ? 'rowheader' : 'columnheader';
        }
        case 'summary': return element.parentElement && element.parentElement.localName === 'details'
          ? 'button' : 'generic';
        default:
          if (isEditingHost(element)) return 'textbox';
          return tagRoles[tag] || 'generic';
      }
    }
    function isEditingHost(element) {
      const value = element.getAttribute('contenteditable');
      return value !== null && value.toLowerCase() !== 'false';
    }
    function isNamedByAuthor(element) {
      return ['aria-label', 'aria-labelledby', 'title'].some(
        (name) => (element.getAttribute(name) || '').trim());
    }
    const abstract = ['command', 'composite', 'input', 'landmark', 'range', 'roletype', 'section',
      'sectionhead', 'select', 'structure', 'widget', 'window'];
    // What decides whether an element is worth asking the browser for.
    function ownRole(element) {
      const words = (element.getAttribute('role') || '').toLowerCase().split(/\s+/).filter(Boolean);
      const role = words.find((word) => /^[a-z-]+$/.test(word) && !abstract.includes(word));
      return normalRole(role || nativeRole(element));
    }
    const asksBrowser = 'computedRole' in Element.prototype;
    function roleOf(element) {
      const own = ownRole(element);
      if (!asksBrowser || own === 'generic') return own;
      const computed = element.computedRole;
      return computed && computed !== 'generic' ? normalRole(computed)
        : computed === 'generic' && !element.hasAttribute('role') && own !== 'textbox' ? 'generic' : own;
    }
    """#
}
