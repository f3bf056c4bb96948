// What is shown, kept in the fragment: `#ANCHOR?status=broken&family=BF`. An anchor alone is what it
// is without a script; filters stay when a link of the page is followed.

const empty = {
  status: '', verdict: '', kind: '', family: '', story: '', journey: '', owner: '', mark: '',
  changed: '', holes: '', text: '', view: '', sort: '', page: '',
};
const state = {...empty, at: ''};

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readState() {
  const fragment = location.hash.slice(1);
  const mark = fragment.indexOf('?');
  const given = new URLSearchParams(mark < 0 ? '' : fragment.slice(mark + 1));
  for (const name of Object.keys(empty)) state[name] = given.get(name) ?? '';
  state.at = decoded(mark < 0 ? fragment : fragment.slice(0, mark));
}

// The fragment for an anchor with what else is shown.
function reference(at) {
  const given = new URLSearchParams();
  for (const name of Object.keys(empty)) if (state[name]) given.set(name, state[name]);
  const anchor = encodeURIComponent(at).replaceAll('%2F', '/');
  const filters = given.toString();
  return `#${anchor}${filters && '?'}${filters}`;
}

let writing;

function writeFragment(isStep) {
  const fragment = reference(state.at);
  const address = fragment === '#' ? location.pathname + location.search : fragment;
  try {
    if (isStep) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  } catch {
    // A page in a frame of another page may not write its address, and works without.
  }
}

// Writing the fragment takes a browser longer than filtering does, so it waits until the page stands.
function writeState(isStep = false) {
  clearTimeout(writing);
  if (isStep) writeFragment(true);
  else writing = setTimeout(writeFragment, 200, false);
}

