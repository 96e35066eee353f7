import type { Succeeded, TaiwaCore } from '../core.ts';
import { notFound } from '../errors.ts';
import { TransferPeople } from '../generated/pairs.ts';
import type {
  AddAdvisorScopeInput,
  AdvisorScopeFragment,
  CreateUserInput,
  TransferPeopleInput,
  TransferPeopleMutation,
  UpdateUserInput,
  UserFilter,
  UserFragment,
} from '../generated/types.ts';
import {
  AddAdvisorScope,
  CreateUser,
  DeactivateUser,
  GetUser,
  ListAdvisorScopes,
  ListUsers,
  ReactivateUser,
  RemoveAdvisorScope,
  UpdateUser,
} from '../generated/users.ts';
import type { CallOptions, ChangeOptions } from '../options.ts';
import { listOf, type PageArgs, type Pages } from '../pages.ts';

/** A person of the tenant; e-mail and date of hire are for themselves and admins only. */
export type User = UserFragment;
/** What an advisor may see the counts of. */
export type AdvisorScope = AdvisorScopeFragment;

/** What a transfer did. */
export type Transfer = Succeeded<TransferPeopleMutation['result']>;

/** People of the tenant. */
export class Users {
  readonly #core: TaiwaCore;

  constructor(core: TaiwaCore) {
    this.#core = core;
  }

  /**
   * One person, by Taiwa's id or by the host's own; throws `not_found`.
   *
   * @example
   * const ann = await taiwa.users.get('usr_01h455vb4pex5vsknk084sn02q');
   * const bob = await taiwa.users.get({ externalId: 'E-1024' });
   */
  async get(who: string | { readonly externalId: string }, options?: CallOptions): Promise<User> {
    const { user } = await this.#core.query(GetUser, typeof who === 'string' ? { id: who } : who, options);
    if (!user) throw notFound('user');
    return user;
  }

  /**
   * The people of the tenant, by department and name.
   *
   * @example
   * for await (const user of taiwa.users.list({ role: 'MANAGER', active: true })) console.log(user.name);
   */
  list(listing: UserFilter & PageArgs = {}, options?: CallOptions): Pages<User> {
    const { first, after, ...filter } = listing;
    return listOf(this.#core, ListUsers, { first, after, filter }, (data) => data.users, options);
  }

  /**
   * Registers a person; throws the problem Conflict (DUPLICATE) for an `externalId` that is taken.
   *
   * @example
   * await taiwa.users.create({ externalId: 'E-1024', familyName: '佐藤', givenName: '花', roles: ['MEMBER'], departmentId });
   */
  create(input: CreateUserInput, options?: ChangeOptions): Promise<User> {
    return this.#core.change(CreateUser, input, options);
  }

  /**
   * Changes what is given and leaves the rest.
   *
   * @example
   * await taiwa.users.update({ userId, departmentId });
   */
  update(input: UpdateUserInput, options?: ChangeOptions): Promise<User> {
    return this.#core.change(UpdateUser, input, options);
  }

  /**
   * Lets a person leave: tokens, planned sessions and pairs end.
   *
   * @example
   * await taiwa.users.deactivate(userId);
   */
  deactivate(userId: string, options?: ChangeOptions): Promise<User> {
    return this.#core.change(DeactivateUser, { userId }, options);
  }

  /**
   * Takes back that a person left; what had ended with it stays ended. Throws the problem NotNow (ERASED) for a former member.
   *
   * @example
   * await taiwa.users.reactivate(userId);
   */
  reactivate(userId: string, options?: ChangeOptions): Promise<User> {
    return this.#core.change(ReactivateUser, { userId }, options);
  }

  /**
   * Lets people work in another department, talk with another manager, or both, all or none; the new pair inherits nothing.
   *
   * @example
   * const { pairsEnded, pairsMade } = await taiwa.users.transfer({ userIds: [userId], departmentId, managerId: counterpartId });
   */
  transfer(input: TransferPeopleInput, options?: ChangeOptions): Promise<Transfer> {
    return this.#core.change(TransferPeople, input, options);
  }

  /**
   * What advisors may see the counts of; of all advisors where none is named.
   *
   * @example
   * const scopes = await taiwa.users.advisorScopes(advisorId);
   */
  async advisorScopes(advisorId?: string, options?: CallOptions): Promise<readonly AdvisorScope[]> {
    return (await this.#core.query(ListAdvisorScopes, { advisorId }, options)).advisorScopes;
  }

  /**
   * Gives an advisor a department with all below it, or one person's pairs.
   *
   * @example
   * await taiwa.users.addAdvisorScope({ advisorId, departmentId });
   */
  addAdvisorScope(input: AddAdvisorScopeInput, options?: ChangeOptions): Promise<AdvisorScope> {
    return this.#core.change(AddAdvisorScope, input, options);
  }

  /**
   * Takes a scope from its advisor.
   *
   * @example
   * await taiwa.users.removeAdvisorScope(scope.id);
   */
  async removeAdvisorScope(advisorScopeId: string, options?: ChangeOptions): Promise<void> {
    await this.#core.change(RemoveAdvisorScope, { advisorScopeId }, options);
  }
}
