/**
 * What each way of embedding asks of the policy of the page that it stands on: the one place from which the least policy,
 * the checker and the tests take it.
 */

export const WAYS = ['element', 'fragment', 'frame', 'picture', 'oembed'] as const;
export type Way = (typeof WAYS)[number];

/** Something that a page's browser does for it. */
export interface Need {
  /** The directive that decides, and those that do in its place where it is not there. */
  directives: readonly string[];
  /** What is fetched. */
  urls: readonly URL[];
  /** The source of a policy that is enough, and no more than that. */
  source: string;
  /** In a sentence about one thing: "the script of the elements". */
  what: string;
  /** A script's tag may carry a nonce. */
  isScript?: true;
}

export interface Embedding {
  way: Way;
  /** Where the platform is, without a slash at its end. */
  base: string;
  /** The elements' files lie on the host's own site. */
  isOwnFiles?: boolean;
}

/** Lit makes its templates under this name where a page has Trusted Types. */
export const TRUSTED_TYPES_POLICY = 'lit-html';

/** Whether a reader's browser runs the elements. */
export const hasElements = ({ way }: Pick<Embedding, 'way'>): boolean => way === 'element';

/** An origin, or what of it lies below the platform's own path. */
const sourceOf = (base: string): string => (new URL(base).pathname === '/' ? base : `${base}/`);

/** Whatever version there is: its files lie in a folder below this. */
const ELEMENTS = '/embed/x/elements.js';

/** @param self the page; without it files of its own site cannot be told from others */
export function needsOf({ way, base, isOwnFiles = false }: Embedding, self: URL | null = null): Need[] {
  const at = (path: string): URL => new URL(base + path);
  const source = sourceOf(base);
  switch (way) {
    case 'element': {
      const files = isOwnFiles ? (self?.origin ?? 'https://example.org') : base;
      return [
        {
          directives: ['script-src-elem', 'script-src', 'default-src'],
          urls: [new URL(`${files}/embed.js`), new URL(files + ELEMENTS)],
          source: isOwnFiles ? "'self'" : source,
          what: 'the script of the elements',
          isScript: true,
        },
        {
          directives: ['connect-src', 'default-src'],
          urls: [at('/graphql')],
          source,
          what: 'the question for the figures, which the elements ask the platform,',
        },
      ];
    }
    case 'frame':
    case 'oembed':
      return [
        {
          directives: ['frame-src', 'child-src', 'default-src'],
          urls: [at('/embed/frame/x/y')],
          source,
          what: 'the frame',
        },
      ];
    case 'picture':
      return [
        {
          directives: ['img-src', 'default-src'],
          urls: [at('/services/x/y.svg')],
          source,
          what: 'the picture',
        },
      ];
    case 'fragment':
      return [];
  }
}

/** The least policy under which a page with nothing else on it shows the embedding. */
export function leastPolicy(embedding: Embedding): string {
  const needs = needsOf(embedding).map(({ directives, source }) => {
    const name = directives.find((each) => !each.endsWith('-elem'))!;
    return `${name} ${source}`;
  });
  return ["default-src 'none'", ...needs, ...(hasElements(embedding) ? ["style-src 'none'"] : [])].join('; ');
}

/** The same where the page has Trusted Types; null where the embedding has nothing to do with them. */
export const leastTrustedTypes = (embedding: Embedding): string | null =>
  hasElements(embedding) ? `require-trusted-types-for 'script'; trusted-types ${TRUSTED_TYPES_POLICY}` : null;
