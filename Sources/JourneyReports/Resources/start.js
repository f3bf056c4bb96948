// Shows what the fragment asks for, and follows what the reader does.

let lastKey;
let waiting;

// What nobody looks at in the moment of a choice waits until the frame that shows it is painted.
function showRest() {
  clearTimeout(waiting);
  showOptions(lastSelection);
  showProse(lastSelection);
  showMentions(lastSelection);
}

// Makes anew what filters, view, order or page change; going to an anchor changes none of them,
// unless it is a story on another page of the matrix.
function refresh() {
  const isElsewhere = state.view !== 'list' && storyNumbers.has(state.at) && !byId(state.at);
  if (isElsewhere) state.page = '';
  const key = JSON.stringify({...state, at: ''});
  if (key === lastKey && !isElsewhere) return;
  const selection = select();
  const isList = state.view === 'list';
  showControls(selection);
  const scroll = table.closest('.scroll');
  scroll.hidden = isList;
  list.hidden = !isList;
  for (const each of document.querySelectorAll('[data-view]')) {
    each.setAttribute('aria-pressed', String((each.dataset.view === 'list') === isList));
  }
  const bar = isList ? showList(selection) : showMatrix(selection);
  pagerPlace.replaceChildren(...(bar ? [bar] : []));
  lastSelection = selection;
  clearTimeout(waiting);
  waiting = setTimeout(showRest, 50);
  writeState();
  lastKey = JSON.stringify({...state, at: ''});
}

// A link of the page to itself keeps the filters; a cell's link tells of the cell.
function follow(event) {
  const anchor = event.target.closest?.('a[href^="#"]');
  if (!anchor || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const fragment = anchor.getAttribute('href').slice(1);
  const at = decoded(fragment.split('?')[0]);
  event.preventDefault();
  if (!panel.contains(anchor)) opener = anchor;
  const cell = anchor.closest('.matrix td');
  const story = cell?.parentElement.id;
  go(cell && journeyNumbers.has(at) ? `${story}/${at}` : at);
}

// A printed page shows everything that can be opened, and no more rows than paper is worth.
function openAll() {
  showRest();
  for (const details of document.querySelectorAll('main details:not([open])')) {
    if (details.closest('.journey') === details) dim(journeys.find(({section}) => section === details));
    details.open = true;
    details.dataset.wasClosed = '';
  }
}

function closeAgain() {
  for (const details of document.querySelectorAll('[data-was-closed]')) {
    details.open = false;
    delete details.dataset.wasClosed;
  }
}

document.body.append(panel);
addControls();
readState();
addSortButtons();
for (const journey of journeys) {
  journey.section.addEventListener('toggle', () => {
    if (journey.section.open) dim(journey);
  });
}
document.addEventListener('click', follow);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && panel.open) closePanel();
});
panel.addEventListener('cancel', (event) => event.preventDefault());
addEventListener('popstate', () => {
  readState();
  arrive();
});
addEventListener('beforeprint', openAll);
addEventListener('afterprint', closeAgain);
if (state.at) arrive();
else refresh();
