import type { ProofKey } from '@taiwa/sdk/proof';

/** A key of this page that its tokens are bound to; what makes it is loaded only where a page asks for it. */
export function pageKey(): ProofKey {
  const key = import('@taiwa/sdk/proof').then(({ proofKey }) => proofKey());
  // Who asks for the key hears of a file that could not be loaded.
  key.catch(() => undefined);
  return {
    thumbprint: async () => (await key).thumbprint(),
    accept: (token) => void key.then((one) => one.accept(token)).catch(() => undefined),
    prove: async (request) => (await key).prove(request),
  };
}
