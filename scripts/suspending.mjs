// What Node must be started with so that Python programs can be suspended (WebAssembly's JavaScript Promise Integration): older versions have it behind a flag.

/** The flags of a version of Node; newer ones have it, and refuse the flag. @param {string} [version] @returns {string[]} */
export function suspendingFlags(version = process.versions.node) {
  const major = Number.parseInt(version, 10);
  if (major >= 24) return [];
  return [major >= 22 ? '--experimental-wasm-jspi' : '--experimental-wasm-stack-switching'];
}
