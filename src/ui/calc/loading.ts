// Calculators are loaded by family, when the first of it is opened.

import type { Calculator } from '../../calc/calculator.ts';
import { familyOf, type FamilyName } from '../../calc/families.ts';

const loaders: Readonly<Record<FamilyName, () => Promise<{ calculators: readonly Calculator[] }>>> = {
  subnet: () => import('../../calc/subnet/family.ts'),
  link: () => import('../../calc/link/family.ts'),
  bytes: () => import('../../calc/bytes/family.ts'),
  stream: () => import('../../calc/stream/family.ts'),
};

/** The calculator of an address; undefined when there is none. Rejects when it cannot be fetched. */
export async function loadCalculator(id: string): Promise<Calculator | undefined> {
  const family = familyOf(id);
  if (!family) return undefined;
  const { calculators } = await loaders[family]();
  return calculators.find((calculator) => calculator.id === id);
}
