// Results that are kept for as long as what they were made from is the same, word for word.

/** A function that gives its last result again when it is given equal arguments; arguments are plain data. */
export function kept<A extends unknown[], R>(make: (...args: A) => R): (...args: A) => R {
  let key: string | undefined;
  let result: R;
  return (...args) => {
    const now = JSON.stringify(args);
    if (now !== key) {
      result = make(...args);
      key = now;
    }
    return result;
  };
}
