// Finds the sentences by which readers of filters and labs tell mistakes, in their sources: each with `{}` where a value is put in.
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** Functions that tell a mistake, and properties that hold one. */
const TELLERS = new Set(['tell', 'warn', 'fail', 'wrong', 'unexpected', 'expect', 'valueOf', 'meant']);
const HOLDERS = new Set(['message', 'hint', 'wrong']);

/** Functions that answer with one, or with its end. */
const ANSWERS = /^(whyNo\w+|exampleIn|runOf|calculationHint)$/;

const functionAround = (node: ts.Node): string =>
  ts.isFunctionDeclaration(node) ? (node.name?.text ?? '') : node.parent ? functionAround(node.parent) : '';

/** `r.error = …`, `r.error ??= …` */
const isError = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left) && node.left.name.text === 'error';

/** The sources: display filters, labs, and what hands do. */
const files = (): string[] => [
  'src/wire/filter.ts',
  ...readdirSync('src/wire/filter').map((name) => `src/wire/filter/${name}`),
  ...readdirSync('src/sim').flatMap((name) => (/^(lab|hand)\w*\.ts$/.test(name) ? [`src/sim/${name}`] : [])),
];

/** A text of which every value is `{}`. */
function templateOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

function textsIn(node: ts.Node, found: Map<string, string>, where: string): void {
  const text = templateOf(node);
  // A single word or an empty text is a name, no sentence.
  if (text !== undefined) {
    if (/[a-z]{2,}[^a-z]+[a-z]/i.test(text)) found.set(text, where);
    return;
  }
  if (ts.isConditionalExpression(node)) {
    textsIn(node.whenTrue, found, where);
    textsIn(node.whenFalse, found, where);
  } else if (ts.isBinaryExpression(node)) {
    textsIn(node.left, found, where);
    textsIn(node.right, found, where);
  } else if (ts.isParenthesizedExpression(node)) textsIn(node.expression, found, where);
}

/** Each sentence, with the file that has it. */
export function mistakeTexts(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files()) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && TELLERS.has(node.expression.text))
        for (const argument of node.arguments) textsIn(argument, found, file);
      if (ts.isPropertyAssignment(node) && HOLDERS.has(node.name.getText())) textsIn(node.initializer, found, file);
      if (isError(node)) textsIn((node as ts.BinaryExpression).right, found, file);
      if (ts.isReturnStatement(node) && node.expression && ANSWERS.test(functionAround(node)))
        textsIn(node.expression, found, file);
      if (
        ts.isVariableDeclaration(node) &&
        /^(hint|message|wrong|small|eights|quotes)$/.test(node.name.getText()) &&
        node.initializer
      )
        textsIn(node.initializer, found, file);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}
