// A place for what is loaded apart and provided before its first use; whoever is too early has made a mistake, and hears of it.

export interface Later<T> {
  provide(value: T): void;
  readonly provided: boolean;
  /** What was provided; throws when nothing has been. */
  get(): T;
}

/** `what`: how the missing thing is called in the error. */
export function later<T>(what: string): Later<T> {
  let value: { held: T } | undefined;
  return {
    provide: (given) => void (value = { held: given }),
    get provided() {
      return value !== undefined;
    },
    get() {
      if (!value) throw new Error(`no equipment: ${what} must be loaded before something happens in a world`);
      return value.held;
    },
  };
}
