// A divided network as a table: a row for each block, as it is shown and as a spreadsheet gets it.

import { csvOf } from '../../base/csv.ts';
import { formatCidr } from '../../wire/address.ts';
import { subnetOf } from './network.ts';
import type { Leaf, Space, SpaceColour } from './space.ts';

export interface SpaceRow {
  network: string;
  mask: string;
  /** First and last address for hosts; empty where they are not told (/0). */
  first: string;
  last: string;
  /** Addresses for hosts; those in all where that is not told. */
  usable: number;
  note: string;
  colour: SpaceColour | undefined;
}

export function rowOf(leaf: Leaf): SpaceRow {
  const { mask, first, last, usable, addresses } = subnetOf(leaf);
  return {
    network: formatCidr(leaf.ip, leaf.prefix),
    mask,
    first: first ?? '',
    last: last ?? '',
    usable: usable ?? addresses,
    note: leaf.note ?? '',
    colour: leaf.colour,
  };
}

/** The columns of the table, for whoever has names for them. */
export const spaceColumns = ['network', 'mask', 'first', 'last', 'usable', 'note', 'colour'] as const;
export type SpaceColumn = (typeof spaceColumns)[number];

/** The table with a row of names above it. `nameOf` names columns and colours. */
export const spaceCsv = (
  { leaves }: Space,
  nameOf: (what: { column: SpaceColumn } | { colour: SpaceColour }) => string,
): string =>
  csvOf([
    spaceColumns.map((column) => nameOf({ column })),
    ...leaves.map(rowOf).map((row) =>
      spaceColumns.map((column) => {
        if (column === 'colour') return row.colour ? nameOf({ colour: row.colour }) : '';
        return String(row[column]);
      }),
    ),
  ]);
