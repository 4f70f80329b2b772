/** Content Security Policies as people paste them: bare, with the name of the header, in a server's settings, as a meta element. */
import parse from 'content-security-policy-parser';

export interface Policy {
  /** Names in lower case, each with its sources, in the order in which they stand. The first of two of one name counts. */
  directives: ReadonlyMap<string, readonly string[]>;
  /** It only reports, and stops nothing. */
  isReportOnly: boolean;
}

/** The name of the header where it begins a policy, in whatever syntax: `add_header Content-Security-Policy "`. */
const NAME = /content-security-policy(-report-only)?["']?\s*(?:[:=,]|=>|content\s*=)?\s*["']?/gi;

const META = /<meta\b[^>]*?\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>/gi;

/** A browser heeds none of these in a meta element. */
const NOT_IN_META = ['frame-ancestors', 'report-uri', 'sandbox'];

const decoded = (text: string): string =>
  text
    .replace(/&(?:#39|#x27|apos);/gi, "'")
    .replace(/&quot;/gi, '"')
    .replace(/&amp;/gi, '&');

/** What follows a value in a server's settings: the end of a quotation, `always`, a semicolon after that. */
const withoutEnd = (text: string): string => text.replace(/["`]\s*(?:always)?\s*[;)]?\s*$/i, '').trim();

function policyOf(text: string, isReportOnly: boolean): Policy[] {
  // A header may hold several policies, one after a comma each: no source has one.
  return text.split(',').flatMap((part) => {
    const parsed = parse(part.replace(/\s+/g, ' '));
    const directives = new Map([...parsed].filter(([name]) => /^[a-z][a-z-]*$/.test(name)));
    return directives.size > 0 ? [{ directives, isReportOnly }] : [];
  });
}

/** Every policy in a text. All of them hold at once. */
export function readPolicies(text: string): Policy[] {
  const metas: Policy[] = [];
  const rest = text.replace(META, (tag, double?: string, single?: string) => {
    if (!/content-security-policy/i.test(tag)) return '';
    // There is no meta element that only reports: browsers pay it no heed.
    if (/report-only/i.test(tag)) return '';
    for (const { directives } of policyOf(decoded(double ?? single ?? ''), false)) {
      const heeded = [...directives].filter(([name]) => !NOT_IN_META.includes(name));
      if (heeded.length > 0) metas.push({ directives: new Map(heeded), isReportOnly: false });
    }
    return '\n';
  });
  const begun = [...rest.matchAll(NAME)];
  if (begun.length === 0) return [...policyOf(withoutEnd(rest), false), ...metas];
  const named = begun.flatMap(({ 0: name, 1: reports, index }, at) => {
    const value = rest.slice(index + name.length, begun[at + 1]?.index);
    // The next line of a server's settings says something else, unless it goes on with directives.
    return policyOf(withoutEnd(beforeNext(value)), reports !== undefined);
  });
  return [...named, ...metas];
}

/** Up to the line on which the next setting or header begins. */
const beforeNext = (value: string): string =>
  value.split(/\n\s*(?=(?:add_header|header|[a-z-]+:\s)\b)/i, 1)[0] ?? '';

/** As a header says it. */
export const policyText = ({ directives }: Pick<Policy, 'directives'>): string =>
  [...directives].map(([name, sources]) => [name, ...sources].join(' ')).join('; ');
