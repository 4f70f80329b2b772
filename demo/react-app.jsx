/** A React app that holds one module, changes what it shows, and hears what the reader chooses. */
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

function App() {
  const [metric, setMetric] = useState('transactions');
  const [chosen, setChosen] = useState('nothing yet');
  const other = metric === 'transactions' ? 'completion-rate' : 'transactions';
  return (
    <>
      <p aria-live="polite">
        Chosen: <strong>{chosen}</strong>
      </p>
      <p>
        <button type="button" onClick={() => setMetric(other)}>
          Show {other}
        </button>
      </p>
      <perf-module
        service="carers-allowance"
        metric={metric}
        period="month"
        onperf-select={({ detail }) => setChosen(detail.start)}
      >
        <a href="/">Carer’s Allowance</a>
      </perf-module>
    </>
  );
}

createRoot(document.getElementById('app')).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
