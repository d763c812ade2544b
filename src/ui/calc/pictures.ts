// Pictures of their own that some calculators have, beside bits and octets. Each is a chunk of its own.

import type { Component } from 'svelte';
import type { Values } from '../../calc/calculator.ts';

/** What a picture is given: the result as the calculator made it, what is typed, and a way to type something else. */
export interface PictureProps {
  result: never;
  values: Values;
  onvalues: (values: Values) => void;
}

/** By the calculator's address. */
export const pictures: Readonly<Record<string, () => Promise<{ default: Component<PictureProps> }>>> = {
  arp: () => import('./pictures/Arp.svelte'),
  'same-lan': () => import('./pictures/SameLan.svelte'),
  frames: () => import('./pictures/Frames.svelte'),
  vlsm: () => import('./pictures/Space.svelte'),
  summary: () => import('./pictures/Merge.svelte'),
};
