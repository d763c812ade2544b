// The three things outside the language that the core may use: every engine (browser, worker, Node) has them.

/** Copies plain data, arrays, maps, sets, buffers and typed arrays; what a checkpoint is made with. */
declare function structuredClone<T>(value: T): T;

/** Encodes text as UTF-8. */
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}

/** Decodes UTF-8, or what `label` says; `fatal` throws on octets that are no such text, otherwise they become U+FFFD. */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(octets?: Uint8Array | ArrayBuffer, options?: { stream?: boolean }): string;
}
