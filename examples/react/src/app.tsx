import type { FetchToken } from '@taiwa/widgets';
import { TaiwaNext, TaiwaPrep, TaiwaProvider } from '@taiwa/widgets/react';
import { useRef, useState, type ComponentRef } from 'react';

interface AppProps {
  readonly url: string;
  readonly fetchToken: FetchToken;
}

/** A page of an HR app: the next 1-on-1, its preparation, and what the app hears of it. */
export function App({ url, fetchToken }: AppProps) {
  const [isDark, setDark] = useState(false);
  const [isPreparing, setPreparing] = useState(true);
  const [heard, setHeard] = useState<readonly string[]>([]);
  const prep = useRef<ComponentRef<typeof TaiwaPrep>>(null);
  return (
    <TaiwaProvider
      url={url}
      fetchToken={fetchToken}
      theme={isDark ? 'dark' : 'light'}
      onError={({ code }) => hear(code)}
    >
      <h1>1-on-1</h1>
      <p>
        <button onClick={() => setDark(!isDark)}>{isDark ? 'Light' : 'Dark'}</button>
        <button onClick={() => setPreparing(!isPreparing)}>{isPreparing ? 'Hide' : 'Prepare'}</button>
        <button onClick={() => prep.current?.focus()}>Go to the choice</button>
      </p>
      <TaiwaNext className="next">
        <small slot="footer">{heard.length} changes so far</small>
      </TaiwaNext>
      {isPreparing && <TaiwaPrep ref={prep} onPrepared={({ sessionId }) => hear(`prepared ${sessionId}`)} />}
      <ol aria-label="What happened">
        {heard.map((one, index) => (
          <li key={index}>{one}</li>
        ))}
      </ol>
    </TaiwaProvider>
  );

  function hear(what: string) {
    setHeard((before) => [...before, what]);
  }
}
