// Which promises are shown, and how many each choice of a filter would show.

const none = [];
const valuesOf = (names, numbers) => [...new Set(numbers.map((number) => names[number]))];

// A facet gives each promise the number of a list of values: most promises share few lists, so that
// ten thousand are looked at in a moment. A choice lets through what has the chosen value in its list.
function facet(keyOf, lists) {
  return {keys: Uint32Array.from({length: count}, (_, number) => keyOf(number)), lists};
}

// Lists that are found on the way, each of them once.
function collected(valuesAt) {
  const lists = [];
  const known = new Map();
  const keyOf = (number) => {
    const values = valuesAt(number);
    const name = values.join('\n');
    if (!known.has(name)) known.set(name, lists.push(values) - 1);
    return known.get(name);
  };
  return facet(keyOf, lists);
}

const storySet = (number) => index.storySet[number];
const facets = {
  status: facet((number) => standing[number], words.map((word) => [word])),
  verdict: facet(
    (number) => severity.indexOf(index.verdicts[number]), [...severity].map((letter) => [verdicts[letter][0]])),
  kind: collected((number) => (
    [kinds[index.kinds[number]], modalities[index.modalities[number]]].filter(Boolean))),
  family: facet(storySet, index.storySets.map((set) => valuesOf(index.families, set))),
  story: facet(storySet, index.storySets.map((set) => valuesOf(index.stories, set))),
  journey: facet((number) => journeyOf[number], journeys.map((journey) => [journey.anchor])),
  owner: facet((number) => index.ownerSet[number], index.ownerSets),
  mark: collected((number) => index.marks[number] ?? none),
  changed: collected((number) => (index.changes[number] ? ['yes', ...index.changes[number]] : none)),
  holes: facet((number) => (standing[number] === 2 ? 1 : 0), [none, ['yes']]),
};
const facetNames = Object.keys(facets);
const isFiltered = () => Boolean(state.text) || facetNames.some((name) => state[name]);

// The chosen values of the facets that have any. Only of the status may there be several.
function choices() {
  return facetNames.filter((name) => state[name]).map((name) => (
    [name, name === 'status' ? state.status.split(',') : [state[name]]]));
}

let texts;
// What a search looks at: the sentence with its context, in lower case.
function textOf(number) {
  texts ??= Array.from({length: count}, (_, each) => {
    const {text, context} = promise(each);
    return `${context.join(' ')} ${text} ${anchorOf(each)}`.toLowerCase();
  });
  return texts[number];
}

// How often each value occurs, from how often each list does.
function counted(name, sizes) {
  const counts = new Map();
  facets[name].lists.forEach((values, key) => {
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + sizes[key]);
  });
  return counts;
}

function select() {
  const asked = choices().map(([name, values]) => ({
    name, keys: facets[name].keys,
    accepts: Uint8Array.from(facets[name].lists, (list) => list.some((value) => values.includes(value))),
  }));
  const sizes = Object.fromEntries(facetNames.map((name) => [name, new Uint32Array(facets[name].lists.length)]));
  const sought = state.text.toLowerCase();
  const shown = [];
  const isShown = new Uint8Array(count);
  for (let number = 0; number < count; number += 1) {
    if (sought && !textOf(number).includes(sought)) continue;
    // A choice counts what would be shown if only its own facet were different.
    let missed = null;
    let misses = 0;
    for (const each of asked) {
      if (each.accepts[each.keys[number]]) continue;
      missed = each;
      misses += 1;
    }
    if (misses === 1) sizes[missed.name][missed.keys[number]] += 1;
    if (misses > 0) continue;
    shown.push(number);
    isShown[number] = 1;
  }
  for (const name of facetNames) {
    const {keys} = facets[name];
    for (const number of shown) sizes[name][keys[number]] += 1;
  }
  const counts = Object.fromEntries(facetNames.map((name) => [name, counted(name, sizes[name])]));
  return {shown, isShown, counts};
}

