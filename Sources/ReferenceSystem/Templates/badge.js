// Asks about every minute how many alerts are unread; without it the number is that of the page.
setInterval(function () {
  if (document.hidden) { return; }
  fetch('/exec/alerts/badge', { credentials: 'same-origin', redirect: 'error' })
    .then(function (answer) { return answer.ok ? answer.json() : null; })
    .then(function (counts) {
      if (!counts || typeof counts.unread !== 'number') { return; }
      document.querySelectorAll('[data-unread]').forEach(function (badge) {
        badge.textContent = counts.unread;
        badge.setAttribute('data-unread', counts.unread);
      });
    })
    .catch(function () {});
}, 60000);
