import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { isTaiwaError, verifyWebhook, type WebhookEvent } from '../src/webhooks.ts';

const SECRET = `whsec_${Buffer.from('a key of twenty-four byte').toString('base64')}`;
const OLD = `whsec_${Buffer.from('the key that was before it').toString('base64')}`;
const AT = new Date('2026-11-21T10:00:00Z');
const now = () => AT.getTime();
const EVENT = {
  type: 'session.ended',
  timestamp: '2026-11-21T09:59:58Z',
  data: { subject: { type: 'Session', id: 'ses_1' }, ids: { note: '日本語' } },
};
const BODY = JSON.stringify(EVENT);

/** The headers that the reference library of Standard Webhooks makes. */
const signed = (body = BODY, secret = SECRET, at = AT): Record<string, string> => ({
  'webhook-id': 'evt_1',
  'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
  'webhook-signature': new Webhook(secret).sign('evt_1', at, body),
});

const codeOf = async (verified: Promise<WebhookEvent>): Promise<unknown> => {
  const raised: unknown = await verified.catch((error: unknown) => error);
  return isTaiwaError(raised) ? raised.code : raised;
};

describe('a webhook', () => {
  it('of the reference library is taken, with its id, in every form it may come in', async () => {
    const headers = signed();
    const expected = { ...EVENT, id: 'evt_1' };
    expect(await verifyWebhook(BODY, headers, SECRET, { now })).toEqual(expected);
    expect(await verifyWebhook(new TextEncoder().encode(BODY), new Headers(headers), [SECRET], { now })).toEqual(
      expected,
    );
    expect(await verifyWebhook(Buffer.from(BODY), headers, SECRET.slice('whsec_'.length), { now })).toEqual(expected);
  });

  it('has the signature that the specification publishes as an example', async () => {
    // From the test vectors of Standard Webhooks.
    const body = '{"test": 2432232314}';
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const then = () => 1_614_265_330_000;
    expect(await codeOf(verifyWebhook(body, headers, secret, { now: then }))).toBe('WEBHOOK_NO_EVENT');
    expect(await codeOf(verifyWebhook(`${body} `, headers, secret, { now: then }))).toBe('WEBHOOK_FORGED');
  });

  it('is taken under either secret while they are changed, and bears several signatures then', async () => {
    const both = {
      ...signed(),
      'webhook-signature': `${signed(BODY, OLD)['webhook-signature']} ${signed()['webhook-signature']}`,
    };
    expect((await verifyWebhook(BODY, signed(BODY, OLD), [SECRET, OLD], { now })).id).toBe('evt_1');
    expect((await verifyWebhook(BODY, both, OLD, { now })).id).toBe('evt_1');
    expect((await verifyWebhook(BODY, both, SECRET, { now })).id).toBe('evt_1');
    expect(await codeOf(verifyWebhook(BODY, signed(BODY, OLD), SECRET, { now }))).toBe('WEBHOOK_FORGED');
  });

  it.each([
    ['another body', BODY.replace('ses_1', 'ses_2'), {}],
    ['another id', BODY, { 'webhook-id': 'evt_2' }],
    ['another time', BODY, { 'webhook-timestamp': String(AT.getTime() / 1_000 + 1) }],
    [
      'a signature of another version',
      BODY,
      { 'webhook-signature': signed()['webhook-signature']?.replace('v1,', 'v2,') },
    ],
    ['half a signature', BODY, { 'webhook-signature': signed()['webhook-signature']?.slice(0, 20) }],
    ['a signature that is no base64', BODY, { 'webhook-signature': 'v1,%%%' }],
  ])('is refused with %s', async (_what, body, bent) => {
    expect(await codeOf(verifyWebhook(body, { ...signed(), ...bent }, SECRET, { now }))).toBe('WEBHOOK_FORGED');
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('is refused without %s', async (name) => {
    const headers = { ...signed(), [name]: undefined };
    expect(await codeOf(verifyWebhook(BODY, headers, SECRET, { now }))).toBe('WEBHOOK_UNSIGNED');
  });

  it('is refused five minutes before and after its time, or as many as the caller says', async () => {
    const later = (seconds: number) => () => AT.getTime() + seconds * 1_000;
    for (const seconds of [-300, 300])
      expect((await verifyWebhook(BODY, signed(), SECRET, { now: later(seconds) })).id).toBe('evt_1');
    for (const seconds of [-301, 301])
      expect(await codeOf(verifyWebhook(BODY, signed(), SECRET, { now: later(seconds) }))).toBe('WEBHOOK_TOO_OLD');
    const tolerance = 10;
    expect(await codeOf(verifyWebhook(BODY, signed(), SECRET, { now: later(11), tolerance }))).toBe('WEBHOOK_TOO_OLD');
    const headers = { ...signed(), 'webhook-timestamp': '1e9' };
    expect(await codeOf(verifyWebhook(BODY, headers, SECRET, { now }))).toBe('WEBHOOK_TOO_OLD');
  });

  it('says what a secret looks like', async () => {
    await expect(verifyWebhook(BODY, signed(), 'whsec_%', { now })).rejects.toThrow(/whsec_ and base64/);
  });

  it('knows its ids by its type', async () => {
    const event = await verifyWebhook(BODY, signed(), SECRET, { now });
    // Compiles only where the union tells the types apart.
    if (event.type === 'impression.sent') expect(event.data.ids.sessionId).toBeTypeOf('string');
    else expect(event.data.subject.id).toBe('ses_1');
  });
});
