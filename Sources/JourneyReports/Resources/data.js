'use strict';

// What the page carries, read from its data blocks. Text from there only ever becomes text.

// Ids are for what the documents name, and might be any word: what belongs to the page itself is
// found by class or name.

const byId = (id) => document.getElementById(id);
const lines = (name) => document.querySelector(`script[data-name=${name}]`).textContent.slice(1, -1).split('\n');

const index = JSON.parse(lines('index')[0]);
const count = index.verdicts.length;

// The four words, worst first; a standing is a number in this list.
const words = ['broken', 'unknown', 'unchecked', 'kept'];
const verdicts = {
  f: ['failed', 0], u: ['undecided', 1], n: ['not exercised', 1],
  p: ['pending', 2], w: ['waived', 2], m: ['manual', 3], k: ['passed', 3],
};
// How verdicts are ordered, worst first, as the program orders them.
const severity = 'funpwmk';
const kinds = {s: 'step', e: 'expectation', g: 'guardrail'};
const modalities = {m: 'must', n: 'must not', s: 'should', t: 'should not', y: 'may'};

const standing = Uint8Array.from(index.verdicts, (letter) => verdicts[letter][1]);
const journeyOf = new Uint32Array(count);
const journeys = [];
const sections = document.querySelectorAll('details.journey');
for (const [anchor, path, size, documents] of index.journeys) {
  const first = journeys.length ? journeys.at(-1).end : 0;
  const section = sections[journeys.length];
  const title = section.querySelector('h3').textContent;
  journeys.push({anchor, path, documents, first, end: first + size, title, section});
  journeyOf.fill(journeys.length - 1, first, first + size);
}
const paths = index.paths.split(' ');
const anchorOf = (number) => `${journeys[journeyOf[number]].anchor}/${paths[number]}`;

const storiesOf = (number) => index.storySets[index.storySet[number]];
const journeyNumbers = new Map(journeys.map((journey, number) => [journey.anchor, number]));
const storyNumbers = new Map(index.stories.map((story, number) => [story, number]));

let promiseNumbers;
// The number of the promise that has this anchor.
function promiseAt(anchor) {
  if (!promiseNumbers) {
    promiseNumbers = new Map();
    for (let number = 0; number < count; number += 1) promiseNumbers.set(anchorOf(number), number);
  }
  return promiseNumbers.get(anchor);
}

// Details lie in the page one a line, and are read when they are asked for.
const blocks = {};
const detail = (name, number) => JSON.parse((blocks[name] ??= lines(name))[number]);
const promise = (number) => detail('promises', number);
const check = (number) => detail('checks', number);

let pastRuns;
// The runs, the newest first, and how stories stood in them.
const past = () => (pastRuns ??= JSON.parse(lines('history')[0]));

let imagesOfChecks;
// The pictures that belong to a check: each has a path and, if it is carried along, its bytes.
function images(number) {
  if (!imagesOfChecks) {
    imagesOfChecks = new Map();
    for (const line of lines('images').filter(Boolean)) {
      const image = JSON.parse(line);
      imagesOfChecks.set(image.check, [...(imagesOfChecks.get(image.check) ?? []), image]);
    }
  }
  return imagesOfChecks.get(number) ?? [];
}

