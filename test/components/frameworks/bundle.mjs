/**
 * `node bundle.mjs DIR < tags.json`: an app for each framework, which renders all tags with their properties when
 * `render(target)` is called; and `server.html`, what React makes of them on a server.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { createElement, Fragment } from 'react';
import { renderToString } from 'react-dom/server';
import { compile } from 'svelte/compiler';

const [directory] = process.argv.slice(2);
const tags = JSON.parse(readFileSync(0, 'utf8'));
const list = JSON.stringify(Object.entries(tags));

const react = (render) => `
  import { createElement, Fragment } from 'react';
  import { createRoot, hydrateRoot } from 'react-dom/client';
  const app = createElement(Fragment, null, ...${list}.map(([tag, props]) => createElement(tag, props)));
  globalThis.render = (target) => void ${render};`;
const CREATE = 'createRoot(target).render(app)';

const svelte = compile(
  Object.entries(tags)
    .map(([tag, props]) => {
      const written = Object.entries(props).map(([name, value]) => `${name}={${JSON.stringify(value)}}`);
      return `<${tag} ${written.join(' ')}></${tag}>`;
    })
    .join('\n'),
  { generate: 'client' },
).js.code;

const APPS = {
  'react-18': [react(CREATE), { react: 'react-18', 'react-dom': 'react-dom-18' }],
  'react-19': [react(CREATE)],
  'react-server': [react('hydrateRoot(target, app)')],
  preact: [
    `import { h, render } from 'preact';
    globalThis.render = (target) => render(${list}.map(([tag, props]) => h(tag, props)), target);`,
  ],
  vue: [
    `import { createApp, h } from 'vue';
    const app = createApp({ render: () => ${list}.map(([tag, props]) => h(tag, props)) });
    globalThis.render = (target) => void app.mount(target);`,
  ],
  svelte: [
    `import { mount } from 'svelte';
    import App from 'app';
    globalThis.render = (target) => void mount(App, { target });`,
  ],
};

const app = {
  name: 'app',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^app$/ }, () => ({ path: 'app', namespace: 'app' }));
    onLoad({ filter: /.*/, namespace: 'app' }, () => ({ contents: svelte, resolveDir: process.cwd() }));
  },
};

for (const [name, [contents, alias = {}]] of Object.entries(APPS)) {
  await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    format: 'esm',
    conditions: ['browser'],
    define: { 'process.env.NODE_ENV': '"production"' },
    alias,
    plugins: [app],
    logLevel: 'error',
    outfile: join(directory, `${name}.js`),
  });
}
const elements = Object.entries(tags).map(([tag, props]) => createElement(tag, props));
writeFileSync(join(directory, 'server.html'), renderToString(createElement(Fragment, null, ...elements)));
