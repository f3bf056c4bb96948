'use strict';

const root = document.getElementById('root');
const portal = document.getElementById('portal');

function toast(text) {
  const element = h('div', {class: 'toast'}, text);
  document.getElementById('toasts').append(element);
  setTimeout(() => element.remove(), 4000);
}

// A dialog outside of the page's own tree; `close` takes it away.
function dialog(role, title, ...children) {
  const id = `title-${Math.random().toString(36).slice(2)}`;
  const shade = h('div', {class: 'shade'},
    h('div', {class: 'dialog', role: role, 'aria-modal': 'true', 'aria-labelledby': id},
      h('h2', {id: id}, title), ...children));
  const close = () => { shade.remove(); removeEventListener('keydown', escape); };
  const escape = (event) => { if (event.key === 'Escape') close(); };
  addEventListener('keydown', escape);
  portal.append(shade);
  const field = shade.querySelector('input, button');
  if (field) field.focus();
  return close;
}

function page(...children) {
  const person = Store.person();
  const link = (path, text) => h('a', {
    href: `/app/${path}`, onclick: (event) => { event.preventDefault(); go(path); },
  }, text);
  root.replaceChildren(
    h('header', {}, h('p', {class: 'brand'}, 'Vendor ledger'),
      person && h('nav', {'aria-label': 'Areas'}, link('', 'Vendors')),
      person && h('p', {class: 'who'}, person.email),
      person && h('button', {onclick: () => { Store.signOut(); go(''); }}, 'Sign out')),
    h('main', {}, ...children));
}

function go(path) {
  history.pushState(null, '', `/app/${path}`);
  render();
}

function signInPage() {
  view++;
  document.title = 'Sign in';
  const error = h('p', {class: 'error', role: 'alert'});
  const form = h('form', {onsubmit: async (event) => {
    event.preventDefault();
    const person = await Store.signIn(form.email.value, form.password.value);
    if (person) return render();
    error.textContent = 'E-mail address and password do not match';
  }}, h('fieldset', {},
    h('label', {}, 'E-mail address ', h('input', {name: 'email', type: 'email', autocomplete: 'off'})),
    h('label', {}, 'Password ', h('input', {name: 'password', type: 'password', autocomplete: 'off'})),
    h('button', {}, 'Sign in')), error);
  page(h('h1', {}, 'Sign in'), form);
}

// Fields of a vendor; `values()` is what they hold.
function vendorFields(vendor) {
  const name = h('input', {required: true, value: vendor.name});
  const category = h('select', {}, ...Store.categories.map(
    (text) => h('option', {selected: text === vendor.category}, text)));
  const amount = h('input', {type: 'number', min: '0', value: vendor.amount});
  const fields = h('fieldset', {}, h('label', {}, 'Name ', name),
    h('label', {}, 'Category ', category), h('label', {}, 'Amount ', amount));
  fields.values = () => ({
    name: name.value, category: category.value, amount: Number(amount.value), stars: vendor.stars,
  });
  return fields;
}

function newVendor() {
  const fields = vendorFields({name: '', category: 'Hosting', amount: '', stars: 3});
  const close = dialog('dialog', 'New vendor', h('form', {onsubmit: async (event) => {
    event.preventDefault();
    const id = await Store.create(fields.values());
    close();
    toast(`${fields.values().name} was saved`);
    go(`vendors/${id}`);
  }}, fields, h('p', {}, h('button', {}, 'Save'), ' ',
    h('button', {type: 'button', onclick: () => close()}, 'Cancel'))));
}

// Counts the views, so that an answer that comes late does not draw over a newer one.
let view = 0;

async function listPage() {
  const own = ++view;
  document.title = 'Vendors';
  const words = new URLSearchParams(location.search).get('name') || '';
  const place = h('div', {}, h('p', {}, 'Loading…'));
  const count = h('p', {'data-testid': 'count'});
  const search = h('input', {type: 'search', value: words, oninput: async () => {
    history.replaceState(null, '', search.value ? `?name=${encodeURIComponent(search.value)}` : '/app/');
    await show(search.value);
  }});
  async function show(text) {
    const vendors = await Store.list(text);
    if (text !== search.value || own !== view) return;
    count.textContent = `${vendors.length} vendors`;
    place.replaceChildren(virtualTable(vendors, (id) => go(`vendors/${id}`)));
  }
  page(h('h1', {}, 'Vendors'), h('div', {class: 'bar'},
    h('label', {}, 'Name contains ', search), h('button', {onclick: newVendor}, 'New vendor')),
  count, place);
  await show(words);
}

async function vendorPage(id) {
  const own = ++view;
  document.title = 'Vendor';
  page(h('p', {}, 'Loading…'));
  const vendor = await Store.get(id);
  if (own !== view) return;
  if (!vendor) return page(h('h1', {}, 'There is no such vendor'));
  document.title = vendor.name;
  const fields = vendorFields(vendor);
  const stars = h('star-rating', {value: vendor.stars, onchange: () => { vendor.stars = stars.value; }});
  const form = h('form', {onsubmit: async (event) => {
    event.preventDefault();
    await Store.update({...fields.values(), id: id});
    toast('The changes were saved');
    if (own === view) await vendorPage(id);
  }}, fields, stars, h('p', {}, h('button', {}, 'Save changes'), ' ',
    h('button', {type: 'button', onclick: remove}, 'Delete')));
  function remove() {
    const close = dialog('alertdialog', `Delete ${vendor.name}?`, h('p', {},
      h('button', {onclick: async () => {
        await Store.remove(id);
        close();
        toast(`${vendor.name} was deleted`);
        go('');
      }}, 'Delete for good'), ' ', h('button', {onclick: () => close()}, 'Keep it')));
  }
  page(h('h1', {}, vendor.name), form);
}

function render() {
  if (!Store.person()) return signInPage();
  const vendor = /^\/app\/vendors\/(\d+)$/.exec(location.pathname);
  return vendor ? vendorPage(Number(vendor[1])) : listPage();
}

addEventListener('popstate', render);
// What a framework takes to wake up.
setTimeout(render, 400);
