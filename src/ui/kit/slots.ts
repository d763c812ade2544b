// Which elements show what of a long list is in sight: what comes into sight takes the elements of what has left it, so that few are ever made anew.

/** A slot for each key, from 0 on: who stays keeps the one that he had before, who comes gets the lowest that is free. Keys differ. */
export function slotsFor(keys: readonly number[], before: ReadonlyMap<number, number>): Map<number, number> {
  const taken = new Set<number>();
  for (const key of keys) {
    const slot = before.get(key);
    if (slot !== undefined) taken.add(slot);
  }
  let free = 0;
  const slots = new Map<number, number>();
  for (const key of keys) {
    let slot = before.get(key);
    if (slot === undefined) {
      while (taken.has(free)) free++;
      slot = free++;
    }
    slots.set(key, slot);
  }
  return slots;
}

/** What is in sight, each with its slot as the key of its elements; remembers who had which. */
export function slotting<T extends { row: number }>(): (all: readonly T[]) => { slot: number; one: T }[] {
  let slots: ReadonlyMap<number, number> = new Map();
  return (all) => {
    slots = slotsFor(
      all.map(({ row }) => row),
      slots,
    );
    return all.map((one) => ({ slot: slots.get(one.row)!, one }));
  };
}
