// The flat list: story, journey, promise, check, result, document; one row a promise.

const listColumns = [
  ['story', 'Story', (number) => storiesOf(number)[0] ?? Infinity],
  ['journey', 'Journey', (number) => number],
  ['promise', 'Promise', (number) => number],
  [null, 'Checks'],
  ['result', 'Result', (number) => severity.indexOf(index.verdicts[number])],
  [null, 'Documents'],
];

// The numbers in the order of the list; worst first unless something else is asked for.
function sorted(numbers) {
  const key = state.sort.replace(/^-/, '');
  const column = listColumns.find(([name]) => name && name === key) ?? listColumns[4];
  const turn = state.sort.startsWith('-') ? -1 : 1;
  if (column[0] === 'journey' || column[0] === 'promise') return turn < 0 ? numbers.toReversed() : numbers;
  const keys = new Map(numbers.map((number) => [number, column[2](number)]));
  return numbers.toSorted((a, b) => turn * (keys.get(a) - keys.get(b)) || a - b);
}

// The first of a list's things, and how many more there are.
function few(things, most, show) {
  const shown = things.slice(0, most).map((thing) => make('li', {}, show(thing)));
  if (things.length > most) shown.push(make('li', {class: 'place'}, `and ${things.length - most} more`));
  return shown.length ? make('ul', {}, ...shown) : make('span', {class: 'place'}, 'none');
}

function listRow(number) {
  const {text, context, checks, reason, was, row} = promise(number);
  const journey = journeys[journeyOf[number]];
  const marks = (index.marks[number] ?? []).map((mark) => make('span', {class: 'mark'}, mark));
  return make(
    'tr', {role: 'row'},
    make('td', {role: 'cell'}, few(
      storiesOf(number), 3, (story) => link(index.stories[story], index.stories[story]))),
    make('td', {role: 'cell'}, link(journey.anchor, journey.title)),
    make(
      'th', {role: 'rowheader', scope: 'row'}, link(anchorOf(number), paths[number]),
      context.length ? make('span', {class: 'context'}, context.join(' › ')) : null,
      make('span', {class: 'sentence'}, text)),
    make('td', {role: 'cell'}, few(checks, 3, (each) => {
      const {name, verdict, evidence: other} = check(each);
      return make(
        'span', {}, verdictBadge(verdict), ' ', name.replace(/^external:/, ''),
        other ? make('span', {class: 'context'}, `${other.source}, ${other.age} old${other.commit && ', commit '}${other.commit}`) : null,
        other?.stale ? make('span', {class: 'mark'}, 'stale') : null);
    })),
    make(
      'td', {role: 'cell'}, verdictBadge(index.verdicts[number]), ...marks,
      was ? make('span', {class: 'mark'}, was) : null,
      reason && checks.length ? make('span', {class: 'reason'}, reason) : null,
      row ? make('span', {class: 'reason'}, row) : null),
    make('td', {role: 'cell'}, few(journey.documents, 2, (path) => make('code', {}, path))));
}

const listHeads = listColumns.map(([key, text]) => make(
  'th', {scope: 'col', role: 'columnheader'}, text,
  ...(key ? [' ', sortButton(key, text, 'result')] : [])));
const listCaption = make('caption');
const listBody = make('tbody', {role: 'rowgroup'});
const list = make(
  'div', {class: 'scroll flat', hidden: true, tabindex: '0', role: 'region', 'aria-label': 'List of promises'},
  make(
    'table', {class: 'list-table', role: 'table'}, listCaption,
    make('thead', {role: 'rowgroup'}, make('tr', {role: 'row'}, ...listHeads)), listBody));

function showList(selection) {
  const numbers = sorted(selection.shown);
  const {first, end, bar} = pager(numbers.length, 'promise');
  listColumns.forEach(([key], column) => markSorted(listHeads[column], key, state.sort || 'result'));
  listCaption.textContent = `${plural(numbers.length, 'promise')}, one a row`;
  const rows = numbers.slice(first, end).map(listRow);
  if (!rows.length) {
    rows.push(make('tr', {role: 'row'}, make(
      'td', {role: 'cell', colspan: 6, class: 'nothing'}, 'No promise is like that.')));
  }
  listBody.replaceChildren(...rows);
  return bar;
}

