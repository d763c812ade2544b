// The YAML of `spot` blocks: statements, one wrong part each.

import { fieldsOf, listOf, tell, textOf, type Mistakes } from '../sim/labFields.ts';
import type { At, Node } from '../sim/labYaml.ts';
import type { SpotStatement } from './lesson.ts';
import { readRich } from './markdown.ts';
import type { Rich } from './prose.ts';

export function readSpot(m: Mistakes, node: Node): SpotStatement[] {
  return listOf(m, node, 'a spot block').flatMap((item): SpotStatement[] => {
    const fields = fieldsOf(m, item, 'a statement', ['text', 'why']);
    const [text, why] = [fields.get('text'), fields.get('why')];
    if (!text || !why) {
      if (item.is === 'map') tell(m, item.at, 'a statement has `text` and `why`', 'text: One part | is ~~wrong~~.');
      return [];
    }
    const sentence = textOf(m, text.value, 'text');
    const reason = textOf(m, why.value, 'why');
    const cut = sentence === undefined ? undefined : cutStatement(m, sentence, text.value.at);
    return cut && reason !== undefined ? [{ ...cut, why: readRich(m, reason, why.value.at) }] : [];
  });
}

/** `|` cuts, `~~` marks the wrong part; without any `|` the marks themselves cut. */
function cutStatement(m: Mistakes, text: string, at: At): { parts: Rich[]; wrong: number } | undefined {
  const marks = text.split('~~').length - 1;
  if (marks !== 2)
    return tell(
      m,
      at,
      marks ? 'one part is wrong, and only one' : 'no part is marked as wrong',
      'The frame carries ~~the MAC address of C~~.',
    );
  const marked = /~~([\s\S]+)~~/.exec(text);
  if (!marked) return tell(m, at, 'the wrong part is empty');
  const pieces = text.includes('|')
    ? text.split('|')
    : [text.slice(0, marked.index), marked[0], text.slice(marked.index + marked[0].length)];
  const shown = pieces.filter((piece) => piece.replaceAll('~~', '').trim() !== '');
  const wrong = shown.findIndex((piece) => piece.includes('~~'));
  if (shown.filter((piece) => piece.includes('~~')).length > 1)
    return tell(m, at, 'a cut goes through the wrong part', 'put `|` before or behind `~~…~~`');
  if (shown.length < 2) return tell(m, at, 'a statement with one part only', 'cut it with `|`');
  const parts = shown.map((piece, i): Rich => {
    const words = piece.replaceAll('~~', '');
    const gap = i < shown.length - 1 && (/\s$/.test(words) || /^\s/.test(shown[i + 1]!));
    return [...readRich(m, words.trim(), at), ...(gap ? [{ type: 'text' as const, value: ' ' }] : [])];
  });
  return { parts, wrong };
}
