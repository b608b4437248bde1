import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../app/config.ts';
import { temporalSettings } from '../../../app/temporal-settings.ts';

describe('temporalSettings', () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'copydesk-settings-'));
    file = join(folder, 'temporal.toml');
    await writeFile(file, '[profile.desk]\naddress = "temporal.example:7233"\nnamespace = "news"\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('leaves the address open where nothing names a server', () => {
    const settings = temporalSettings({ HOME: folder, TEMPORAL_ADDRESS: '' });
    expect(settings).toMatchObject({ address: undefined, namespace: 'default' });
  });

  it('reads the environment', () => {
    const settings = temporalSettings({ HOME: folder, TEMPORAL_ADDRESS: 'a:1', TEMPORAL_NAMESPACE: 'n' });
    expect(settings).toMatchObject({ address: 'a:1', namespace: 'n', connection: { address: 'a:1' } });
  });

  it('reads a profile, which the environment overrides', () => {
    const profile = { TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'desk' };
    expect(temporalSettings(profile)).toMatchObject({ address: 'temporal.example:7233', namespace: 'news' });
    expect(temporalSettings({ ...profile, TEMPORAL_ADDRESS: 'b:2' })).toMatchObject({ address: 'b:2' });
  });

  it('says which profile is missing', () => {
    const settings = () => temporalSettings({ TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'sports' });
    expect(settings).toThrow(ConfigError);
    expect(settings).toThrow(/sports/u);
  });
});
