// What is known about a promise, for the panel: checks, what they expected and saw, pictures,
// earlier results, and how to run them again.

function definition(name, content) {
  return content ? [make('dt', {}, name), make('dd', {}, content)] : [];
}

const code = (text) => (text ? make('code', {}, text) : null);

function finding(found) {
  return make(
    'dl', {class: 'finding'},
    ...definition('Step', code(found.step)), ...definition('Expectation', code(found.expectation)),
    ...definition('Expected', code(found.expected)), ...definition('Actual', code(found.actual)),
    ...definition('At', place(found.path, found.line)));
}

function exchange(each) {
  return make(
    'details', {class: 'exchange'}, make('summary', {}, make('code', {}, each.title)),
    make('h5', {}, each.actor ? `Request as ${each.actor}` : 'Request'),
    make('pre', {tabindex: '0'}, each.request),
    make('h5', {}, 'Response'), make('pre', {tabindex: '0'}, each.response));
}

// What another suite said: its report and tests, where they stand, how old it is, on which commit.
function external({source, tests, places, age, ranAt, commit, other, stale}) {
  const mark = (text) => make('span', {class: 'mark'}, text);
  return make(
    'dl', {class: 'finding'},
    ...definition('Suite', [code(source)]),
    ...definition(tests.length === 1 ? 'Test' : 'Tests', tests.map((test) => make('div', {}, code(test)))),
    ...definition('File', places.length ? places.map((each) => make('div', {}, code(each))) : null),
    ...definition('Age', [`${age} old, ran ${ranAt}`, stale ? mark('stale') : '']),
    ...definition('Commit', commit ? [code(commit), other ? mark('not the commit of this run') : ''] : 'unknown'));
}

function picture(image, name) {
  if (!image.png) return make('p', {class: 'place'}, 'A picture is in ', make('code', {}, image.path));
  return make('img', {
    src: `data:image/png;base64,${image.png}`, alt: `The page at the end of the check ${name}`,
  });
}

function command(text) {
  const copy = button('Copy', {}, async () => {
    try {
      await navigator.clipboard.writeText(text);
      copy.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(shown);
    }
  });
  const shown = make('code', {}, text);
  return make('p', {class: 'again'}, make('span', {}, 'Again: ', shown), copy);
}

function evidenceOf(number) {
  const each = check(number);
  return make(
    'li', {class: 'check'},
    make('h4', {}, verdictBadge(each.verdict), ' ', each.title || each.name),
    make('p', {class: 'place'}, make('code', {}, each.name), ' in ', place(each.path, each.line)),
    each.facts.length ? make('p', {class: 'place'}, each.facts.join(' · ')) : null,
    each.reason ? make('p', {class: 'reason'}, each.reason) : null,
    each.evidence ? external(each.evidence) : null,
    ...(each.findings ?? []).map(finding), ...(each.exchanges ?? []).map(exchange),
    ...images(number).map((image) => picture(image, each.name)),
    command(each.again));
}

const worstFirst = (a, b) => severity.indexOf(check(a).verdict) - severity.indexOf(check(b).verdict);

const runName = ({at, commit}) => [` ${at}`, commit ? [' ', make('code', {}, commit)] : ''].flat();

// What earlier runs said of a promise, a letter each; a capital where the sentence had other words.
function moments(letters) {
  const runs = past().runs.slice(1);
  return [...letters].flatMap((letter, at) => (letter === '-' ? [] : [make(
    'li', {}, verdictBadge(letter.toLowerCase()), ...runName(runs[at]),
    letter !== letter.toLowerCase() ? make('span', {class: 'mark'}, 'in other words') : '')]));
}

// How a story stood in the runs, the newest first.
function trend(story) {
  const points = past().trends[story];
  return points.length === 0 ? [] : [
    make('h3', {}, 'Earlier runs'),
    make('ol', {class: 'moments'}, ...past().runs.map((run, at) => points[at] && make(
      'li', {}, make('b', {}, `${points[at][0]}/${points[at][1]}`), ...runName(run),
      at === 0 ? make('span', {class: 'mark'}, 'this run') : '')))];
}

function mutant(each) {
  const isBad = each.outcome === 'survived';
  const rank = isBad ? 0 : each.outcome === 'killed' ? 3 : 1;
  return make(
    'li', {class: 'check'},
    make('h4', {}, badge(rank, each.outcome), ' ', each.title),
    make('p', {class: 'place'}, each.why ? `${each.why.replace(/\.$/, '')}; on ` : 'on ', make('code', {}, each.route)),
    make(
      'dl', {class: 'finding'}, ...definition('At', code(each.place)), ...definition('Before', code(each.before)),
      ...definition('After', code(each.after)),
      ...definition(isBad ? 'Should notice' : 'Noticed by', code(each.checks.join(', ')))),
    each.reason ? make('p', {class: 'reason'}, each.reason) : null);
}

function proofOf(proof) {
  if (!proof) return [];
  return [
    make('h3', {}, 'Proof'),
    make(
      'p', {}, badge(words.indexOf(proof.shade), proof.standing), ` ${proof.killed} noticed, ${proof.survived} survived`,
      proof.reason ? `: ${proof.reason}` : ''),
    make('ul', {class: 'checks'}, ...proof.mutants.map(mutant)),
  ];
}

function evidence(number) {
  const {text, context, line, checks, reason, proof, history: letters, was, step, row} = promise(number);
  const journey = journeys[journeyOf[number]];
  const kind = facets.kind.lists[facets.kind.keys[number]].join(', ');
  const marks = index.marks[number] ?? none;
  return [
    make(
      'p', {class: 'result'}, badge(standing[number], words[standing[number]]), ' ',
      verdicts[index.verdicts[number]][0],
      ...marks.map((mark) => make('span', {class: 'mark'}, mark)),
      was ? make('span', {class: 'mark'}, was) : null),
    step ? make('p', {class: 'place'}, `Since the baseline: ${step}`) : null,
    row ? make('p', {class: 'place'}, `${row[0].toUpperCase()}${row.slice(1)}`) : null,
    make(
      'blockquote', {},
      context.length ? make('span', {class: 'context'}, context.join(' › ')) : null,
      make('span', {class: 'sentence'}, text)),
    make('p', {class: 'place'}, `${kind} in `, link(journey.anchor, journey.title), ', ', place(journey.path, line)),
    storiesOf(number).length ? make('p', {class: 'stories'}, 'Stories ', ...storiesOf(number).flatMap((story, at) => [
      at ? ', ' : '', link(index.stories[story], index.stories[story])])) : null,
    reason && !checks.length ? make('p', {class: 'reason'}, reason) : null,
    make('h3', {}, checks.length ? plural(checks.length, 'check') : 'No check'),
    make('ul', {class: 'checks'}, ...checks.toSorted(worstFirst).map(evidenceOf)),
    ...proofOf(proof),
    ...(letters ? [make('h3', {}, 'Earlier runs'), make('ol', {class: 'moments'}, ...moments(letters))] : []),
  ];
}

