/** Policies of all kinds, and whether they let each way of embedding work: for the checker, and for Chromium. */
import type { Outcome } from '../../../../server/pages/embed/policy/check.js';
import type { Way } from '../../../../server/pages/embed/policy/needs.js';

export interface PolicyCase {
  /** HOST stands for the platform's address, NAME for its host with its port, PORT for its port. */
  policy: string;
  way?: Way;
  outcome: Outcome;
  /** It is also served to Chromium. */
  isServed?: true;
  /** Of the change; null = no policy helps. Not said: nothing is to be changed. */
  changed?: string | null;
}

const END = "style-src 'none'";

export const POLICY_CASES: readonly PolicyCase[] = [
  // The elements: their script, and the figures that they ask for.
  { policy: '', outcome: 'works' },
  {
    policy: "default-src 'none'; script-src HOST; connect-src HOST; style-src 'none'",
    outcome: 'works',
    isServed: true,
  },
  { policy: 'default-src HOST', outcome: 'works' },
  { policy: 'default-src *', outcome: 'works' },
  { policy: 'DEFAULT-SRC *; Script-Src HOST', outcome: 'works' },
  { policy: "font-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'", outcome: 'works' },
  {
    ...{ policy: "default-src 'self'", outcome: 'stopped', isServed: true },
    changed: "default-src 'self'; script-src 'self' HOST; connect-src 'self' HOST",
  },
  {
    policy: "default-src 'none'",
    outcome: 'stopped',
    changed: "default-src 'none'; script-src HOST; connect-src HOST",
  },
  {
    ...{ policy: `script-src HOST; connect-src 'self'; ${END}`, outcome: 'stopped', isServed: true },
    changed: `script-src HOST; connect-src 'self' HOST; ${END}`,
  },
  {
    policy: "script-src 'self'; connect-src *",
    outcome: 'stopped',
    changed: "script-src 'self' HOST; connect-src *",
  },
  { policy: "script-src 'none'", outcome: 'stopped', changed: 'script-src HOST' },
  {
    ...{ policy: "script-src HOST; script-src-elem 'self'", outcome: 'stopped', isServed: true },
    changed: "script-src HOST; script-src-elem 'self' HOST",
  },
  { policy: "script-src 'self'; script-src-elem HOST", outcome: 'works', isServed: true },
  { policy: "script-src HOST; script-src-attr 'none'", outcome: 'works' },
  { policy: "default-src 'self'; script-src *; connect-src *", outcome: 'works' },
  // Files beside embed.js are fetched, too.
  {
    policy: 'script-src HOST/embed.js',
    outcome: 'stopped',
    isServed: true,
    changed: 'script-src HOST/embed.js HOST',
  },
  {
    policy: 'script-src HOST/embed.js HOST/embed/; connect-src HOST/graphql',
    outcome: 'works',
    isServed: true,
  },
  { policy: 'script-src HOST/embed', outcome: 'stopped', changed: 'script-src HOST/embed HOST' },
  { policy: 'connect-src HOST/graphql/', outcome: 'stopped', changed: 'connect-src HOST/graphql/ HOST' },
  { policy: 'script-src HOST/', outcome: 'works' },
  // Schemes, hosts and ports.
  { policy: 'script-src NAME; connect-src NAME', outcome: 'works' },
  { policy: 'script-src https:; connect-src https:', outcome: 'works' },
  { policy: 'script-src http:; connect-src http:', outcome: 'works' },
  { policy: 'script-src data: blob:', outcome: 'stopped', changed: 'script-src data: blob: HOST' },
  { policy: 'script-src *.example.org', outcome: 'works' },
  { policy: 'script-src https://*.example.org:443', outcome: 'works' },
  {
    policy: 'script-src *.performance.example.org',
    outcome: 'stopped',
    changed: 'script-src *.performance.example.org HOST',
  },
  { policy: 'script-src example.org', outcome: 'stopped', changed: 'script-src example.org HOST' },
  {
    policy: 'script-src https://performance.example.org:8443',
    outcome: 'stopped',
    changed: 'script-src https://performance.example.org:8443 HOST',
  },
  { policy: 'script-src NAME:*', outcome: 'works' },
  { policy: 'script-src http://performance.example.org', outcome: 'works' },
  { policy: 'script-src http://performance.example.org:80', outcome: 'works' },
  {
    policy: 'script-src wss://performance.example.org',
    outcome: 'stopped',
    changed: 'script-src wss://performance.example.org HOST',
  },
  // Nonces, hashes, 'strict-dynamic'.
  { policy: "script-src 'nonce-abc'", outcome: 'nonce', isServed: true },
  { policy: "script-src 'nonce-abc' HOST", outcome: 'works' },
  { policy: "script-src 'strict-dynamic' 'nonce-abc' HOST", outcome: 'nonce', isServed: true },
  { policy: "script-src 'strict-dynamic' 'sha256-AAAA' HOST", outcome: 'stopped', changed: null },
  {
    policy: "script-src 'unsafe-inline' 'unsafe-eval'",
    outcome: 'stopped',
    changed: "script-src 'unsafe-inline' 'unsafe-eval' HOST",
  },
  {
    ...{ policy: "default-src 'nonce-abc'", outcome: 'stopped' },
    changed: "default-src 'nonce-abc'; connect-src HOST",
  },
  // Trusted Types.
  { policy: "require-trusted-types-for 'script'", outcome: 'works' },
  { policy: "require-trusted-types-for 'script'; trusted-types lit-html", outcome: 'works', isServed: true },
  { policy: "require-trusted-types-for 'script'; trusted-types *", outcome: 'works' },
  {
    ...{
      policy: "require-trusted-types-for 'script'; trusted-types 'none'",
      outcome: 'drawn',
      isServed: true,
    },
    changed: "require-trusted-types-for 'script'; trusted-types lit-html",
  },
  {
    policy: 'trusted-types default',
    outcome: 'drawn',
    isServed: true,
    changed: 'trusted-types default lit-html',
  },
  // Sandboxes, several policies, reports.
  { policy: 'sandbox', outcome: 'stopped', changed: 'sandbox allow-scripts' },
  { policy: 'sandbox allow-scripts', outcome: 'works', isServed: true },
  {
    policy: "script-src HOST, default-src 'self'",
    outcome: 'stopped',
    changed: "script-src HOST\ndefault-src 'self'; script-src 'self' HOST; connect-src 'self' HOST",
  },
  {
    policy: 'Content-Security-Policy: script-src HOST\nContent-Security-Policy: connect-src HOST',
    outcome: 'works',
  },
  { policy: "Content-Security-Policy-Report-Only: default-src 'none'", outcome: 'works' },
  {
    policy: `add_header Content-Security-Policy "default-src 'none'" always;`,
    outcome: 'stopped',
    changed: "default-src 'none'; script-src HOST; connect-src HOST",
  },
  {
    policy: `<meta http-equiv="Content-Security-Policy" content="sandbox; script-src HOST">`,
    outcome: 'works',
  },
  {
    policy: "<meta content='default-src &#39;none&#39;' http-equiv='Content-Security-Policy'>",
    outcome: 'stopped',
    changed: "default-src 'none'; script-src HOST; connect-src HOST",
  },
  // Frames, pictures, and what a server fetches.
  { way: 'frame', policy: "default-src 'none'; frame-src HOST", outcome: 'works', isServed: true },
  {
    way: 'frame',
    policy: "default-src 'self'",
    outcome: 'stopped',
    isServed: true,
    changed: "default-src 'self'; frame-src 'self' HOST",
  },
  {
    way: 'frame',
    policy: "default-src *; child-src 'self'",
    outcome: 'stopped',
    changed: "default-src *; child-src 'self'; frame-src 'self' HOST",
  },
  {
    way: 'frame',
    policy: "script-src 'none'; connect-src 'none'; sandbox; trusted-types 'none'",
    outcome: 'works',
  },
  { way: 'oembed', policy: "frame-src 'none'", outcome: 'stopped', changed: 'frame-src HOST' },
  { way: 'picture', policy: "default-src 'none'; img-src HOST", outcome: 'works', isServed: true },
  {
    way: 'picture',
    policy: "img-src 'self' data:",
    outcome: 'stopped',
    isServed: true,
    changed: "img-src 'self' data: HOST",
  },
  { way: 'fragment', policy: "default-src 'none'", outcome: 'works' },
];

/** With the platform's address in place of HOST. */
export const withHost = (text: string, base: string): string =>
  text.replaceAll('HOST', base).replaceAll('NAME', new URL(base).host);
