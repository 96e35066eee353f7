import { describe, expect, it } from 'vitest';
import { holdToContract, place, settled } from '../../testing/element-contract.ts';
import { textOf } from '../../testing/mount.ts';
import { openWorld } from '../../testing/open-world.ts';
import '../provider/provider.define.ts';
import './import.define.ts';

holdToContract({
  tag: 'taiwa-import',
  as: 'ken',
  states: { 'nothing was imported': { admin: true } },
  empty: { story: { admin: true }, says: 'まだ取り込みはありません' },
});

describe('an import', () => {
  it('is not offered to who is no administrator', async () => {
    const element = place(await openWorld({}), 'taiwa-import', 'ken');
    await settled(element);
    expect(textOf(element)).toContain('取り込みは管理者が行います');
    expect(element.shadowRoot?.querySelector('form')).toBeNull();
  });
});
