// Texts of the page by key: how one is written down, and how its parameters are filled in.

/** `{name}` stands for a parameter. With two forms, the parameter `count` chooses. */
export type UiText = string | { readonly one: string; readonly other: string };
export type UiTexts = Readonly<Record<string, UiText>>;
export type UiParameters = Readonly<Record<string, string | number>>;

/** The text with its parameters in place; one that is not given stays visible as `{name}`. */
export function fillText(text: UiText, parameters: UiParameters = {}): string {
  const form = typeof text === 'string' ? text : parameters['count'] === 1 ? text.one : text.other;
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}

/** One table from the modules of all views. A view's module exports one or more tables of texts. */
export function mergeTexts(modules: Readonly<Record<string, unknown>>): UiTexts {
  const merged: Record<string, UiText> = {};
  for (const module of Object.values(modules)) {
    for (const table of Object.values(module as Record<string, UiTexts>)) Object.assign(merged, table);
  }
  return merged;
}
