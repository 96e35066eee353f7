import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { minifyStyles } from '../../scripts/minify-styles.ts';

/** The strictest policy under which the elements are promised to work; what the docs tell pages to allow. */
export const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html 'allow-duplicates'",
].join('; ');

/** Notes down what the policy forbids, before anything else runs. */
export const WATCH_SCRIPT = `
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample);
});
window.addEventListener('error', (event) => window.violations.push(event.message));
`;

// What the script for members brings; administrators' pages load another one.
const FOR_MEMBERS = new Set([
  'next',
  'prep',
  'brief',
  'session',
  'live-transcript',
  'transcript-import',
  'rating',
  'impressions',
  'hints',
]);

/** A page as a portal makes it: attributes only, no inline script, no inline style. */
export function strictPage(world: string, element: string, as: string): string {
  const script = FOR_MEMBERS.has(element) ? 'taiwa.js' : 'console.js';
  return `<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><title>strict</title><script src="/world/-/watch.js"></script><script src="/world/-/${script}" defer></script></head>
<body><taiwa-provider url="/world/${world}" token-endpoint="/world/${world}/token?as=usr_${as}"><taiwa-${element}></taiwa-${element}></taiwa-provider></body>
</html>`;
}

const ENTRIES: Readonly<Record<string, string>> = {
  'taiwa.js': 'src/taiwa.ts',
  'console.js': 'src/testing/strict-console.ts',
};
const built = new Map<string, Promise<string>>();

/** A script that pages load, built once; undefined where there is none of that name. */
export function pageScript(name: string): Promise<string> | undefined {
  const entry = ENTRIES[name];
  if (entry && !built.has(name)) built.set(name, buildScript(entry));
  return built.get(name);
}

async function buildScript(entry: string): Promise<string> {
  const output = await build({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [minifyStyles()],
    resolve: { conditions: ['source', 'module', 'browser', 'production'] },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: { entry, formats: ['iife'], name: 'taiwa', fileName: () => 'taiwa.js' },
    },
  });
  const [first] = [output].flat();
  const script = first && 'output' in first ? first.output.find((one) => one.fileName === 'taiwa.js') : undefined;
  return script?.type === 'chunk' ? script.code : '';
}
