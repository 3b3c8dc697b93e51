import type { DemoComponent } from '../../api/demo.ts';

const four = ['darwin/amd64', 'darwin/arm64', 'linux/amd64', 'linux/arm64'];
const linux = ['linux/amd64', 'linux/arm64'];
const releases = ['v7.1.3', 'v8.5.1'];

/** What a mirror to try things on holds: a cluster, its tools, and a program of another owner. */
export const demoComponents: readonly DemoComponent[] = [
  {
    id: 'tidb',
    description: 'Demo: SQL layer of the database',
    versions: [...releases, 'v9.0.0-nightly-20261101'],
    platforms: four,
    bytes: 90_000,
  },
  {
    id: 'tikv',
    description: 'Demo: distributed key-value storage',
    versions: releases,
    platforms: four,
    bytes: 120_000,
  },
  {
    id: 'tiflash',
    description: 'Demo: columnar storage engine',
    versions: ['v8.5.1'],
    platforms: linux,
    bytes: 160_000,
  },
  { id: 'pd', description: 'Demo: placement driver', versions: releases, platforms: four, bytes: 60_000 },
  {
    id: 'ctl',
    description: 'Demo: control tools of a cluster',
    versions: releases,
    platforms: linux,
    bytes: 30_000,
  },
  {
    id: 'prometheus',
    description: 'Demo: monitoring and time series',
    versions: ['v2.49.1'],
    platforms: four,
    bytes: 80_000,
  },
  {
    id: 'grafana',
    description: 'Demo: dashboards',
    versions: ['v7.5.17'],
    platforms: four,
    bytes: 70_000,
  },
  {
    id: 'alertmanager',
    description: 'Demo: alerts',
    versions: ['v0.26.0'],
    platforms: linux,
    bytes: 40_000,
  },
  {
    id: 'node_exporter',
    description: 'Demo: metrics of a host',
    versions: ['v1.3.1'],
    platforms: linux,
    bytes: 20_000,
    hidden: true,
  },
  {
    id: 'cluster',
    description: 'Demo: deploys a database cluster',
    versions: ['v1.16.4', 'v1.16.5'],
    platforms: four,
    bytes: 30_000,
    standalone: true,
  },
  {
    id: 'tiup',
    description: 'Demo: the client itself',
    versions: ['v1.16.5'],
    platforms: four,
    bytes: 30_000,
  },
  {
    id: 'hello',
    description: 'Demo: says hello',
    versions: ['v0.0.1'],
    platforms: ['any/any'],
    bytes: 4_000,
    owner: 'jdoe',
  },
];

/** Whose a component is that names no owner. */
export const demoOwner = 'pingcap';
