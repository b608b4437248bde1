import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { PROJECT_ROOT, SETTING_NAMES } from '../../../app/config.ts';
import { createMetrics, observeStageQueue } from '../../../app/telemetry/metrics.ts';

interface Service {
  image?: string;
  build?: string;
  user?: string;
  read_only?: boolean;
  tmpfs?: string[];
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  profiles?: string[];
  restart?: string;
}

const read = (path: string) => readFileSync(join(PROJECT_ROOT, path), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build !== undefined);
const dockerfile = read('Dockerfile');
/** `NAME=value` pairs of the image. */
const imageEnvironment = Object.fromEntries(
  Array.from(dockerfile.matchAll(/^(?:ENV| {3}) ([A-Z_]+)=(\S+)/gmu), ([, name, value]) => [name, value]),
);

describe('docker-compose.yml', () => {
  test('waits for services that there are, in a way that they can answer', () => {
    for (const [name, { depends_on: needed = {}, profiles }] of services) {
      for (const [other, { condition }] of Object.entries(needed)) {
        const service = compose.services[other];
        expect(service, `${name} needs ${other}`).toBeDefined();
        expect(service.profiles ?? [], `${name} needs ${other} in its profiles`).toEqual(
          service.profiles ? profiles : [],
        );
        if (condition === 'service_healthy') expect(service.healthcheck?.test, other).toBeDefined();
        else {
          expect(condition).toBe('service_completed_successfully');
          // A job that is always started again never ends.
          expect(service.restart, other).toMatch(/^on-failure/u);
        }
      }
    }
  });

  test('sets nothing that is no setting', () => {
    const known = (name: string) => SETTING_NAMES.includes(name) || /^(?:TEMPORAL|OTEL)_/u.test(name);
    const set = ours.flatMap(([, { environment = {} }]) => Object.keys(environment));
    const inImage = Object.keys(imageEnvironment);
    expect(inImage.length).toBeGreaterThan(3);
    expect([...set, ...inImage].filter((name) => !known(name) && name !== 'NODE_ENV')).toEqual([]);
  });

  test('mounts files that there are, and volumes that it declares', () => {
    const sources = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]));
    const files = sources.filter((source) => source.startsWith('./'));
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => !existsSync(join(PROJECT_ROOT, file)))).toEqual([]);
    const named = sources.filter((source) => /^\w/u.test(source));
    expect(new Set(named)).toEqual(new Set(Object.keys(compose.volumes)));
  });

  test('names each image’s version, and is open to this machine alone', () => {
    for (const [name, { image = '', build, ports = [] }] of services) {
      if (build === undefined) expect(image, name).toMatch(/^[\w./-]+:(?:\$\{\w+:-)?v?\d[\w.]*\}?$/u);
      for (const port of ports) expect(port, name).toMatch(/^127\.0\.0\.1:/u);
    }
  });

  test('runs what is ours without rights, on a root that it cannot write to', () => {
    expect(ours.map(([name]) => name)).toEqual(['migrate', 'worker', 'reader']);
    for (const [, service] of ours) {
      expect(service).toMatchObject({
        user: 'node',
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      expect(service.tmpfs).toContain(imageEnvironment.COPYDESK_STATE_DIR);
      const [command] = service.command ?? ['worker'];
      expect(['', 'commands/'].some((folder) => existsSync(join(PROJECT_ROOT, 'app', `${folder}${command}.ts`)))).toBe(
        true,
      );
    }
  });

  const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;
  test.runIf(hasCompose)('is taken by docker compose', () => {
    const { status, stderr } = spawnSync('docker', ['compose', '--profile', 'metrics', 'config', '--quiet'], {
      cwd: PROJECT_ROOT,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

describe('Dockerfile', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };

  test('runs on the Node that the project runs on', () => {
    const images = Array.from(dockerfile.matchAll(/^FROM (\S+)/gmu), ([, image]) => image);
    const [, major] = /(\d+)/u.exec(devDependencies.node) ?? [];
    expect(images.filter((image) => image.includes(':'))).toEqual(Array(2).fill(`node:${major}-bookworm-slim`));
  });

  test('keeps nothing out that the image needs', () => {
    const ignored = new Set(read('.dockerignore').split('\n'));
    for (const room of ['activities', 'app', 'db', 'migrations', 'stages', 'workflows', 'package-lock.json']) {
      expect(ignored).not.toContain(room);
    }
    // Commands that measure and test are for a checkout.
    const files = globSync('{activities,app,db,migrations,stages,workflows}/**/*.ts', { cwd: PROJECT_ROOT }).filter(
      (file) => !/\/train\/|^app\/commands\/(?:bench|test|db-types)/u.test(file),
    );
    expect(files.length).toBeGreaterThan(100);
    const kept = (file: string) => !/from '(?:\.\.\/)+(?:bench|test)\/|from '[^']*\/train\//u.test(read(file));
    expect(files.filter((file) => !kept(file))).toEqual([]);
  });
});

describe('what watches it', () => {
  const prometheus = parse(read('deploy/prometheus/prometheus.yml')) as {
    scrape_configs: {
      dns_sd_configs?: { names: string[]; port: number }[];
      static_configs?: { targets: string[] }[];
    }[];
  };

  test('Prometheus asks services that there are, at the ports they serve', () => {
    const [worker, temporal] = prometheus.scrape_configs;
    const [{ names, port }] = worker.dns_sd_configs ?? [];
    expect(names).toEqual(['worker']);
    expect(imageEnvironment.COPYDESK_HTTP_ADDRESS).toBe(`0.0.0.0:${port}`);
    expect(temporal.static_configs).toEqual([{ targets: ['temporal:8000'] }]);
    expect(compose.services.temporal.environment?.PROMETHEUS_ENDPOINT).toBe('0.0.0.0:8000');
  });

  test('the dashboard shows metrics that a worker counts', async () => {
    const metrics = createMetrics();
    observeStageQueue(metrics, () => ({ bulk: 0 }));
    // Asked of Temporal by a worker alone; test/workflows/observability.test.ts has it, and the SDK's.
    const known = new Set(['copydesk_backlog_tasks', ...metrics.registry.getMetricsAsArray().map(({ name }) => name)]);
    const dashboard = read('deploy/grafana/dashboards/copydesk.json');
    const used = Array.from(
      dashboard.matchAll(/\b(?:copydesk|process|nodejs)_[a-z0-9_]+(?=[[{) ])/gu),
      ([name]) => name,
    );
    expect(used.length).toBeGreaterThan(10);
    expect(used.map((name) => name.replace(/_(?:bucket|count|sum)$/u, '')).filter((name) => !known.has(name))).toEqual(
      [],
    );
    const sources = parse(read('deploy/grafana/provisioning/datasources/prometheus.yml')) as {
      datasources: { uid: string }[];
    };
    const uids = Array.from(dashboard.matchAll(/"datasource": \{[^}]*"uid": "(\w+)"/gu), ([, uid]) => uid);
    expect(new Set(uids)).toEqual(new Set(sources.datasources.map(({ uid }) => uid)));
  });
});
