// Can this browser run Python programs? They are suspended in the middle of a call, which needs WebAssembly's promise integration (JSPI).

export const isSupported = (): boolean =>
  typeof WebAssembly === 'object' && 'Suspending' in WebAssembly && 'promising' in WebAssembly;
