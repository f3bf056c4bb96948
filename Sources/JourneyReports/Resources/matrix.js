// The matrix: as it stands in the page while everything is shown, made anew from the index where a
// filter or an order asks for it.

const table = document.querySelector('table.matrix');
const original = [...table.tBodies];
const headRow = table.tHead.rows[0];
const heads = [...headRow.cells];
const storyRows = original.flatMap((body) => [...body.rows]);

const columnKey = (column) => ['story', 'all'][column] ?? journeys[column - 2].anchor;
const columnName = (column) => ['story', 'all journeys'][column] ?? journeys[column - 2].title;

// What each story and journey share: how many promises, how many kept, and the worst standing. The
// column after the journeys is for all of them.
function tally(numbers) {
  const width = journeys.length + 1;
  const size = index.stories.length * width;
  const total = new Uint32Array(size);
  const kept = new Uint32Array(size);
  const worst = new Uint8Array(size).fill(4);
  const add = (cell, rank) => {
    total[cell] += 1;
    if (rank === 3) kept[cell] += 1;
    if (rank < worst[cell]) worst[cell] = rank;
  };
  for (const number of numbers) {
    for (const story of storiesOf(number)) {
      add(story * width + journeyOf[number], standing[number]);
      add(story * width + journeys.length, standing[number]);
    }
  }
  return {width, total, kept, worst};
}

// Whether a row is of the family and the story that are asked for: promises may be of others too.
const isAsked = (story) => (
  (!state.family || index.families[story] === state.family)
  && (!state.story || index.stories[story] === state.story));

// Stories without a promise pass where nothing was asked that only a promise can answer.
function passesEmpty() {
  const asked = [...facetNames, 'text'].filter((name) => state[name]);
  return asked.every((name) => ['family', 'story', 'holes'].includes(name));
}

function rowsOf(cells, isAll) {
  const {width, total, kept, worst} = cells;
  const related = new Set(isAll ? none : index.storySets.flat());
  const withEmpty = isAll || passesEmpty();
  const rows = index.stories.map((_, story) => story).filter((story) => (
    isAsked(story) && (isAll || total[story * width + journeys.length] > 0
      || (withEmpty && !related.has(story)))));
  const key = state.sort.replace(/^-/, '');
  const turn = state.sort.startsWith('-') ? -1 : 1;
  const column = key === 'all' ? journeys.length : journeyNumbers.get(key);
  if (key === 'story' && turn < 0) rows.reverse();
  if (column === undefined) return rows;
  return rows.sort((a, b) => {
    const [left, right] = [a * width + column, b * width + column];
    if ((worst[left] === 4) !== (worst[right] === 4)) return worst[left] === 4 ? 1 : -1;
    return turn * (worst[left] - worst[right]
      || kept[left] * total[right] - kept[right] * total[left]) || a - b;
  });
}

function cellOf(cells, cell, href) {
  const rank = cells.worst[cell];
  return make('td', {class: words[rank]}, make(
    'a', {href}, `${words[rank]} `, make('b', {}, `${cells.kept[cell]}/${cells.total[cell]}`)));
}

function rowOf(story, columns, cells) {
  const head = storyRows[story].cells[0].cloneNode(true);
  const row = make('tr', {id: index.stories[story]}, head);
  const base = story * cells.width;
  const all = base + journeys.length;
  row.append(cells.total[all] ? cellOf(cells, all, `#${index.stories[story]}`) : make('td'));
  let blanks = 0;
  const fill = () => {
    if (blanks) row.append(make('td', {colspan: blanks}));
    blanks = 0;
  };
  for (const column of columns) {
    if (cells.total[base + column] === 0) {
      blanks += 1;
      continue;
    }
    fill();
    row.append(cellOf(cells, base + column, `#${journeys[column].anchor}`));
  }
  fill();
  return row;
}

// Headings that stay are not touched: one of them may have the focus.
function showHeads(wanted) {
  const isSame = headRow.cells.length === wanted.length && wanted.every((head, at) => headRow.cells[at] === head);
  if (!isSame) headRow.replaceChildren(...wanted);
}

function showBodies(bodies) {
  for (const body of [...table.tBodies]) body.remove();
  table.append(...bodies);
}

function showMatrix(selection) {
  const isAll = !isFiltered();
  const key = state.sort.replace(/^-/, '');
  const isSorted = key === 'story' || key === 'all' || journeyNumbers.has(key);
  heads.forEach((head, column) => markSorted(head, columnKey(column), state.sort || 'story'));
  if (isAll && !isSorted && storyRows.length <= pageSize) {
    showHeads(heads);
    showBodies(original);
    return null;
  }
  const cells = tally(selection.shown);
  const rows = rowsOf(cells, isAll);
  const used = new Uint8Array(journeys.length);
  for (const number of selection.shown) used[journeyOf[number]] = 1;
  const columns = journeys.map((_, column) => column).filter((column) => isAll || used[column]);
  // A story that a link leads to is on the page that is shown.
  const wanted = rows.indexOf(storyNumbers.get(state.at));
  if (wanted >= 0 && !state.page) state.page = String(Math.floor(wanted / pageSize));
  const {first, end, bar} = pager(rows.length, 'row');
  const bodies = [];
  let family;
  for (const story of rows.slice(first, end)) {
    if (!bodies.length || (!isSorted && index.families[story] !== family)) bodies.push(make('tbody'));
    family = index.families[story];
    bodies.at(-1).append(rowOf(story, columns, cells));
  }
  if (!bodies.length) {
    bodies.push(make('tbody', {}, make('tr', {}, make(
      'td', {colspan: columns.length + 2, class: 'nothing'}, 'No story has such a promise.'))));
  }
  showHeads([heads[0], heads[1], ...columns.map((column) => heads[column + 2])]);
  showBodies(bodies);
  return bar;
}

function addSortButtons() {
  heads.forEach((head, column) => {
    head.append(' ', sortButton(columnKey(column), columnName(column), 'story'));
  });
}

