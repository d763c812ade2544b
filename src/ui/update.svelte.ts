// The copy of the classroom that works offline, and newer versions of it: they are fetched quietly, and used when the reader says so.

class Update {
  /** A newer version is here and waits to be used. */
  waiting = $state(false);
  #worker: ServiceWorker | null = null;
  #wanted = false;

  /** Keeps a copy for use offline, and notices when a newer one has come. */
  watch(): void {
    const { serviceWorker } = navigator;
    if (!serviceWorker) return; // an old browser, or a page that did not come by https
    void serviceWorker.register('./sw.js').then(
      // A browser whose service workers are switched off may answer with nothing.
      (registration: ServiceWorkerRegistration | undefined) => {
        if (!registration) return;
        this.#notice(registration);
        registration.addEventListener('updatefound', () => this.#notice(registration));
      },
      () => {}, // private windows may forbid it: then there is no copy, and all else works
    );
    // Another tab may have turned to the new version: this one goes on with its own files, which are still kept.
    serviceWorker.addEventListener('controllerchange', () => {
      if (this.#wanted) location.reload();
      else this.waiting = false;
    });
  }

  /** Turns to the new version. The address says where to go on. */
  use(): void {
    this.#wanted = true;
    this.#worker?.postMessage('use');
  }

  #notice(registration: ServiceWorkerRegistration): void {
    // The very first copy replaces nothing.
    const look = (): void => {
      this.#worker = registration.waiting;
      this.waiting = registration.waiting !== null && navigator.serviceWorker.controller !== null;
    };
    look();
    registration.installing?.addEventListener('statechange', look);
  }
}

export const update = new Update();
