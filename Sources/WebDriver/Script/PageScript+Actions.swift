extension PageScript {
  /// What is done around and instead of presses of keys and buttons.
  static let actions = #"""
    // {found: element} or what there is to say about the lack of it.
    function single(locator) {
      let found;
      try {
        found = find(locator);
      } catch (error) {
        if (error instanceof Problem) return {outcome: 'problem', text: error.message};
        throw error;
      }
      if (found.length > 1) return {outcome: 'several', text: list(found), count: found.length};
      if (!found.length) return {outcome: 'none', near: near(locator)};
      return {found: found[0]};
    }
    function mark(request) {
      const known = window[request.key];
      if (known) return known;
      const value = {};
      Object.defineProperty(window, request.key, {value: value, configurable: true});
      return value;
    }
    // Records whether the next press reaches the element, and keeps it from any other.
    function arm(request, element) {
      const note = mark(request);
      if (note.stop) note.stop();
      note.token = request.token;
      note.press = null;
      note.refused = null;
      const events = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
      const watch = (event) => {
        if (!event.isTrusted) return;
        if (note.press === null) {
          const hit = event.composedPath()[0];
          note.press = !element || reaches(hit, element) ? 'hit' : 'missed';
        }
        if (note.press === 'missed') {
          event.preventDefault();
          event.stopImmediatePropagation();
        }
      };
      const guard = (event) => {
        if (request.mayWrite || !writes(event.target, event.submitter)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        note.refused = true;
      };
      note.leaving = false;
      const leave = () => { note.leaving = true; };
      addEventListener('beforeunload', leave);
      for (const name of events) addEventListener(name, watch, true);
      addEventListener('submit', guard, true);
      note.opens = opensWindow(element);
      const open = window.open;
      const counted = function (url, name, features) {
        const opened = open.apply(this, arguments);
        if (opened || /noopener|noreferrer/.test(features || '')) note.opens = true;
        return opened;
      };
      window.open = counted;
      note.stop = () => {
        if (window.open === counted) window.open = open;
        removeEventListener('beforeunload', leave);
        for (const name of events) removeEventListener(name, watch, true);
        if (request.mayWrite) removeEventListener('submit', guard, true);
      };
    }
    function writes(form, submitter) {
      const method = submitter && submitter.getAttribute('formmethod')
        || form && form.getAttribute('method') || 'get';
      return method.toLowerCase() === 'post';
    }
    // Whether a link or a form leads into a window that is not there yet.
    function opensWindow(element) {
      const link = element.closest ? element.closest('a[href], area[href]') : null;
      const form = !link && element.form && isSubmitter(element) ? element.form : null;
      const base = document.querySelector('base[target]');
      const target = (form && element.formTarget) || (link || form || {}).target
        || (link || form) && base && base.target || '';
      return !!target && !/^_(self|top|parent)$/i.test(target)
        && ![...document.querySelectorAll('iframe, frame')].some((frame) => frame.name === target);
    }
    function isSubmitter(element) {
      return element.form && (element.localName === 'button' ? element.type === 'submit'
        : element.localName === 'input' && /^(submit|image)$/.test(element.type));
    }
    function submits(element, purpose) {
      if (purpose === 'key') return false;
      const control = element.closest ? element.closest('button, input') : null;
      if (control && isSubmitter(control)) return writes(control.form, control);
      return purpose === 'Enter' && element.form && element.localName === 'input'
        && writes(element.form, [...element.form.elements].find(isSubmitter));
    }
    function ready(request, element, more) {
      if (!request.mayWrite && submits(element, request.purpose)) return {outcome: 'refused'};
      arm(request, element);
      return {outcome: 'ready', element: element, asked: asksBrowser, ...more};
    }
    operations.point = (request) => {
      const one = single(request.locator);
      if (!one.found) return one;
      const role = roleOf(one.found);
      if (request.state) {
        const state = checkedState(one.found, role);
        if (!state) return {outcome: 'problem', text: `${brief(one.found)} cannot be checked`};
        if (state === request.state) return {outcome: 'done'};
      }
      const place = approach(one.found, true);
      if (place.why) return {outcome: 'unready', text: `${brief(one.found)} ${place.why}`};
      return ready(request, one.found, {...place, ...fromCentre(one.found, place)});
    };
    operations.focus = (request) => {
      if (!request.locator) return ready(request, deepActiveElement() || document.body, {});
      const one = single(request.locator);
      if (!one.found) return one;
      if (isDisabled(one.found) || !isShown(one.found)) {
        const why = isShown(one.found) ? 'is disabled' : 'is not visible';
        return {outcome: 'unready', text: `${brief(one.found)} ${why}`};
      }
      one.found.focus();
      return ready(request, one.found, {});
    };
    // What the page became of what was done.
    operations.settle = (request) => {
      const note = window[request.key];
      const same = !!note && note.token === request.token;
      const leaves = same && note.leaving;
      if (same && note.stop && document.readyState === 'complete' && !leaves) note.stop();
      return {
        ...place(), press: same ? note.press : null, refused: same && !!note.refused,
        leaves: leaves, opens: same && note.press === 'hit' && note.opens,
      };
    };
    function place() {
      const entry = performance.getEntriesByType('navigation')[0];
      const failed = /^chrome-error:|^about:neterror/.test(location.href);
      return {
        url: location.href, ready: document.readyState, title: document.title,
        status: entry && entry.responseStatus || null,
        bytes: entry && entry.decodedBodySize || 0,
        failure: failed ? `${location.href.slice(0, 50)} ${
          fold(document.body ? document.body.innerText : '').slice(0, 500)}` : null,
      };
    }
    """#
}
