// Reads which modules a source file imports, in every way there is to say so, with the line where it says it.
import ts from 'typescript';

export interface Import {
  specifier: string;
  line: number; // from 1
  how: 'value' | 'type' | 'url'; // url: new URL('…', import.meta.url), how a worker is started
}

/** Every import of a `.ts` or `.svelte` file; `path` decides which of the two it is. */
export function importsOf(path: string, text: string): Import[] {
  if (!path.endsWith('.svelte')) return importsOfScript(path, text);
  const script = scriptOf(text);
  const markup = [...text.matchAll(/<script[\s\S]*?<\/script>|\bimport\(\s*['"]([^'"]+)['"]/g)].flatMap((found) =>
    found[1] === undefined ? [] : [{ specifier: found[1], line: lineAt(text, found.index), how: 'value' as const }],
  );
  return [...importsOfScript(path, script), ...markup];
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** The scripts of a component, everything else blanked, so that lines stay where they are. */
function scriptOf(text: string): string {
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
  let script = '';
  let end = 0;
  for (const found of text.matchAll(/(<script[^>]*>)([\s\S]*?)<\/script>/g)) {
    script += blank(text.slice(end, found.index) + found[1]) + found[2];
    end = found.index + found[1]!.length + found[2]!.length;
  }
  return script + blank(text.slice(end));
}

function importsOfScript(path: string, text: string): Import[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, how: Import['how']): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const line = source.getLineAndCharacterOfPosition(specifier.getStart(source)).line + 1;
    found.push({ specifier: specifier.text, line, how });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause) ? 'type' : 'value');
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'value');
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, 'type');
    else if (ts.isExternalModuleReference(node)) add(node.expression, 'value');
    else if (ts.isCallExpression(node)) readCall(node, add);
    else if (ts.isNewExpression(node) && node.expression.getText(source) === 'URL') add(node.arguments?.[0], 'url');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function readCall(node: ts.CallExpression, add: (specifier: ts.Node | undefined, how: Import['how']) => void): void {
  const called = node.expression;
  const isImport = called.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(called) && called.text === 'require';
  const isGlob = ts.isPropertyAccessExpression(called) && called.getText() === 'import.meta.glob';
  if (!isImport && !isRequire && !isGlob) return;
  const first = node.arguments[0];
  if (first && ts.isArrayLiteralExpression(first)) for (const element of first.elements) add(element, 'value');
  else add(first, 'value');
}

/** Whether `import type …` or `import { type A, type B }` leaves nothing to load. */
function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  if (clause.name || !named || !ts.isNamedImports(named) || named.elements.length === 0) return false;
  return named.elements.every((element) => element.isTypeOnly);
}
