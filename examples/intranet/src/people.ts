/** A person one can be in the demo. */
export interface Person {
  readonly userId: string;
  readonly tenantId: string;
  readonly externalId: string;
  readonly name: string;
}

/** What a person is for this page. */
export type Seat = 'member' | 'manager' | 'advisor' | 'admin' | 'english' | 'neighbour' | 'deputy' | 'neighbour-admin';

/** What is alike for people of different seats. */
export type Office = Exclude<Seat, 'deputy' | 'neighbour-admin'>;

/** What a seat may do in its own company. */
export const officeOf = (seat: Seat): Office => (seat === 'deputy' || seat === 'neighbour-admin' ? 'admin' : seat);

/** A token as the elements want it. */
export interface Token {
  readonly token: string;
  readonly expiresIn: number;
}

async function ask<Data>(query: string, variables: object = {}, signal?: AbortSignal, token?: string): Promise<Data> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': document.documentElement.lang,
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
    ...(signal && { signal }),
  });
  const answer = (await response.json()) as { data?: Data; errors?: readonly { message: string }[] };
  if (!answer.data) throw new Error(answer.errors?.[0]?.message ?? `The server answered ${response.status}.`);
  return answer.data;
}

/** The people one can be, those of the first company first. */
export async function listPeople(): Promise<readonly Person[]> {
  const { demoPeople } = await ask<{ demoPeople: Person[] }>(
    'query DemoPeople { demoPeople { userId tenantId externalId name } }',
  );
  return demoPeople.toSorted((a, b) => a.externalId.localeCompare(b.externalId));
}

const SIGN_IN = `mutation DemoSignIn($input: DemoSignInInput!) {
  demoSignIn(input: $input) { __typename ... on DemoToken { token expiresIn } ... on Problem { message } }
}`;

/** Gets a token for a person, as a company's own server would for the one who is signed in there. */
export async function tokenFor(userId: string, signal?: AbortSignal): Promise<Token> {
  const { demoSignIn } = await ask<{ demoSignIn: Token & { message?: string } }>(
    SIGN_IN,
    { input: { userId } },
    signal,
  );
  if (demoSignIn.message) throw new Error(demoSignIn.message);
  return { token: demoSignIn.token, expiresIn: demoSignIn.expiresIn };
}

/** The seat that a person's external id names, e.g. `demo-2-manager`. */
export const seatOf = ({ externalId }: Person): Seat => externalId.replace(/^demo-\d-/, '') as Seat;

/** A person with their seat, as the language writes it. */
export const nameWithSeat = (language: string, { name }: Person, seat: string): string =>
  language === 'ja' ? `${name}（${seat}）` : `${name} (${seat})`;

/** The id of a person's 1-on-1 that is going on or comes next; null where there is none. */
export async function nextSessionOf(userId: string): Promise<string | null> {
  const { token } = await tokenFor(userId);
  const query = 'query PortalNext { viewer { nextSession { id } } }';
  const { viewer } = await ask<{ viewer: { nextSession: { id: string } | null } | null }>(query, {}, undefined, token);
  return viewer?.nextSession?.id ?? null;
}

const PLAY = `mutation PortalPlay($input: PlayDemoTalkInput!) {
  playDemoTalk(input: $input) { __typename ... on Problem { message } }
}`;

/** Lets the scripted talk be said in a 1-on-1; answers what stands in the way, in words, where something does. */
export async function playTalk(
  userId: string,
  input: { sessionId: string; speed: number; language: string },
): Promise<string | undefined> {
  const { token } = await tokenFor(userId);
  const { playDemoTalk } = await ask<{ playDemoTalk: { message?: string } }>(PLAY, { input }, undefined, token);
  return playDemoTalk.message;
}
