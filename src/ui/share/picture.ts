// A picture of the page as a file of its own: an SVG in which colours, type and fonts are written out, and that as a PNG.

/** What a reader of the picture would miss, by whether children have it from their parents. */
const inherited = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap'],
  ...['stroke-linejoin', 'paint-order', 'font-family', 'font-size', 'font-weight', 'font-style', 'letter-spacing'],
  ...[
    'font-variant-numeric',
    'font-variant-ligatures',
    'font-feature-settings',
    'text-anchor',
    'dominant-baseline',
    'color',
  ],
] as const;
const own: Record<string, string> = {
  opacity: '1',
  transform: 'none',
  'transform-origin': '0px 0px',
  rx: 'auto',
  ry: 'auto',
  'clip-path': 'none',
};

export interface Picture {
  svg: string;
  width: number;
  height: number;
}

/** Room for what the page writes above a picture, px. */
const HEAD = 40;

/** The picture that an element on the page shows, as it looks now. `title` says what it is of; `heads` are written above it where they stand. */
export async function pictureOf(
  shown: SVGSVGElement,
  title: string,
  heads: readonly HTMLElement[] = [],
): Promise<Picture> {
  const copy = shown.cloneNode(true) as SVGSVGElement;
  inline(shown, copy, undefined);
  const { width, height: drawn } = shown.getBoundingClientRect();
  const top = heads.length ? HEAD : 0;
  const height = drawn + top;
  // It stands on the page where it has been scrolled to; in the picture it is all there is.
  for (const key of ['transform', 'transform-origin']) copy.style.removeProperty(key);
  for (const [name, value] of Object.entries({ y: top, width, height: drawn })) copy.setAttribute(name, String(value));
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${drawn}`);
  const whole = make('svg', {
    ...{ xmlns: SVG, width: String(width), height: String(height), viewBox: `0 0 ${width} ${height}`, role: 'img' },
  });
  const name = make('title', {});
  name.textContent = title;
  const style = make('style', {});
  style.textContent = await fontsOf(familiesIn([...shown.querySelectorAll('text'), ...heads]));
  whole.append(name, style, make('rect', { width: '100%', height: '100%', fill: groundOf(shown) }));
  const left = shown.getBoundingClientRect().left;
  whole.append(...heads.map((head) => headText(head, left)), copy);
  return { svg: new XMLSerializer().serializeToString(whole), width, height };
}

/** What stands above the picture, as a text at the same place. */
function headText(head: HTMLElement, left: number): SVGElement {
  const box = head.getBoundingClientRect();
  const { color, fontFamily, fontSize } = getComputedStyle(head);
  const x = String(box.left + box.width / 2 - left);
  const text = make('text', {
    x,
    y: '26',
    fill: color,
    'font-family': fontFamily,
    'font-size': fontSize,
    'text-anchor': 'middle',
  });
  text.textContent = head.innerText.replace(/\s+/g, ' ');
  return text;
}

const SVG = 'http://www.w3.org/2000/svg';

function make(tag: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Writes what the style sheets say into the copy, and leaves out what nobody sees or only a page needs. */
function inline(shown: Element, copy: Element, above: CSSStyleDeclaration | undefined): void {
  const style = getComputedStyle(shown);
  const said = inherited.flatMap((key) => {
    const value = style.getPropertyValue(key);
    return value === '' || value === above?.getPropertyValue(key) ? [] : [`${key}:${value}`];
  });
  for (const [key, usual] of Object.entries(own)) {
    const value = style.getPropertyValue(key);
    if (value !== '' && value !== usual && !(key === 'transform' && shown.hasAttribute('transform')))
      said.push(`${key}:${value}`);
  }
  for (const { name } of [...copy.attributes])
    if (/^(class|style|tabindex|role|focusable|aria-.*|data-.*|on.*)$/.test(name)) copy.removeAttribute(name);
  if (said.length) copy.setAttribute('style', said.join(';'));
  const children = [...shown.children];
  const copies = [...copy.children];
  children.forEach((child, i) => {
    const { display, visibility } = getComputedStyle(child);
    const hidden = display === 'none' && !/^(defs|title|pattern|clipPath|marker|linearGradient)$/.test(child.tagName);
    if (hidden || visibility === 'hidden' || /^(script|style|foreignObject)$/.test(child.tagName)) copies[i]!.remove();
    else inline(child, copies[i]!, style);
  });
}

/** The first colour behind an element that covers. */
function groundOf(element: Element): string {
  for (let one: Element | null = element; one; one = one.parentElement) {
    const { backgroundColor } = getComputedStyle(one);
    if (backgroundColor !== 'transparent' && backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
  }
  return '#ffffff';
}

function familiesIn(texts: readonly Element[]): Set<string> {
  const families = new Set<string>();
  for (const text of texts)
    for (const name of getComputedStyle(text).fontFamily.split(',')) families.add(plainName(name));
  return families;
}

const plainName = (name: string): string => name.trim().replace(/^["']|["']$/g, '');

/** The page's own fonts as rules that carry the font files; Chinese is set in the reader's fonts, here as there. */
async function fontsOf(families: ReadonlySet<string>): Promise<string> {
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule);
  const texts = rules.map(async ({ style, parentStyleSheet }) => {
    const family = plainName(style.getPropertyValue('font-family'));
    const range = style.getPropertyValue('unicode-range');
    const [, file] = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src')) ?? [];
    if (!families.has(family) || !file || (range !== '' && !/U\+0*0?-|U\+00?20/i.test(range))) return '';
    const answer = await fetch(new URL(file, parentStyleSheet?.href ?? location.href));
    const url = await dataUrl(await answer.blob());
    return `@font-face{font-family:"${family}";font-weight:${style.getPropertyValue('font-weight')};src:url(${url}) format("woff2")}`;
  });
  return (await Promise.all(texts)).join('');
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => fail(reader.error ?? new Error('a file could not be read'));
    reader.readAsDataURL(blob);
  });

/** Browsers draw no larger pictures, dots. */
const LARGEST = 16_000;

/** The picture as PNG, two dots for each px; of a very large one fewer. */
export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  image.src = await dataUrl(new Blob([svg], { type: 'image/svg+xml' }));
  await image.decode();
  const canvas = document.createElement('canvas');
  const dots = Math.min(2, LARGEST / Math.max(width, height));
  canvas.width = Math.round(dots * width);
  canvas.height = Math.round(dots * height);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('the picture is too large'))), 'image/png'),
  );
}
