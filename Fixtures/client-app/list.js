'use strict';

// Makes an element: h('p', {class: 'x', onclick: f}, 'text', child).
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

// A table that draws only the rows in view.
function virtualTable(vendors, open) {
  const height = 36;
  const cell = (text) => h('div', {role: 'cell'}, String(text));
  const space = h('div', {role: 'rowgroup', style: `height: ${vendors.length * height}px; position: relative`});
  const viewport = h('div', {class: 'viewport', role: 'presentation', tabindex: '0'}, space);
  let first = -1;
  function draw() {
    const start = Math.max(0, Math.floor(viewport.scrollTop / height) - 3);
    if (start === first) return;
    first = start;
    const rows = vendors.slice(start, start + 20).map((vendor, offset) => h(
      'div', {
        class: 'row', role: 'row', 'aria-rowindex': start + offset + 2,
        style: `position: absolute; left: 0; right: 0; height: ${height}px; top: ${(start + offset) * height}px`,
      },
      cell(vendor.id),
      h('div', {role: 'cell'}, h('a', {
        href: `/app/vendors/${vendor.id}`,
        onclick: (event) => { event.preventDefault(); open(vendor.id); },
      }, vendor.name)),
      cell(vendor.category), cell(`${vendor.amount.toLocaleString('en-US')} USD`)));
    space.replaceChildren(...rows);
  }
  viewport.addEventListener('scroll', () => requestAnimationFrame(draw));
  draw();
  const header = (text) => h('div', {role: 'columnheader'}, text);
  return h('div', {role: 'table', 'aria-label': 'Vendors', 'aria-rowcount': vendors.length + 1},
    h('div', {role: 'rowgroup'}, h('div', {class: 'row head', role: 'row'},
      header('Number'), header('Name'), header('Category'), header('Amount'))),
    viewport);
}

// <star-rating value="3">: radio buttons in a shadow tree; tells its value by a change event.
customElements.define('star-rating', class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({mode: 'open'});
    const group = h('div', {role: 'radiogroup', 'aria-label': 'Rating'});
    for (let stars = 1; stars <= 5; stars++) {
      group.append(h('button', {
        type: 'button', role: 'radio', 'aria-checked': String(stars === this.value),
        'aria-label': stars === 1 ? '1 star' : `${stars} stars`,
        onclick: () => this.choose(stars),
      }, '★'));
    }
    root.append(h('style', {}, '[aria-checked=true] { background: gold }'), group);
  }
  get value() { return Number(this.getAttribute('value')); }
  choose(stars) {
    this.setAttribute('value', stars);
    for (const [index, button] of [...this.shadowRoot.querySelectorAll('button')].entries()) {
      button.setAttribute('aria-checked', String(index + 1 === stars));
    }
    this.dispatchEvent(new Event('change'));
  }
});
