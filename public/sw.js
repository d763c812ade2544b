// Offline: everything that the build made is kept on the reader's machine at the first visit, and served from there.
// The build puts the list of files in place of the name below (scripts/offline.mjs), so a new build is a new cache.
// The interpreter of programs is not in the list: whoever uses it keeps it (src/python/load.ts), in a cache that outlives new builds with the same one.
const { version, python, files } = self.__PRECACHE;
const current = [`classroom-${version}`, `packet-classroom-python-${python}`];
const [name] = current;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(name).then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: 'reload' })))),
  );
});

// The new files take over when no page is open any more, or when a reader says so (the page offers it).
self.addEventListener('message', (event) => {
  if (event.data === 'use') void self.skipWaiting();
});

// Other tabs may go on with the version before and still need parts of it: it is kept until the next one comes.
self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((keys) => {
        const before = keys.filter((key) => !current.includes(key));
        const old = ['classroom-', 'packet-classroom-python-'].flatMap((kind) =>
          before.filter((key) => key.startsWith(kind)).slice(0, -1),
        );
        return Promise.all(old.map((key) => caches.delete(key)));
      })
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});

/** The page comes with headers of its own where another page may show it in a frame: it is kept twice, and neither stands for the other. */
const pageOf = ({ searchParams }) => (searchParams.has('embed') ? './?embed' : './');

async function answer(request) {
  const cache = await caches.open(name);
  // Servers may vary their answers by Origin, and module scripts ask with another one than the list did.
  const options = { ignoreSearch: request.mode !== 'navigate', ignoreVary: true };
  const key = request.mode === 'navigate' ? pageOf(new URL(request.url)) : request;
  return (await cache.match(key, options)) ?? (await caches.match(key, options)) ?? fetch(request);
}
