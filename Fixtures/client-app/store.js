'use strict';

// Vendors and the person who signed in, kept in local storage. Answers come late, as from a server.
const Store = (() => {
  const categories = ['Hosting', 'Messaging', 'Security', 'Support'];
  const later = (value, time = 120) => new Promise((done) => setTimeout(() => done(value), time));
  const read = (key, other) => JSON.parse(localStorage.getItem(key) || 'null') || other;
  const write = (key, value) => localStorage.setItem(key, JSON.stringify(value));

  // 5,000 vendors that are always there, changed by what was done to them.
  function original(id) {
    return {
      id: id, name: `Vendor ${String(id).padStart(4, '0')}`, category: categories[id % 4],
      amount: (id * 37) % 9000 + 100, stars: id % 5 + 1,
    };
  }
  function all() {
    const changes = read('changes', {});
    const vendors = [];
    for (let id = 1; id <= 5000; id++) if (!changes[id]) vendors.push(original(id));
    for (const vendor of Object.values(changes)) if (!vendor.deleted) vendors.push(vendor);
    return vendors.sort((a, b) => a.id - b.id);
  }
  function put(vendor) {
    const changes = read('changes', {});
    changes[vendor.id] = vendor;
    write('changes', changes);
  }
  return {
    categories: categories,
    person: () => read('person', null),
    signIn(email, password) {
      if (password !== 'correct horse') return later(null);
      write('person', {email: email});
      return later({email: email});
    },
    signOut: () => localStorage.removeItem('person'),
    list: (words) => later(all().filter(
      (vendor) => vendor.name.toLowerCase().includes(words.toLowerCase()))),
    get: (id) => later(all().find((vendor) => vendor.id === id) || null),
    create(fields) {
      const id = Math.max(5000, ...Object.keys(read('changes', {})).map(Number)) + 1;
      put({...fields, id: id});
      return later(id);
    },
    update: (vendor) => later(put(vendor)),
    remove: (id) => later(put({id: id, deleted: true})),
  };
})();
