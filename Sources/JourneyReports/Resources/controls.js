// Filters with counts that follow, the choice between matrix and list, and what is said about them.

const cards = [...document.querySelectorAll('.word')];
const shownLine = make('p', {class: 'active', hidden: true});
const said = make('p', {class: 'said', role: 'status'});
const pagerPlace = make('div');
const selects = {};

// What there is to choose from in a facet.
function optionsOf(name) {
  const found = new Set(facets[name].lists.flat());
  switch (name) {
    case 'verdict': return [...severity].filter((each) => index.verdicts.includes(each)).map((each) => verdicts[each][0]);
    case 'kind': return [...Object.values(kinds), ...Object.values(modalities)].filter((each) => found.has(each));
    case 'family': return [...new Set(index.families)];
    case 'journey': return journeys.map((journey) => journey.anchor);
    case 'changed': return [...found].filter((each) => each !== 'yes').sort();
    default: return [...found].sort();
  }
}

function change(name, value) {
  state[name] = value;
  state.page = '';
  if (name === 'view') state.sort = '';
  refresh();
}

// A choice of one value; none where there is nothing to choose between.
function selectFor(name, text, all) {
  const options = optionsOf(name);
  if (options.length < (['mark', 'changed'].includes(name) ? 1 : 2)) return null;
  const titles = new Map(journeys.map((journey) => [journey.anchor, journey.title]));
  const shown = (value) => (name === 'journey' ? titles.get(value) : value);
  const control = make(
    'select', {name, change: () => change(name, control.value)},
    make('option', {value: ''}, all),
    name === 'changed' ? make('option', {value: 'yes'}, 'Any change') : '',
    ...options.map((value) => make('option', {value}, shown(value))));
  selects[name] = {control, shown};
  return make('label', {class: 'choice'}, make('span', {class: 'unseen'}, text), control);
}

const holes = make('input', {type: 'checkbox', change: () => change('holes', holes.checked ? 'yes' : '')});
const search = make('input', {
  type: 'search', placeholder: 'Find words', autocomplete: 'off', spellcheck: 'false', input: () => change('text', search.value),
});
const clear = button('Show all', {class: 'clear'}, () => {
  const {at, view} = state;
  Object.assign(state, empty, {at, view});
  refresh();
  said.focus();
});

function toggleStatus(word) {
  const chosen = new Set(state.status.split(',').filter(Boolean));
  if (!chosen.delete(word)) chosen.add(word);
  change('status', chosen.size === words.length ? '' : words.filter((each) => chosen.has(each)).join(','));
}

function addControls() {
  for (const card of cards) {
    const word = card.querySelector('.name').textContent;
    card.word = word;
    card.count = card.querySelector('.count');
    card.verdicts = card.querySelector('.verdicts');
    card.button = button(`Only ${word}`, {class: 'only', 'aria-pressed': 'false'}, () => toggleStatus(word));
    card.append(card.button);
  }
  const bar = make(
    'div', {class: 'controls', role: 'search', 'aria-label': 'Filter promises'},
    make('label', {class: 'wide'}, make('span', {class: 'unseen'}, 'Words'), search),
    selectFor('verdict', 'Verdict', 'Any verdict'), selectFor('kind', 'Kind', 'Any kind'),
    selectFor('family', 'Family', 'All families'), selectFor('journey', 'Journey', 'All journeys'),
    selectFor('owner', 'Owner', 'All owners'), selectFor('mark', 'Mark', 'Marks'),
    selectFor('changed', 'Changed', 'Changes'),
    make('label', {class: 'tick'}, holes, 'Holes only'), clear, said);
  said.tabIndex = -1;
  document.querySelector('.words').closest('section').after(bar);
  document.querySelector('.banner').append(shownLine);
  const views = make('div', {class: 'views', role: 'group', 'aria-label': 'View'}, ...['matrix', 'list'].map((view) => (
    button(view === 'matrix' ? 'Matrix' : 'List', {'data-view': view}, () => change('view', view === 'list' ? view : '')))));
  const scroll = table.closest('.scroll');
  table.closest('section').querySelector('h2').after(views);
  scroll.after(list, pagerPlace);
}

function showControls(selection) {
  const {counts, shown} = selection;
  const isSome = isFiltered();
  for (const card of cards) {
    const own = counts.status.get(card.word) ?? 0;
    card.count.textContent = own.toLocaleString('en');
    card.classList.toggle('none', own === 0);
    const behind = [...severity].filter((letter) => words[verdicts[letter][1]] === card.word)
      .map((letter) => [counts.verdict.get(verdicts[letter][0]) ?? 0, verdicts[letter][0]]);
    card.verdicts.textContent = behind.filter(([number]) => number)
      .map(([number, verdict]) => `${number.toLocaleString('en')} ${verdict}`).join(', ');
    card.button.setAttribute('aria-pressed', String(state.status.split(',').includes(card.word)));
  }
  for (const [name, {control}] of Object.entries(selects)) control.value = state[name];
  holes.checked = Boolean(state.holes);
  if (search.value !== state.text) search.value = state.text;
  clear.hidden = !isSome;
  const all = plural(count, 'promise');
  const text = isSome ? `${shown.length.toLocaleString('en')} of ${all}` : all;
  if (said.textContent !== text) said.textContent = text;
  shownLine.hidden = !isSome;
  shownLine.textContent = `Shown here: ${text} – ${description()}`;
}

// What each choice would show.
function showOptions({counts}) {
  for (const [name, {control, shown}] of Object.entries(selects)) {
    for (const option of control.options) {
      if (!option.value) continue;
      const text = option.value === 'yes' ? 'Any change' : shown(option.value);
      const label = `${text} (${counts[name].get(option.value) ?? 0})`;
      if (option.textContent !== label) option.textContent = label;
    }
  }
}

// The active filters in words, for the banner of what may be printed or shown to others.
function description() {
  const parts = choices().map(([name, chosen]) => (
    name === 'holes' ? 'holes only'
      : `${name} ${chosen.map((value) => selects[name]?.shown(value) ?? value).join(' or ')}`));
  if (state.text) parts.push(`with the words “${state.text}”`);
  return parts.join(', ');
}

