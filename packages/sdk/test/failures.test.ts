import { describe, expect, it, vi } from 'vitest';
import { isTaiwaError } from '../src/client.ts';
import { STAGES, client, failure, ok, status } from './client.ts';
import { ManualClock, until } from './clock.ts';
import { inTurn, refuse, reply, serve } from './server.ts';

describe('giving up', () => {
  it('happens after the timeout, as a failure that may be tried again', async () => {
    const clock = new ManualClock();
    const { url, asked } = await serve(() => undefined);
    const call = failure(client(url, { clock, timeout: 5_000, maxRetries: 0 }).request(STAGES));
    await until(() => asked.length === 1);
    clock.advance(5_000);
    expect(await call).toMatchObject({ kind: 'timeout', retryable: true });
    await asked[0]?.gone;
  });

  it('happens after the timeout when the body stops half way', async () => {
    const clock = new ManualClock();
    const onResponse = vi.fn();
    const { url, server } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"data":');
    });
    const begun = new Promise((resolve) => server.on('request', resolve));
    const call = failure(client(url, { clock, maxRetries: 0, hooks: { onResponse } }).request(STAGES));
    await begun;
    clock.advance(20_000);
    expect(await call).toMatchObject({ kind: 'timeout' });
    expect(onResponse).not.toHaveBeenCalled();
  });

  it('tries again after a timeout', async () => {
    const clock = new ManualClock();
    clock.chance = 0;
    const { url, asked } = await serve(
      inTurn(
        () => undefined,
        (_, response) => ok(response),
      ),
    );
    const call = client(url, { clock }).request(STAGES);
    await until(() => asked.length === 1);
    clock.advance(20_000);
    await until(() => clock.pending.includes(0));
    clock.advance(0);
    expect((await call).attempts).toBe(2);
  });

  it('happens when the caller aborts, and the server sees it', async () => {
    const { url, asked } = await serve(() => undefined);
    const controller = new AbortController();
    const call = failure(client(url).request(STAGES, {}, { signal: controller.signal }));
    await until(() => asked.length === 1);
    controller.abort();
    expect(await call).toMatchObject({ kind: 'abort', retryable: false });
    await asked[0]?.gone;
  });

  it('happens when the caller aborts between two tries', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const onRetry = vi.fn();
    const { url, asked } = await serve(status(503));
    const call = failure(client(url, { clock, hooks: { onRetry } }).request(STAGES, {}, { signal: controller.signal }));
    await until(() => onRetry.mock.calls.length === 1);
    controller.abort();
    expect(await call).toMatchObject({ kind: 'abort' });
    expect(asked).toHaveLength(1);
  });

  it('asks nothing when the signal is aborted already', async () => {
    const { url, asked } = await serve((_, response) => ok(response));
    expect(await failure(client(url).request(STAGES, {}, { signal: AbortSignal.abort() }))).toMatchObject({
      kind: 'abort',
    });
    expect(asked).toHaveLength(0);
  });
});

describe('failures', () => {
  it.each([
    ['UNAUTHENTICATED', 'auth'],
    ['TOKEN_EXPIRED', 'auth'],
    ['FORBIDDEN', 'forbidden'],
    ['PERSISTED_ONLY', 'forbidden'],
    ['NOT_FOUND', 'not_found'],
    ['RATE_LIMITED', 'rate_limit'],
    ['COST_EXCEEDED', 'rate_limit'],
    ['IDEMPOTENCY_CONFLICT', 'conflict'],
    ['BAD_USER_INPUT', 'problem'],
    ['BAD_REQUEST', 'problem'],
    ['GRAPHQL_VALIDATION_FAILED', 'problem'],
    ['DOCUMENT_NOT_FOUND', 'not_found'],
    ['TOO_MANY_SUBSCRIPTIONS', 'rate_limit'],
    ['PROOF_INVALID', 'auth'],
    ['BUSY', 'server'],
    ['INTERNAL', 'server'],
    ['SOMETHING_NEW', 'server'],
  ])('%s is of kind %s', async (code, kind) => {
    const { url } = await serve((_, response) =>
      refuse(response, code, 200, { requestId: 'req_9', docsUrl: 'https://docs/x' }),
    );
    const error = await failure(client(url, { maxRetries: 0 }).request(STAGES));
    expect(error).toMatchObject({ kind, code, requestId: 'req_9' });
    expect(error.docsUrl).toBe('https://docs/x');
  });

  it('of input that the schema does not take are problems that say what is wrong', async () => {
    const message = 'Variable "$input" got invalid value "SOON"';
    const { url } = await serve((_, response) =>
      refuse(response, 'BAD_USER_INPUT', 400, { message, requestId: 'req_9' }),
    );
    const error = await failure(client(url).request(STAGES));
    expect(error.kind === 'problem' && error.problem).toEqual({
      __typename: 'InvalidInput',
      code: 'BAD_USER_INPUT',
      message,
      issues: [{ path: [], message }],
    });
    expect(error).toMatchObject({ message, requestId: 'req_9', retryable: false });
  });

  it('follow what the server says about trying again', async () => {
    const { url, asked } = await serve((_, response) => refuse(response, 'BUSY', 503, { retryable: false }));
    expect(await failure(client(url).request(STAGES))).toMatchObject({ retryable: false });
    expect(asked).toHaveLength(1);
  });

  it('are of kind network where nobody listens', async () => {
    const { url, server } = await serve(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    const error = await failure(client(url).request(STAGES));
    expect(error).toMatchObject({ kind: 'network', retryable: true });
    expect(error.message).toContain(url);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it('say that the url may be wrong where a page answers', async () => {
    const { url } = await serve((_, response) => reply(response, '<html>Sign in</html>'));
    expect(await failure(client(url).request(STAGES))).toMatchObject({ kind: 'server', code: 'BAD_ANSWER' });
  });

  it('bear the problem of a result, and are real errors', async () => {
    const problem = {
      __typename: 'InvalidInput',
      code: 'INVALID_INPUT',
      message: 'Please check.',
      issues: [{ path: ['themes', '0'], message: 'Choose one.' }],
    };
    const { url } = await serve((_, response) => reply(response, { data: { result: problem } }));
    const error = await failure(client(url).sessions.prepare({ sessionId: 'ses_1', themes: [] }));
    expect(error).toBeInstanceOf(Error);
    expect(error.message).toBe('Please check.');
    expect(error.kind === 'problem' && error.problem.issues?.[0]?.path).toEqual(['themes', '0']);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name: 'TaiwaError', kind: 'problem', problem });
  });

  it('are recognised across copies of the package', () => {
    const foreign = Object.assign(new Error('from elsewhere'), { [Symbol.for('taiwa.error')]: true, kind: 'auth' });
    expect(isTaiwaError(foreign)).toBe(true);
    expect(isTaiwaError(new Error('other'))).toBe(false);
    expect(isTaiwaError(undefined)).toBe(false);
  });

  it('are not_found where the thing is null', async () => {
    const { url } = await serve((_, response) => reply(response, { data: { session: null } }));
    expect(await failure(client(url).sessions.get('ses_1'))).toMatchObject({ kind: 'not_found' });
  });
});

describe('what will go', () => {
  it('is told once for each thing an operation used, to the logger and the hook', async () => {
    const deprecations = [{ element: 'Query.stages', reason: 'Use phases.' }];
    const { url } = await serve((_, response) =>
      reply(response, { data: { stages: [] }, extensions: { deprecations } }),
    );
    const onDeprecated = vi.fn();
    const warn = vi.fn();
    const taiwa = client(url, { hooks: { onDeprecated }, logger: { debug: () => {}, warn } });
    await taiwa.request(STAGES);
    await taiwa.request(STAGES);
    expect(onDeprecated.mock.calls).toEqual([[{ operation: 'anonymous', ...deprecations[0] }]]);
    expect(warn.mock.calls).toEqual([['taiwa: anonymous uses Query.stages, which is deprecated: Use phases.']]);
  });
});
