import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { demoToken } from './demo-token.ts';

const asked = new URL(location.href).searchParams;
const url = asked.get('taiwa') ?? import.meta.env['VITE_TAIWA_URL'] ?? 'http://localhost:4400';
const fetchToken = demoToken(url, asked.get('as') ?? 'demo-1-member');
const place = document.querySelector('#app');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <App url={url} fetchToken={fetchToken} />
    </StrictMode>,
  );
}
