/** Whether policies let an embedding work on a page, what stops it, and the least change. */
import { hasElements, needsOf, TRUSTED_TYPES_POLICY, type Embedding, type Need } from './needs.js';
import type { Policy } from './policies.js';
import { allows, isKeyword, isStrictDynamic, nonceIn, withSources } from './sources.js';

/** From the best to the worst: `nonce`, if its tag carries one; `drawn`, to be read and not to be touched. */
const OUTCOMES = ['works', 'nonce', 'drawn', 'stopped'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Finding {
  outcome: Exclude<Outcome, 'works'>;
  /** Which of the policies, from 0; null = none of them. */
  policy: number | null;
  /** The directive as it stands there. */
  directive: string | null;
  /** Why, in a sentence. */
  message: string;
  /** False where no policy helps. */
  isMended: boolean;
}

export interface Verdict {
  outcome: Outcome;
  findings: Finding[];
  /** The nonce that the script's tag has to carry. */
  nonce: string | null;
  /** All policies with what is missing; null where nothing is, or where no policy helps. */
  changed: Policy[] | null;
}

interface Found extends Omit<Finding, 'policy'> {
  nonce?: string;
  /** The policy with what is missing. */
  mend?(directives: Map<string, readonly string[]>): void;
}

const worst = (outcomes: readonly Outcome[]): Outcome =>
  OUTCOMES[Math.max(0, ...outcomes.map((each) => OUTCOMES.indexOf(each)))]!;

/** Where a page's own address is not known, its own files are taken to lie here. */
const SOME_PAGE = new URL('https://example.org/');

/** @param page the page's address; null = one elsewhere than the platform */
export function checkPolicies(
  policies: readonly Policy[],
  embedding: Embedding,
  page: URL | null = null,
): Verdict {
  const self = page ?? (embedding.isOwnFiles ? SOME_PAGE : null);
  const changed = policies.map(({ directives, isReportOnly }) => ({
    directives: new Map(directives),
    isReportOnly,
  }));
  const findings: Finding[] = [];
  let nonce: string | null = null;
  policies.forEach((policy, index) => {
    if (policy.isReportOnly) return;
    for (const { mend, nonce: carried, ...found } of foundIn(policy, embedding, self)) {
      findings.push({ ...found, policy: index });
      mend?.(changed[index]!.directives);
      nonce ??= carried ?? null;
    }
  });
  const insecure = insecurely(policies, embedding, page);
  if (insecure) findings.push(insecure);
  const outcome = worst(findings.map((each) => each.outcome));
  const isMended = findings.every((each) => each.isMended);
  return {
    outcome,
    findings,
    nonce,
    changed: isMended && outcome !== 'works' && outcome !== 'nonce' ? changed : null,
  };
}

function foundIn(policy: Policy, embedding: Embedding, self: URL | null): Found[] {
  const needs = needsOf(embedding, self).flatMap((need) => unmet(need, policy, self) ?? []);
  if (!hasElements(embedding)) return needs;
  return [...needs, ...sandboxed(policy), ...untyped(policy)];
}

const written = (name: string, sources: readonly string[]): string => [name, ...sources].join(' ');

/** The directive that adds to what a page may do as little as possible. */
const ownName = ({ directives: [first, second], isScript }: Need): string => (isScript ? second! : first!);

function unmet(need: Need, { directives }: Policy, self: URL | null): Found | null {
  const name = need.directives.find((each) => directives.has(each));
  if (name === undefined) return null;
  const sources = directives.get(name)!;
  const isStrict = need.isScript === true && isStrictDynamic(sources);
  const missed = need.urls.filter((url) => !allows(sources, { url, self }));
  if (!isStrict && missed.length === 0) return null;
  const directive = written(name, sources);
  const nonce = need.isScript ? nonceIn(sources) : undefined;
  if (nonce !== undefined) {
    const message = `${need.what} is let through by its nonce: write on its tag the one of each answer, as on your other scripts`;
    return { outcome: 'nonce', directive, message, nonce, isMended: true };
  }
  if (isStrict) {
    const message = `${need.what} is stopped: 'strict-dynamic' makes browsers disregard addresses. It needs a nonce on its tag and in the policy, new with each answer, or a script of yours that is let through and adds it to the page`;
    return { outcome: 'stopped', directive, message, isMended: false };
  }
  const instead =
    name === need.directives[0] || (need.isScript && name === 'script-src')
      ? ''
      : `, which decides where ${ownName(need)} is not there,`;
  const named = need.source === "'self'" ? "your own site ('self')" : need.source;
  const all = missed.length < need.urls.length ? 'all of ' : '';
  const message = `${need.what} is stopped: ${name}${instead} does not name ${all}${named}`;
  return {
    ...{ outcome: 'stopped', directive, message, isMended: true },
    mend: (changed) => {
      const isOwn = name === need.directives[0] || name === ownName(need);
      // Keywords are about scripts and styles: elsewhere they say nothing.
      const kept = need.isScript
        ? sources
        : sources.filter((source) => !isKeyword(source) || source.toLowerCase() === "'self'");
      changed.set(isOwn ? name : ownName(need), withSources(isOwn ? sources : kept, [need.source]));
    },
  };
}

/** A page may be in a sandbox of its own making. */
function sandboxed({ directives }: Policy): Found[] {
  const flags = directives.get('sandbox');
  if (!flags || flags.some((flag) => flag.toLowerCase() === 'allow-scripts')) return [];
  return [
    {
      ...{ outcome: 'stopped', directive: written('sandbox', flags), isMended: true },
      message: 'every script of the page is stopped: sandbox does not say allow-scripts, and the link stays',
      mend: (changed) => changed.set('sandbox', [...flags, 'allow-scripts']),
    },
  ];
}

function untyped({ directives }: Policy): Found[] {
  const names = directives.get('trusted-types');
  if (!names || names.some((name) => name === '*' || name === TRUSTED_TYPES_POLICY)) return [];
  return [
    {
      ...{ outcome: 'drawn', directive: written('trusted-types', names), isMended: true },
      message: `the elements’ templates are refused: trusted-types does not name ${TRUSTED_TYPES_POLICY}, under which they are made. Figures stay as the server drew them, to be read but not to be touched`,
      mend: (changed) => changed.set('trusted-types', withSources(names, [TRUSTED_TYPES_POLICY])),
    },
  ];
}

/** Names of this machine are safe to browsers. */
const isLocal = ({ hostname }: URL): boolean => /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);

/** A page with TLS shows nothing that comes without. */
function insecurely(policies: readonly Policy[], { base, way }: Embedding, page: URL | null): Finding | null {
  const platform = new URL(base);
  if (platform.protocol !== 'http:' || isLocal(platform) || way === 'fragment') return null;
  const index = policies.findIndex(
    ({ directives, isReportOnly }) => !isReportOnly && directives.has('upgrade-insecure-requests'),
  );
  if (index < 0 && page?.protocol !== 'https:') return null;
  const why =
    index < 0 ? 'your page is asked for with https' : 'upgrade-insecure-requests asks for all with https';
  return {
    ...{ outcome: 'stopped', policy: index < 0 ? null : index, isMended: false },
    directive: index < 0 ? null : 'upgrade-insecure-requests',
    message: `${why}, and the platform answers with http alone: it has to have an address with https`,
  };
}
