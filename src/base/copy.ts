// Deep copies of plain data: the checkpoint. Several times quicker than structuredClone, because plain data needs no cycle table.

type TypedArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** A deep copy of records, arrays, maps, sets and typed arrays. State holds nothing else (no class instances, no closures, no cycles). */
export function copyOf<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const out: unknown[] = new Array(value.length);
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      out[i] = typeof item === 'object' ? copy(item) : item;
    }
    return out;
  }
  // An empty array cannot change, and slicing one costs as much as slicing hundreds of octets.
  if (ArrayBuffer.isView(value)) return (value as TypedArray).length ? (value as TypedArray).slice() : value;
  if (value instanceof Map) {
    const out = new Map<unknown, unknown>();
    for (const [k, v] of value) out.set(k, copy(v));
    return out;
  }
  if (value instanceof Set) return new Set(value);
  const out: Record<string, unknown> = {};
  const from = value as Record<string, unknown>;
  for (const key in from) {
    const item = from[key];
    out[key] = typeof item === 'object' ? copy(item) : item;
  }
  return out;
}
