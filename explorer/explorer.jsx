/** The explorer of the API: GraphiQL beside the schema's documentation, with examples to begin from. */
/* global EXAMPLES, SCHEMA -- texts that build.mjs puts in */
import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { GraphiQLProvider, useGraphiQL } from '@graphiql/react';
import { GraphiQL, GraphiQLInterface } from 'graphiql';
import 'graphiql/style.css';
import './explorer.css';
import { buildSchema } from 'graphql';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

const WORKERS = { json: 'json.worker.js', graphql: 'graphql.worker.js' };
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(new URL(WORKERS[label] ?? 'editor.worker.js', import.meta.url)),
};

const ENDPOINT = location.pathname;

/** Asks as anybody's page would. */
async function ask(parameters, { headers = {} } = {}) {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(parameters),
  });
  return response.json();
}

/** Puts an example in the place of the query that is there; nothing is asked before the reader says so. */
function Examples() {
  const editor = useGraphiQL(({ queryEditor }) => queryEditor);
  const [chosen, choose] = useState('');
  return (
    <p className="explorer-examples">
      <label htmlFor="example">Example</label>{' '}
      <select
        id="example"
        value={chosen}
        onChange={({ target: { value } }) => {
          choose(value);
          if (value !== '') editor?.setValue(EXAMPLES[value].query);
        }}
      >
        <option value="">Choose a question …</option>
        {EXAMPLES.map(({ title }, i) => (
          <option key={title} value={i}>
            {title}
          </option>
        ))}
      </select>
    </p>
  );
}

/** Tab leaves an editor as it leaves any field. */
function KeyboardWay() {
  const editors = [
    useGraphiQL(({ queryEditor }) => queryEditor),
    useGraphiQL(({ variableEditor }) => variableEditor),
    useGraphiQL(({ headerEditor }) => headerEditor),
    useGraphiQL(({ responseEditor }) => responseEditor),
  ];
  useEffect(() => {
    for (const editor of editors) editor?.updateOptions({ tabFocusMode: true });
  }, editors);
  return null;
}

const { home, site } = document.getElementById('explorer').dataset;

createRoot(document.getElementById('explorer')).render(
  <GraphiQLProvider
    fetcher={ask}
    schema={buildSchema(SCHEMA)}
    defaultQuery={EXAMPLES[0].query}
    plugins={[DOC_EXPLORER_PLUGIN]}
    referencePlugin={DOC_EXPLORER_PLUGIN}
    visiblePlugin={matchMedia('(min-width: 60rem)').matches ? DOC_EXPLORER_PLUGIN : undefined}
    shouldPersistHeaders={false}
  >
    <DocExplorerStore>
      <header className="explorer-head">
        <h1>
          <a href={home}>{site}</a> API explorer
        </h1>
        <Examples />
        <KeyboardWay />
      </header>
      <main className="explorer-main">
        <GraphiQLInterface showPersistHeadersSettings={false}>
          <GraphiQL.Logo> </GraphiQL.Logo>
        </GraphiQLInterface>
      </main>
    </DocExplorerStore>
  </GraphiQLProvider>,
);
