// Vite plugin: the world's worker is built together with the page and not by itself, so that both load the same simulator chunk, once.

const address = /new URL\(\s*(['"])(\.[^'"]*\/worker\.ts)\1\s*,\s*import\.meta\.url\s*\)/;

/** Only for builds; while developing, Vite's own way does. @returns {import('vite').Plugin} */
export function sharedWorker() {
  /** What the worker loads, at once or later. @type {Set<string>} */
  const inWorker = new Set();
  return {
    name: 'shared-worker',
    apply: 'build',
    enforce: 'pre',
    // Chunks that the worker loads must import others without Vite's links for preloading: a worker has no document to put them into.
    config: () => ({
      build: {
        modulePreload: { resolveDependencies: (_file, chunks, { hostId }) => (inWorker.has(hostId) ? [] : chunks) },
      },
    }),
    async transform(code, id) {
      const found = address.exec(code);
      if (!found?.[2] || id.includes('node_modules')) return undefined;
      const worker = await this.resolve(found[2], id);
      if (!worker) throw new Error(`${id}: there is no ${found[2]}`);
      const file = this.emitFile({ type: 'chunk', id: worker.id, name: 'worker' });
      return { code: code.replace(address, `import.meta.ROLLUP_FILE_URL_${file}`), map: null };
    },
    generateBundle: {
      order: 'pre',
      handler(_, bundle) {
        /** @param {string} file */
        const add = (file) => {
          const chunk = bundle[file];
          if (chunk?.type !== 'chunk' || inWorker.has(file)) return;
          inWorker.add(file);
          [...chunk.imports, ...chunk.dynamicImports].forEach(add);
        };
        inWorker.clear();
        for (const [file, chunk] of Object.entries(bundle)) {
          if (chunk.type === 'chunk' && chunk.isEntry && chunk.name === 'worker') add(file);
        }
      },
    },
  };
}
