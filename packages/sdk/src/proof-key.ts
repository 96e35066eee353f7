/** What a proof is for: one request with one token. */
export interface ProvenRequest {
  readonly method: string;
  /** Where the request goes, without query and fragment. */
  readonly url: string;
  readonly token: string;
}

/** A key that never leaves its page: tokens that are bound to it are of no use elsewhere (RFC 9449). */
export interface ProofKey {
  /** The public key's thumbprint (RFC 7638), for `createEmbedGrant`. */
  thumbprint(): Promise<string>;
  /** Learns the server's time from a token that has just arrived. */
  accept(token: { readonly token: string; readonly expiresIn: number }): void;
  /** A proof for one request; good once and for a minute. */
  prove(request: ProvenRequest): Promise<string>;
}
