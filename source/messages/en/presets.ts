/** What a preset brings into a clone, and why. */
export const presets = {
  brings: (name: string): string => `The preset ${name} brings:`,
  because: (reason: string, components: string): string => `${reason}: ${components}`,
  absent: (components: string): string => `not in the source: ${components}`,
  reasons: {
    database: 'the database',
    analytics: 'analytic queries',
    changefeeds: 'change feeds to other systems',
    control: 'control tools',
    deployment: 'deploying and checking it',
    client: 'updates of the client',
    monitoring: 'monitoring',
    hosts: 'metrics of every host',
    backup: 'backup, export, import',
    migration: 'migration from MySQL',
    benchmark: 'benchmarks',
  },
};
