import { expect, it } from 'vitest';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './privacy.define.ts';

holdToContract({
  tag: 'taiwa-privacy',
  as: 'aoi',
  states: { 'somebody has looked': {} },
  empty: { story: { quiet: true }, says: 'まだだれも見ていません' },
});

it('says who may read and who has looked', async () => {
  const element = place(await openWorld({}), 'taiwa-privacy', 'aoi');
  await settled(element);
  expect(textOf(element)).toContain('お二人だけが読めます');
  const rows = [...(element.shadowRoot?.querySelectorAll('table:last-of-type tbody tr') ?? [])];
  const cells = rows.map((row) => [...row.children].map((one) => one.textContent?.trim()));
  expect(cells).toContainEqual(['2026年11月2日', '連携システム', 'だれと1on1をするか']);
});
