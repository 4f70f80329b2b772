/**
 * Shapes as JSON Schema, for editors and for whoever checks files before they are sent: what it refuses the import
 * refuses, too. The import knows more: which slugs, metrics and categories there are, and what goes together.
 */
import { SLUGGED_TYPES } from '../../metrics/subject-kinds.js';
import { type DocumentShape, type Holds, type KeyFacts, keysOf, type Shape } from './shape.js';

/** A schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Editors read this version of it best. */
const DIALECT = 'http://json-schema.org/draft-07/schema#';
const SLUG = '[a-z0-9]+(?:-[a-z0-9]+)*';

/** YAML has numbers and words like `true` where a text is meant: the import reads what was written. */
const WORD: JsonSchema = { type: ['string', 'number', 'boolean'] };
const A_SLUG: JsonSchema = { type: ['string', 'integer'], pattern: `^${SLUG}$` };

const wordOrText = (most?: number): JsonSchema => (most === undefined ? WORD : { ...WORD, maxLength: most });

const textIn = (most?: number): JsonSchema => ({
  anyOf: [
    wordOrText(most),
    {
      type: 'object',
      properties: { en: wordOrText(most), cy: wordOrText(most) },
      required: ['en'],
      additionalProperties: false,
    },
  ],
});

/** Editors offer what is known; others are right as well. */
const withKnown = (schema: JsonSchema, known: readonly string[] | undefined): JsonSchema =>
  known ? { anyOf: [{ enum: known }, schema] } : schema;

const oneOrMany = (one: JsonSchema): JsonSchema => ({ anyOf: [one, { type: 'array', items: one }] });

/** Without what is not set. */
const only = (schema: Record<string, unknown>): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));

const nameOf = ({ what }: Shape): string => what.replace(/^(?:a|the) /, '').replaceAll(' ', '-');

class Definitions {
  readonly all: Record<string, JsonSchema> = {};

  refer(shape: Shape): JsonSchema {
    const name = nameOf(shape);
    if (!(name in this.all)) {
      // Reserves its place: a shape stands before those in it.
      this.all[name] = {};
      this.all[name] = this.#mapping(shape);
    }
    return { $ref: `#/definitions/${name}` };
  }

  #mapping(shape: Shape): JsonSchema {
    const keys = keysOf(shape);
    const needed = keys.filter((key) => shape.keys[key].isNeeded && !shape.either?.includes(key));
    const beside = keys.flatMap((key) => {
      const other = shape.keys[key].beside;
      return other === undefined ? [] : [[key, [other]]];
    });
    return only({
      type: 'object',
      properties: Object.fromEntries(keys.map((key) => [key, this.#key(shape.keys[key])])),
      required: needed.length > 0 ? needed : undefined,
      oneOf: shape.either?.map((key) => ({ required: [key] })),
      dependencies: beside.length > 0 ? Object.fromEntries(beside) : undefined,
      ...(shape.isOneOf && { minProperties: 1, maxProperties: 1 }),
      additionalProperties: false,
    });
  }

  /** A description beside a reference is not read: so the reference stands within. */
  #key(facts: KeyFacts): JsonSchema {
    const value = this.#value(facts);
    return { description: facts.about, ...('$ref' in value ? { allOf: [value] } : value) };
  }

  #value(facts: Holds): JsonSchema {
    switch (facts.holds) {
      case 'text':
        return textIn(facts.most);
      case 'texts':
        return { anyOf: [textIn(), { type: 'array', items: textIn() }] };
      case 'slug':
        return withKnown(A_SLUG, facts.known);
      case 'word':
        return withKnown(WORD, facts.known);
      case 'words':
        return oneOrMany(WORD);
      case 'choice':
        return { enum: facts.of };
      case 'choices':
        return oneOrMany({ enum: facts.of });
      case 'flag':
        return { type: 'boolean' };
      case 'day':
        return { type: 'string', format: 'date' };
      case 'start':
        return { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}' };
      case 'subject':
        return { type: 'string', pattern: `^(?:portfolio|(?:${SLUGGED_TYPES.join('|')})/${SLUG})$` };
      case 'number':
        return only({
          type: facts.isWhole ? 'integer' : 'number',
          minimum: facts.least,
          maximum: facts.most,
          exclusiveMinimum: facts.above,
          exclusiveMaximum: facts.below,
        });
      case 'mapping':
        return this.refer(facts.of);
      case 'list':
        return only({ type: 'array', minItems: 1, maxItems: facts.most, items: this.refer(facts.of) });
    }
  }
}

export function documentSchema({ key, of, title, about }: DocumentShape): JsonSchema {
  const definitions = new Definitions();
  const list = { type: 'array', items: definitions.refer(of) };
  return {
    $schema: DIALECT,
    title,
    description: about,
    anyOf: [
      list,
      { type: 'object', properties: { [key]: list }, required: [key], additionalProperties: false },
    ],
    definitions: definitions.all,
  };
}
