// Which promises are shown, and how many each choice of a filter would show.

const familySets = named(index.storySets, index.families);
const storySets = named(index.storySets, index.stories);
const kindLists = {};
const none = [];

let texts;
// What a search looks at: the sentence with its context, in lower case.
function textOf(number) {
  if (!texts) {
    texts = Array.from({length: count}, (_, each) => {
      const {text, context} = promise(each);
      return `${context.join(' ')} ${text} ${anchorOf(each)}`.toLowerCase();
    });
  }
  return texts[number];
}

// Each gives a promise's values; a choice lets through what has the chosen value among them.
const facets = {
  status: (number) => [words[standing[number]]],
  verdict: (number) => [verdicts[index.verdicts[number]][0]],
  kind: (number) => {
    const key = index.kinds[number] + index.modalities[number];
    return kindLists[key] ??= [kinds[key[0]], modalities[key[1]]].filter(Boolean);
  },
  family: (number) => familySets[index.storySet[number]],
  story: (number) => storySets[index.storySet[number]],
  journey: (number) => [journeys[journeyOf[number]].anchor],
  owner: (number) => index.ownerSets[index.ownerSet[number]],
  mark: (number) => index.marks[number] ?? none,
  changed: (number) => (index.changes[number] ? ['yes', index.changes[number]] : none),
  holes: (number) => (standing[number] === 2 ? ['yes'] : none),
};
const facetNames = Object.keys(facets);

const isFiltered = () => Boolean(state.text) || facetNames.some((name) => state[name]);

// The chosen values of the facets that have any. Only of the status may there be several.
function choices() {
  return facetNames.filter((name) => state[name]).map((name) => (
    [name, new Set(name === 'status' ? state.status.split(',') : [state[name]])]));
}

function select() {
  const chosen = choices();
  const sought = state.text.toLowerCase();
  const shown = [];
  const isShown = new Uint8Array(count);
  const counts = Object.fromEntries(facetNames.map((name) => [name, new Map()]));
  const add = (name, number) => {
    for (const value of facets[name](number)) {
      counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
    }
  };
  for (let number = 0; number < count; number += 1) {
    if (sought && !textOf(number).includes(sought)) continue;
    // A choice counts what would be shown if only its own facet were different.
    let missed = null;
    let misses = 0;
    for (const [name, values] of chosen) {
      if (facets[name](number).some((value) => values.has(value))) continue;
      missed = name;
      misses += 1;
      if (misses > 1) break;
    }
    if (misses === 1) add(missed, number);
    if (misses > 0) continue;
    shown.push(number);
    isShown[number] = 1;
    for (const name of facetNames) add(name, number);
  }
  return {shown, isShown, counts};
}

