/** Slips of the pen in policies, which browsers pass over in silence. */
import { nearestWord } from '../../../modules/nearest-word.js';
import type { Policy } from './policies.js';
import { isKeyword } from './sources.js';

const DIRECTIVES =
  'default-src script-src script-src-elem script-src-attr style-src style-src-elem style-src-attr connect-src img-src font-src media-src object-src frame-src child-src worker-src manifest-src prefetch-src fenced-frame-src base-uri form-action frame-ancestors navigate-to sandbox report-uri report-to require-trusted-types-for trusted-types upgrade-insecure-requests block-all-mixed-content plugin-types require-sri-for webrtc'.split(
    ' ',
  );

const KEYWORDS =
  /^(self|none|unsafe-inline|unsafe-eval|unsafe-hashes|wasm-unsafe-eval|strict-dynamic|report-sample|nonce-.+|sha(256|384|512)-.+)$/i;

/** Those whose values are no sources. */
const OTHER = /^(sandbox|report-|trusted-types|require-|plugin-types|webrtc)/;

/** What is probably not meant as it stands there, in sentences. */
export const slipsIn = ({ directives }: Policy): string[] =>
  [...directives].flatMap(([name, sources]): string[] => {
    if (!DIRECTIVES.includes(name)) {
      const meant = nearestWord(name, DIRECTIVES);
      return [
        `There is no directive ${name}: browsers pass over it.${meant ? ` Did you mean ${meant}?` : ''}`,
      ];
    }
    if (OTHER.test(name)) return [];
    const unquoted = sources.filter((source) => KEYWORDS.test(source));
    const isNone = sources.length > 1 && sources.some((source) => source.toLowerCase() === "'none'");
    const unknown = sources.filter(
      (source) =>
        isKeyword(source) &&
        !KEYWORDS.test(source.slice(1, -1)) &&
        !/^'inline-speculation-rules'$/i.test(source),
    );
    return [
      ...unquoted.map(
        (source) => `In ${name}, ${source} without quotes is the name of a host: write '${source}'.`,
      ),
      ...unknown.map(
        (source) =>
          `In ${name}, browsers do not know ${source}${source.slice(1, -1).includes('.') ? ': addresses have no quotes' : ''}.`,
      ),
      ...(isNone ? [`In ${name}, 'none' says nothing beside other sources.`] : []),
    ];
  });
