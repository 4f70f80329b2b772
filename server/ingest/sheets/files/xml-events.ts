/**
 * The XML in a workbook, as it is read. Nothing is built of it, entities are those of XML alone, and what no spreadsheet
 * program writes (a document type, deep nesting) ends the reading.
 */
import { SaxesParser } from 'saxes';

export interface XmlListener {
  /** A tag, by its name without prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

const DEEPEST = 32;
const MOST_ATTRIBUTES = 100;
/** A cell holds 32,767 characters; its name in a part of its own is shorter than that. */
const LONGEST_TAG = 100_000;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** @throws Error of what is not well-formed, not UTF-8, or not to be found in a workbook. */
export async function readXml(chunks: AsyncIterable<Uint8Array>, listener: XmlListener): Promise<void> {
  const parser = new SaxesParser({ position: false });
  let depth = 0;
  let attributes = 0;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('a document type is declared');
  });
  parser.on('opentagstart', () => {
    attributes = 0;
    if (++depth > DEEPEST) throw new Error('tags are nested too deeply');
  });
  parser.on('attribute', ({ value }) => {
    if (++attributes > MOST_ATTRIBUTES || value.length > LONGEST_TAG) throw new Error('a tag is too long');
  });
  parser.on('opentag', ({ name, attributes: all }) =>
    // They are texts as long as prefixes are not looked up.
    listener.open(localName(name), all as Record<string, string>),
  );
  parser.on('closetag', ({ name }) => {
    depth--;
    listener.close?.(localName(name));
  });
  parser.on('text', (text) => listener.text?.(text));
  parser.on('cdata', (text) => listener.text?.(text));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isEmpty = true;
  for await (const chunk of chunks) {
    isEmpty = false;
    parser.write(decoder.decode(chunk, { stream: true }));
  }
  if (isEmpty) return;
  parser.write(decoder.decode());
  parser.close();
}
