// Elements, made from data without ever parsing it: text becomes text, and nothing else.

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== ''));
  return element;
}

const badge = (rank, text) => make('span', {class: `badge ${words[rank]}`}, text);

// A verdict as a word, in the colour and with the glyph of its standing.
const verdictBadge = (letter) => badge(verdicts[letter][1], verdicts[letter][0]);

const link = (at, text) => make('a', {href: `#${encodeURIComponent(at).replaceAll('%2F', '/')}`}, text);

// A place in the project's files; a link where the project says where those can be read.
function place(path, line) {
  const text = make('code', {}, line ? `${path}:${line}` : path);
  if (!/^https?:\/\//.test(index.source ?? '')) return text;
  const address = index.source
    .replaceAll('{path}', path.split('/').map(encodeURIComponent).join('/'))
    .replaceAll('{line}', String(line || 1));
  return make('a', {href: address, rel: 'noreferrer'}, text);
}

function button(text, attributes, action) {
  return make('button', {type: 'button', click: action, ...attributes}, text);
}

const plural = (number, noun) => `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;

// How many rows stand in the page at a time.
const pageSize = 100;

// Moves through rows page by page; nothing where one page holds them all.
function pager(size, noun) {
  const last = Math.max(0, Math.ceil(size / pageSize) - 1);
  const page = Math.max(0, Math.min(Math.trunc(Number(state.page)) || 0, last));
  const first = page * pageSize;
  const end = Math.min(size, first + pageSize);
  const turn = (by) => () => {
    state.page = String(page + by);
    refresh();
    pagerPlace.firstChild?.focus();
  };
  const bar = last === 0 ? null : make(
    'div', {class: 'pager', tabindex: '-1', role: 'group', 'aria-label': 'Pages'},
    button('Previous', {disabled: page === 0}, turn(-1)),
    make('span', {}, `${first + 1}–${end} of ${plural(size, noun)}`),
    button('Next', {disabled: page === last}, turn(1)));
  return {first, end, bar};
}

// A heading's button: worst or first things first, and the other way round when pressed again.
function sortButton(key, text, usual) {
  return button('', {class: 'sort', 'aria-label': `Sort by ${text}`}, () => {
    state.sort = (state.sort || usual) === key ? `-${key}` : key;
    state.page = '';
    refresh();
  });
}

function markSorted(head, key, current) {
  if (key && current === key) head.setAttribute('aria-sort', 'ascending');
  else if (key && current === `-${key}`) head.setAttribute('aria-sort', 'descending');
  else head.removeAttribute('aria-sort');
}

