// Offline: everything that the build made is kept on the reader's machine at the first visit, and served from there.
// The build puts the list of files in place of the name below (scripts/offline.mjs), so a new build is a new cache.
const { version, files } = self.__PRECACHE;
const name = `classroom-${version}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(name).then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: 'reload' })))),
  );
});

// A page that is open goes on with the files it began with: the new ones take over when no page is open any more.
self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((keys) =>
        Promise.all(
          keys.filter((key) => key.startsWith('classroom-') && key !== name).map((key) => caches.delete(key)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const cache = await caches.open(name);
  // Servers may vary their answers by Origin, and module scripts ask with another one than the list did.
  const key = request.mode === 'navigate' ? './' : request;
  return (await cache.match(key, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}
