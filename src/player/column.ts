// Columns of numbers that grow: what the page keeps per row, without an object each.

/** A growing column. Numbers that were never set are `empty`. */
export class Column<T extends Int32Array | Float64Array> {
  data: T;
  length = 0;
  private readonly empty: number;
  private readonly make: (length: number) => T;

  constructor(make: (length: number) => T, empty = 0) {
    this.make = make;
    this.empty = empty;
    this.data = make(256).fill(empty) as T;
  }

  push(value: number): void {
    this.reserve(this.length + 1);
    this.data[this.length++] = value;
  }

  /** Makes the column this long at least. */
  reach(length: number): void {
    if (length <= this.length) return;
    this.reserve(length);
    this.length = length;
  }

  at(i: number): number {
    return this.data[i]!;
  }

  private reserve(length: number): void {
    if (length <= this.data.length) return;
    const wider = this.make(Math.max(length, 2 * this.data.length)).fill(this.empty) as T;
    wider.set(this.data.subarray(0, this.length));
    this.data = wider;
  }
}

export const integers = (empty = -1): Column<Int32Array> => new Column((n) => new Int32Array(n), empty);
export const doubles = (): Column<Float64Array> => new Column((n) => new Float64Array(n));
