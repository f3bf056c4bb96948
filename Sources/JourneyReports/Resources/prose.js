// The journeys as written: those without a promise that is shown are hidden, and in the others the
// rest steps back.

let lastSelection;

// Marks the sentences of a journey that are not shown.
function dim(journey) {
  const {isShown} = lastSelection;
  for (let number = journey.first; number < journey.end; number += 1) {
    byId(anchorOf(number))?.classList.toggle('off', !isShown[number]);
  }
}

function showProse(selection) {
  const sizes = new Uint32Array(journeys.length);
  for (const number of selection.shown) sizes[journeyOf[number]] += 1;
  const target = journeyOf[promiseAt(state.at)] ?? journeyNumbers.get(state.at);
  journeys.forEach((journey, number) => {
    const isEmpty = isFiltered() && sizes[number] === 0 && number !== target;
    if (journey.section.hidden !== isEmpty) journey.section.hidden = isEmpty;
    if (!isEmpty && journey.section.open) dim(journey);
  });
}

// Opens what holds an element, so that it can be seen.
function reveal(element) {
  for (let outer = element?.parentElement; outer; outer = outer.parentElement) {
    if (outer.localName !== 'details') continue;
    outer.open = true;
    outer.hidden = false;
  }
}

