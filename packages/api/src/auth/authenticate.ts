import { anonymous } from '@taiwa/schema/kernel/actor';
import { Refusal, unauthenticated } from '@taiwa/schema/kernel/refusals';
import { credentialOfSecret } from '@taiwa/schema/modules/access/api-key';
import { verifyToken } from '@taiwa/schema/modules/access/embed-token';
import type { Credential } from './credential.ts';
import type { Shown } from './shown.ts';
import { actorOfToken, type TokenBearer } from './token-bearer.ts';

type WithSecret = Shown & { readonly secret: string };

/** A way to recognise a caller: null where it does not know this kind of credential. */
type Strategy = (shown: WithSecret, bearer: TokenBearer) => Promise<Credential> | null;

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

const byToken: Strategy = async (shown, bearer) => {
  const claims = await verifyToken(shown.secret);
  if (claims === 'expired') throw new Refusal('TOKEN_EXPIRED');
  if (!claims) throw unauthenticated(NO_SUCH_TOKEN);
  return actorOfToken(claims, shown, bearer);
};

const STRATEGIES: readonly Strategy[] = [byApiKey, byToken];

const hasSecret = (shown: Shown): shown is WithSecret => shown.secret !== null;

/** The caller behind what was shown; anonymous where nothing was. Throws UNAUTHENTICATED, TOKEN_EXPIRED or PROOF_INVALID for what is not good. */
export async function authenticate(shown: Shown, bearer: TokenBearer): Promise<Credential> {
  if (!hasSecret(shown))
    return {
      actor: anonymous(shown.requestId, shown.language ?? 'ja'),
      provenKey: null,
      expiresAt: null,
      isRevoked: () => false,
    };
  for (const strategy of STRATEGIES) {
    const credential = await strategy(shown, bearer);
    if (credential) return credential;
  }
  throw unauthenticated();
}
