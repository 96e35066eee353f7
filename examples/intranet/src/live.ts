import '@taiwa/widgets/provider';
import '@taiwa/widgets/session';
import '@taiwa/widgets/live-transcript';
import '@taiwa/widgets/transcript-import';
import { html, nothing, type TemplateResult } from 'lit';
import { listPeople, nextSessionOf, playTalk, seatOf, tokenFor, type Person } from './people.ts';
import { drawNotice, drawPage, language, openPage, words } from './portal-page.ts';

type FetchToken = (asked: { signal: AbortSignal }) => ReturnType<typeof tokenFor>;
const fetchers = new Map<Person, FetchToken>();

/** One function for each person: another one would be another person to the elements. */
function fetcherOf(person: Person): FetchToken {
  const present = fetchers.get(person) ?? (({ signal }) => tokenFor(person.userId, signal));
  fetchers.set(person, present);
  return present;
}

const side = (person: Person, sessionId: string): TemplateResult =>
  html`<section class="side" data-seat=${seatOf(person)} aria-label=${words.seats[seatOf(person)]}>
    <h2>${words.seats[seatOf(person)]} <bdi>${person.name}</bdi></h2>
    <taiwa-provider url=${location.origin} lang=${language} .fetchToken=${fetcherOf(person)}>
      <taiwa-session session-id=${sessionId}></taiwa-session>
      <taiwa-live-transcript session-id=${sessionId}></taiwa-live-transcript>
      <taiwa-transcript-import session-id=${sessionId}></taiwa-transcript-import>
    </taiwa-provider>
  </section>`;

function draw(member: Person, manager: Person, sessionId: string, trouble?: string): void {
  const play = async (speed: number): Promise<void> => {
    const message = await playTalk(member.userId, { sessionId, speed, language }).catch(() => words.live.notPlayed);
    draw(member, manager, sessionId, message);
  };
  drawPage({
    ways: html`<a href="/?lang=${language}">${words.live.back}</a>`,
    main: html`
      <p class="lead">${words.live.lead}</p>
      <p class="plays">
        ${[1, 4].map(
          (speed) => html`<button type="button" @click=${() => play(speed)}>${words.live.play(speed)}</button>`,
        )}
      </p>
      ${trouble ? html`<p class="trouble" role="alert">${trouble}</p>` : nothing}
      <div class="sides">${side(member, sessionId)} ${side(manager, sessionId)}</div>
    `,
  });
}

async function open(): Promise<void> {
  const people = await listPeople();
  const [member, manager] = ['member', 'manager'].map((seat) => people.find((one) => seatOf(one) === seat));
  if (!member || !manager) throw new Error('Nobody is here.');
  const sessionId = await nextSessionOf(member.userId);
  if (sessionId) draw(member, manager, sessionId);
  else drawNotice(words.live.none);
}

openPage(words.live.title, open);
