import { renderToString } from 'react-dom/server';
import { App } from '../src/app.tsx';

/** The app as a server sends it. */
export function render(): string {
  return renderToString(<App url="https://taiwa.example.com" fetchToken={() => Promise.reject(new Error('no'))} />);
}
