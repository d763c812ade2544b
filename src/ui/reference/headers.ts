// The reference of headers, made from the tables that also encode, decode and filter them: each header with its diagrams and its fields.

import { analysisFields } from '../../sim/analysis/fields.ts';
import type { Layer } from '../../wire/dissection.ts';
import { placed, type Field, type Header } from '../../wire/field.ts';
import { headerTables, knownFields, type FieldType, type KnownField } from '../../wire/filter/fields.ts';
import { bitFieldsOf, type BitField } from '../kit/bitRows.ts';

export interface Diagram {
  /** Name of the variant in the header's table; '' for what every such header has. */
  variant: string;
  fields: BitField[];
}

export interface ReferenceField {
  name: string;
  label: string;
  type: FieldType;
  /** Where it stands in its header. Absent: it has no bits of its own, or not always the same. */
  place?: { bit: number; bits: number };
  names?: Readonly<Record<number, string>>;
}

export interface HeaderSection {
  /** Protocol in a filter; with `-option` behind it for the options of a header, `-analysis` for what only a whole run tells. */
  key: string;
  protocol: string;
  title: string;
  layer: Layer;
  source?: string;
  diagrams: Diagram[];
  fields: ReferenceField[];
}

const isOption = (name: string): boolean => /^\w+\.opt(ion)?/.test(name);

const fieldOf = (known: KnownField, place?: { bit: number; bits: number }): ReferenceField => ({
  ...{ name: known.name, label: known.label, type: known.type },
  ...(place ? { place } : {}),
  ...(known.names ? { names: known.names } : {}),
});

/** All sections, from the outermost header in. Every field that a filter may name stands in exactly one of them. */
export function headerSections(): HeaderSection[] {
  const known = new Map(knownFields().map((field) => [field.name, field]));
  const sections = headerTables.map(({ header }) => sectionOf(header, known));
  const told = new Set(sections.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const rest = [...known.values()].filter(({ name, type }) => type !== 'protocol' && !told.has(name));
  for (const field of rest) {
    const { protocol, name } = field;
    const key = isOption(name) ? `${protocol}-option` : protocol;
    const section = sections.find((one) => one.key === key) ?? addSection(sections, protocol, known);
    section.fields.push(fieldOf(field));
  }
  const analysis: HeaderSection = {
    ...{ key: 'tcp-analysis', protocol: 'tcp', title: 'TCP analysis', layer: 'transport', diagrams: [] },
    fields: analysisFields.map((field) => fieldOf(field)),
  };
  return [...sections, analysis];
}

/** What belongs to no header: octets of data, and facts of the frame as a whole. */
function addSection(sections: HeaderSection[], protocol: string, known: Map<string, KnownField>): HeaderSection {
  const key = known.has(protocol) ? protocol : 'frame';
  const found = sections.find((one) => one.key === key);
  if (found) return found;
  const layer = key === 'data' ? 'application' : 'physical';
  const section: HeaderSection = {
    ...{ key, protocol: key, title: known.get(key)?.label ?? key },
    ...{ layer, diagrams: [], fields: [] },
  };
  sections.push(section);
  return section;
}

function sectionOf(header: Header, known: Map<string, KnownField>): HeaderSection {
  const { protocol, title, source, layer, fields } = header;
  const variants = Object.entries<readonly Field[]>(header.whole);
  const diagrams = [
    ...(variants.length ? [] : [{ variant: '', fields: bitFieldsOf(fields) }]),
    ...variants.map(([variant, whole]) => ({ variant, fields: bitFieldsOf(whole) })),
  ];
  const found = new Map<string, ReferenceField>();
  const places = new Map<string, string>();
  for (const whole of [fields, ...variants.map(([, each]) => each)]) {
    for (const { field, bit } of placed(whole)) {
      const now = known.get(field.filter);
      if (!now) continue;
      const place = `${bit} ${field.bits}`;
      // One name at several places (what is unused, for example) has none that could be told.
      const same = (places.get(field.filter) ?? place) === place;
      places.set(field.filter, same ? place : '');
      found.set(field.filter, fieldOf(now, same ? { bit, bits: field.bits } : undefined));
    }
  }
  const key = title === 'Option' ? `${protocol}-option` : protocol;
  return { key, protocol, title, source, layer, diagrams, fields: [...found.values()] };
}

/** The element of an entry on the page. */
export const anchorOf = (entry: string): string => `ref-${entry}`;
/** The address of an entry. */
export const addressOf = (entry: string): string => `#/reference/${encodeURIComponent(entry)}`;
