// Calculators are loaded by family, when the first of it is opened.

import type { Calculator } from '../../calc/calculator.ts';
import { familyOf, type FamilyName } from '../../calc/families.ts';

const loaders: Readonly<Record<FamilyName, () => Promise<{ calculators: readonly Calculator[] }>>> = {
  subnet: () => import('../../calc/subnet/family.ts'),
  link: () => import('../../calc/link/family.ts'),
  bytes: () => import('../../calc/bytes/family.ts'),
  stream: () => import('../../calc/stream/family.ts'),
};

/** The calculators of a family, in their order: of the one with this address; undefined when there is none. Rejects when it cannot be fetched. */
export async function loadFamily(id: string): Promise<readonly Calculator[] | undefined> {
  const family = familyOf(id);
  return family && (await loaders[family]()).calculators;
}
