import { userEvent } from 'vitest/browser';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '../../testing/axe.ts';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { byName, find, textOf } from '../../testing/mount.ts';
import { openWorld, type OpenWorld } from '../../testing/open-world.ts';
import type { StoryOptions } from '../../testing/story.ts';
import type { ImportOptions } from '../../testing/caption-story.ts';
import '../provider/provider.define.ts';
import './transcript-import.define.ts';

const OVER = { prepared: true, startsIn: -60, state: 'ENDED' } as const;
const standing = (state: ImportOptions['state'], askedBy: ImportOptions['askedBy'] = 'COUNTERPART'): StoryOptions => ({
  ...OVER,
  transcript: { state: 'STOPPED', said: 0, captions: { state, askedBy } },
});

holdToContract({
  tag: 'taiwa-transcript-import',
  as: 'aoi',
  attributes: { 'session-id': 'ses_first' },
  states: {
    'nothing was brought': OVER,
    'the other asks': standing('ASKED'),
    'the other is asked': standing('ASKED', 'MEMBER'),
    'it is under way': standing('AGREED'),
    'it is done': standing('DONE'),
    'the other said no': standing('DECLINED', 'MEMBER'),
    'the talk is still to come': { prepared: true },
  },
  empty: { story: { without: 'sessions' }, says: '字幕を取り込める1on1はありません' },
});

const open = async (world: OpenWorld, as: 'aoi' | 'ken'): Promise<HTMLElement> => {
  const element = place(world, 'taiwa-transcript-import', as, {}, { 'session-id': 'ses_first' });
  await settled(element);
  return element;
};

/** Waits until a button can be pressed: to agree is to agree to a text, which comes by a question of its own. */
const offered = (element: HTMLElement, name: string): Promise<void> =>
  expect.poll(() => byName(element, 'button', name).ariaDisabled).not.toBe('true');

const press = async (element: HTMLElement, name: string): Promise<void> => {
  await offered(element, name);
  await userEvent.click(byName(element, 'button', name));
};

const captions = (): File => new File(['WEBVTT\n\n00:01.000 --> 00:02.000\nこんにちは\n'], 'talk.vtt');

async function check(element: HTMLElement): Promise<void> {
  await userEvent.upload(find(element, '#file'), captions());
  await press(element, '内容を確認する');
  await expect.poll(() => textOf(element)).toContain('5件の発言が見つかりました');
}

describe('bringing captions', () => {
  it('looks into the file, maps who speaks, asks the other, takes them in and undoes it', async () => {
    const world = await openWorld(OVER);
    const [member, counterpart] = [await open(world, 'aoi'), await open(world, 'ken')];
    await check(member);
    expect(document.activeElement?.shadowRoot?.activeElement ?? member.shadowRoot?.activeElement).toBe(
      find(member, '#checked'),
    );
    expect(textOf(member)).toContain('12行目');
    expect(textOf(counterpart)).not.toContain('提案しています');
    const [own, other] = ['#speaker-0', '#speaker-1'].map((id) => find<HTMLSelectElement>(member, id));
    expect([own?.value, other?.value]).toEqual(['MEMBER', 'OTHER']);
    await userEvent.selectOptions(find(member, '#speaker-1'), 'COUNTERPART');
    await expect.poll(() => textOf(member)).toContain('お二人がともに「はい」を選んだ場合に限り');
    await expectAccessible(member);
    await press(member, '同意して');
    await expect.poll(() => textOf(member)).toContain('お返事を待っています');
    const [asked] = await world.received('CaptionsAsk');
    expect(asked?.variables).toMatchObject({
      input: {
        textVersion: 'import-1',
        speakers: [
          { label: 'Aoi Sato', speaker: 'MEMBER' },
          { label: 'Speaker 2', speaker: 'COUNTERPART' },
        ],
      },
    });
    await expect.poll(() => textOf(counterpart)).toContain('5件の発言の取り込みを提案しています');
    await press(counterpart, 'はい、同意します');
    await world.order({ captions: 'half' });
    await expect.poll(() => textOf(member)).toContain('5件のうち2件');
    await world.order({ captions: 'all' });
    await expect.poll(() => textOf(counterpart)).toContain('5件の発言を取り込みました');
    await press(member, '取り込みを元に戻す');
    await expect.poll(() => textOf(member)).toContain('取り込んだ発言を削除しますか');
    await expectAccessible(member);
    await userEvent.click(find(member, '.confirm .danger'));
    await expect.poll(() => textOf(counterpart)).toContain('取り込んだ発言は削除されました');
    const [deleted] = await world.received('CaptionsDelete');
    expect(deleted?.variables).toMatchObject({ input: { fromSeq: 1, toSeq: 5 } });
  });

  it('works by keyboard alone', async () => {
    const world = await openWorld(OVER);
    const member = await open(world, 'aoi');
    await userEvent.upload(find(member, '#file'), captions());
    find(member, '#file').focus();
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => textOf(member)).toContain('5件の発言が見つかりました');
    find(member, '#starts').focus();
    await offered(member, '同意して');
    byName(member, 'button', '同意して').focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => textOf(member)).toContain('お返事を待っています');
  });

  it('keeps what was chosen when asking fails', async () => {
    const world = await openWorld(OVER);
    const member = await open(world, 'aoi');
    await check(member);
    await userEvent.selectOptions(find(member, '#speaker-1'), 'COUNTERPART');
    await world.fault({ operation: 'CaptionsAsk', kind: 'break', times: 1 });
    await press(member, '同意して');
    await expect.poll(() => find(member, '[role="alert"]').textContent).toContain('まだ保存できていません');
    expect(find<HTMLSelectElement>(member, '#speaker-1').value).toBe('COUNTERPART');
    await press(member, '同意して');
    await expect.poll(() => textOf(member)).toContain('お返事を待っています');
  });

  it('takes a no, and what was asked can be taken back', async () => {
    const world = await openWorld(standing('ASKED'));
    const [member, counterpart] = [await open(world, 'aoi'), await open(world, 'ken')];
    await press(member, 'いいえ');
    await expect.poll(() => textOf(counterpart)).toContain('今回は取り込みません');
    const again = await openWorld(standing('ASKED', 'MEMBER'));
    const asking = await open(again, 'aoi');
    await press(asking, '取り下げる');
    await expect.poll(() => byName(asking, 'button', '内容を確認する')).toBeDefined();
  });

  it('is ended halfway by taking the consent back, after a question', async () => {
    const world = await openWorld(standing('AGREED'));
    const member = await open(world, 'aoi');
    await press(member, '取り込みをやめる');
    await userEvent.keyboard('{Escape}');
    expect(member.shadowRoot?.querySelector('.confirm')).toBeNull();
    await press(member, '取り込みをやめる');
    await userEvent.click(find(member, '.confirm .danger'));
    await expect.poll(() => textOf(member)).toContain('同意が取り消されたため');
  });
});
