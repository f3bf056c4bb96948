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

function few(things, most, show) {
  const shown = things.slice(0, most).map(show);
  if (things.length > most) shown.push(make('li', {class: 'place'}, `and ${things.length - most} more`));
  return shown.length ? make('ul', {}, ...shown) : null;
}

function listRow(number) {
  const {text, context, checks, reason} = promise(number);
  const journey = journeys[journeyOf[number]];
  const marks = (index.marks[number] ?? []).map((mark) => make('span', {class: 'mark'}, mark));
  const change = index.changes[number];
  return make(
    'tr', {role: 'row'},
    make('td', {role: 'cell'}, few(storiesOf(number), 4, (story) => (
      make('li', {}, link(index.stories[story], index.stories[story]))))),
    make('td', {role: 'cell'}, link(journey.anchor, journey.title)),
    make(
      'th', {role: 'rowheader', scope: 'row'}, link(anchorOf(number), paths[number]),
      context.length ? make('span', {class: 'context'}, context.join(' › ')) : null,
      make('span', {class: 'sentence'}, text)),
    make('td', {role: 'cell'}, few(checks, 4, (each) => {
      const {name, verdict} = check(each);
      return make('li', {}, verdictBadge(verdict), ' ', name);
    })),
    make(
      'td', {role: 'cell'}, verdictBadge(index.verdicts[number]), ...marks,
      change ? make('span', {class: 'mark'}, change) : null,
      reason && checks.length ? make('span', {class: 'reason'}, reason) : null),
    make('td', {role: 'cell'}, few(journey.documents, 3, (path) => make('li', {}, make('code', {}, path)))));
}

const list = make(
  'div', {class: 'scroll', id: 'list', hidden: true, tabindex: '0', role: 'region', 'aria-label': 'List of promises'});

function showList(selection) {
  const numbers = sorted(selection.shown);
  const {first, end, bar} = pager(numbers.length, 'promise');
  const current = state.sort || 'result';
  const head = listColumns.map(([key, text]) => {
    const cell = make('th', {scope: 'col', role: 'columnheader'}, text);
    if (key) {
      cell.append(sortButton(key, text, current));
      markSorted(cell, key, current);
    }
    return cell;
  });
  const rows = numbers.slice(first, end).map(listRow);
  if (!rows.length) {
    rows.push(make('tr', {role: 'row'}, make(
      'td', {role: 'cell', colspan: 6, class: 'nothing'}, 'No promise is like that.')));
  }
  list.replaceChildren(make(
    'table', {class: 'list-table', role: 'table'},
    make('caption', {}, `${plural(numbers.length, 'promise')}, one a row`),
    make('thead', {role: 'rowgroup'}, make('tr', {role: 'row'}, ...head)),
    make('tbody', {role: 'rowgroup'}, ...rows)));
  return bar;
}

