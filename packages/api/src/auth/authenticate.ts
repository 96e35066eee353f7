import { anonymous } from '@taiwa/schema/kernel/actor';
import { Refusal, unauthenticated } from '@taiwa/schema/kernel/refusals';
import { credentialOfSecret } from '@taiwa/schema/modules/access/api-key';
import { verifyToken } from '@taiwa/schema/modules/access/embed-token';
import type { Credential } from './credential.ts';
import type { Shown } from './shown.ts';
import { actorOfToken, type TokenBearer } from './token-bearer.ts';

/** A way to recognise a caller: null where it does not know this kind of credential. */
type Strategy = (shown: Shown & { readonly secret: string }, bearer: TokenBearer) => Promise<Credential> | null;

// One sentence for all of it: which of them it is would tell a stranger what there is.
const NO_SUCH_KEY = 'This API key is unknown, revoked, expired, or not for this address.';
const NO_SUCH_TOKEN = 'This token is not one of this server, or not for this page, or its person or grant is gone.';

const byApiKey: Strategy = (shown, { revocations }) => {
  if (!shown.secret.startsWith('sk_')) return null;
  return credentialOfSecret(shown.secret, { ...shown, language: shown.language ?? 'en' }).then((known) => {
    if (!known || shown.scheme === 'dpop') throw unauthenticated(NO_SUCH_KEY);
    return { ...known, provenKey: null, isRevoked: () => revocations.isEnded(known.actor) };
  });
};

const byToken: Strategy = (shown, bearer) =>
  verifyToken(shown.secret).then((claims) => {
    if (claims === 'expired') throw new Refusal('TOKEN_EXPIRED');
    if (!claims) throw unauthenticated(NO_SUCH_TOKEN);
    return actorOfToken(claims, shown, bearer);
  });

const STRATEGIES: readonly Strategy[] = [byApiKey, byToken];

/** The caller behind what was shown; anonymous where nothing was. Throws UNAUTHENTICATED, TOKEN_EXPIRED or PROOF_INVALID for what is not good. */
export async function authenticate(shown: Shown, bearer: TokenBearer): Promise<Credential> {
  const { secret } = shown;
  if (secret === null)
    return {
      actor: anonymous(shown.requestId, shown.language ?? 'ja'),
      provenKey: null,
      expiresAt: null,
      isRevoked: () => false,
    };
  for (const strategy of STRATEGIES) {
    const credential = await strategy({ ...shown, secret }, bearer);
    if (credential) return credential;
  }
  throw unauthenticated();
}
