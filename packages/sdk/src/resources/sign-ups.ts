import type { TaiwaCore } from '../core.ts';
import { notFound } from '../errors.ts';
import {
  CloseSignUp,
  GetSignUp,
  JoinSignUp,
  LeaveSignUp,
  ListSignUps,
  OpenSignUp,
  PairVolunteers,
} from '../generated/pairs.ts';
import type { GetSignUpQuery, OpenSignUpInput, SignUpFragment, SignUpWish } from '../generated/types.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';
import { listOf, type PageArgs, type Pages } from '../pages.ts';

/** An invitation to sign up for 1-on-1s. */
export type SignUp = SignUpFragment;
/** An invitation with who signed up, as far as the caller may see. */
export type SignUpWithVolunteers = NonNullable<GetSignUpQuery['signUp']>;

/** Volunteers who sign up for 1-on-1s. */
export class SignUps {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * One invitation, with those who signed up for administrators and servers, and oneself for everybody; throws `not_found`.
   *
   * @example
   * const { name, closesOn, volunteers } = await taiwa.signUps.get(signUpId);
   */
  async get(id: string, options?: CallOptions): Promise<SignUpWithVolunteers> {
    const { signUp } = await this.#core.query(GetSignUp, { id }, options);
    if (!signUp) throw notFound('invitation');
    return signUp;
  }

  /**
   * The invitations of the tenant, newest first.
   *
   * @example
   * for await (const one of taiwa.signUps.list()) console.log(one.name, one.closesOn);
   */
  list(listing: PageArgs = {}, options?: CallOptions): Pages<SignUp> {
    return listOf(this.#core, ListSignUps, listing, (data) => data.signUps, options);
  }

  /**
   * Invites everybody of the tenant until a day.
   *
   * @example
   * const { id } = await taiwa.signUps.open({ name: 'ナナメ1on1', kind: 'OTHER', closesOn: '2026-12-18' });
   */
  open(input: OpenSignUpInput, options?: ChangeOptions): Promise<SignUp> {
    return this.#core.change(OpenSignUp, input, options);
  }

  /**
   * Closes an invitation before its day.
   *
   * @example
   * await taiwa.signUps.close(signUpId);
   */
  close(signUpId: string, options?: ChangeOptions): Promise<SignUp> {
    return this.#core.change(CloseSignUp, { signUpId }, options);
  }

  /**
   * Signs the caller up, or changes their wish; throws the problem NotNow (SIGN_UP_CLOSED) after its day.
   *
   * @example
   * await taiwa.signUps.join(signUpId, 'EITHER');
   */
  join(signUpId: string, wish: SignUpWish, options?: ChangeOptions): Promise<SignUp> {
    return this.#core.change(JoinSignUp, { signUpId, wish }, options);
  }

  /**
   * Takes the caller's sign-up back.
   *
   * @example
   * await taiwa.signUps.leave(signUpId);
   */
  leave(signUpId: string, options?: ChangeOptions): Promise<SignUp> {
    return this.#core.change(LeaveSignUp, { signUpId }, options);
  }

  /**
   * Pairs those who wait with each other as far as their wishes go.
   *
   * @example
   * await taiwa.signUps.pair(signUpId);
   */
  pair(signUpId: string, options?: ChangeOptions): Promise<SignUp> {
    return this.#core.change(PairVolunteers, { signUpId }, options);
  }
}
