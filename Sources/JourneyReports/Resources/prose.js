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

// Promises that are told of elsewhere go with the filters, and with the last of a list its heading.
function showMentions({isShown}) {
  const isSome = isFiltered();
  for (const list of document.querySelectorAll('.list, .changes')) {
    const items = [...list.children];
    for (const item of items) {
      const at = item.querySelector('a[href^="#"]')?.getAttribute('href').slice(1) ?? '';
      item.hidden = isSome && !isShown[promiseAt(decoded(at))];
    }
    const seen = items.filter((item) => !item.hidden).length;
    const outer = list.closest('details') ?? list.closest('section');
    outer.hidden = isSome && seen === 0;
    const heading = list.closest('details')?.querySelector('strong');
    if (!heading) continue;
    heading.whole ??= heading.textContent;
    heading.textContent = isSome && seen < items.length ? `${seen} of ${heading.whole}` : heading.whole;
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

