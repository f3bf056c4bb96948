// The panel beside the page: one promise with its evidence, or the promises of a story or a cell.

const panelTitle = make('h2', {id: 'panel:title', tabindex: '-1'});
const panelBody = make('div', {class: 'body'});
const before = button('Previous', {}, () => step(-1));
const after = button('Next', {}, () => step(1));
const panel = make(
  'dialog', {class: 'panel', 'aria-labelledby': 'panel:title'},
  make(
    'div', {class: 'bar'}, panelTitle, before, after,
    button('Close', {}, () => closePanel())),
  panelBody);
const narrow = matchMedia('(max-width: 64rem)');
let opener = null;
let order = [];

function step(by) {
  const next = order[order.indexOf(promiseAt(state.at)) + by];
  if (next !== undefined) go(anchorOf(next));
}

// What an anchor leads to: `{promise}`, `{story}`, `{story, journey}`, `{journey}` or nothing.
function meaning(at) {
  const number = promiseAt(at);
  if (number !== undefined) return {promise: number};
  if (storyNumbers.has(at)) return {story: storyNumbers.get(at)};
  if (journeyNumbers.has(at)) return {journey: journeyNumbers.get(at)};
  for (let slash = at.indexOf('/'); slash > 0; slash = at.indexOf('/', slash + 1)) {
    const story = storyNumbers.get(at.slice(0, slash));
    const journey = journeyNumbers.get(at.slice(slash + 1));
    if (story !== undefined && journey !== undefined) return {story, journey};
  }
  return {};
}

function overview({story, journey}, selection) {
  const numbers = selection.shown.filter((number) => (
    storiesOf(number).includes(story) && (journey === undefined || journeyOf[number] === journey)));
  const kept = numbers.filter((number) => standing[number] === 3).length;
  const ordered = numbers.toSorted((a, b) => standing[a] - standing[b] || a - b);
  const title = storyRows[story].querySelector('.title')?.textContent;
  const most = 200;
  return [
    title ? make('p', {class: 'lead'}, title) : null,
    make(
      'p', {}, numbers.length ? `${kept} of ${plural(numbers.length, 'promise')} kept` : 'No promise',
      journey === undefined ? '' : [' in ', link(journeys[journey].anchor, journeys[journey].title)],
      isFiltered() ? ', of those that are shown' : ''),
    make('ul', {class: 'found'}, ...ordered.slice(0, most).map((number) => make(
      'li', {}, badge(standing[number], words[standing[number]]), ' ',
      make('a', {href: reference(anchorOf(number))}, promise(number).text)))),
    ordered.length > most ? make('p', {}, `And ${ordered.length - most} more.`) : null,
    ...(journey === undefined ? trend(story) : []),
  ];
}

function showPanel(selection) {
  const target = meaning(state.at);
  const isOverview = target.story !== undefined;
  if (target.promise === undefined && !isOverview) return closeQuietly();
  order = isOverview ? [] : sorted(selection.shown);
  const at = order.indexOf(target.promise);
  before.hidden = after.hidden = at < 0;
  before.disabled = at === 0;
  after.disabled = at === order.length - 1;
  panelTitle.textContent = isOverview ? state.at.replace('/', ' × ') : paths[target.promise];
  panelBody.replaceChildren(...(isOverview ? overview(target, selection) : evidence(target.promise))
    .filter(Boolean));
  document.querySelector('.current')?.classList.remove('current');
  if (!isOverview) byId(state.at)?.classList.add('current');
  if (!panel.open) {
    opener ??= document.activeElement;
    if (narrow.matches) panel.showModal();
    else panel.show();
    document.documentElement.classList.add('opened');
  }
  panelBody.scrollTop = 0;
  panelTitle.focus({preventScroll: true});
}

function closeQuietly() {
  if (!panel.open) return;
  panel.close();
  document.documentElement.classList.remove('opened');
  document.querySelector('.current')?.classList.remove('current');
}

function closePanel() {
  closeQuietly();
  state.at = '';
  writeState();
  if (opener?.isConnected) opener.focus({preventScroll: true});
  opener = null;
}

// Follows a link of the page and keeps what else is shown.
function go(at) {
  state.at = at;
  writeState(true);
  arrive();
}

// Shows what the anchor names: opens, scrolls, and tells of it in the panel.
function arrive() {
  refresh();
  const element = byId(state.at);
  reveal(element);
  showPanel(lastSelection);
  if (!element || element.hidden) return;
  const {top, bottom} = element.getBoundingClientRect();
  const isSeen = top > innerHeight / 8 && bottom < innerHeight;
  if (!isSeen) element.scrollIntoView({block: element.localName === 'li' ? 'center' : 'start'});
}

