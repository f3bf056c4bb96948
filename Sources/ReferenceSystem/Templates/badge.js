// Asks about every minute how many alerts are unread; without it the number is that of the page.
setInterval(function () {
  fetch('/exec/alerts/badge', { credentials: 'same-origin' })
    .then(function (answer) { return answer.ok ? answer.json() : null; })
    .then(function (counts) {
      if (!counts) { return; }
      document.querySelectorAll('[data-unread]').forEach(function (badge) {
        badge.textContent = counts.unread;
        badge.setAttribute('aria-label', counts.unread + ' unread critical and high');
      });
    })
    .catch(function () {});
}, 60000);
