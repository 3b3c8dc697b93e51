import type { JobRequest, JobTitle } from '../api/jobs.ts';

/** A few names say what something is about; many would be a list. */
const few = 8;

type Around = {
  /** The current one, for what names none. */
  readonly mirror: string;
  readonly absolute: (path: string) => string;
};

/** What a job is about, of what its plan says. */
export function titleOf(request: JobRequest, { mirror, absolute }: Around): JobTitle {
  switch (request.kind) {
    case 'clone': {
      const { plan } = request;
      const named = [...(plan.request.presets ?? []), ...plan.components.map(({ id }) => id)];
      return { target: plan.target.path, sources: [plan.source.identity.address], names: fewOf(named) };
    }
    case 'merge': {
      const { target, sources, components } = request.plan;
      return {
        target: target.path,
        sources: sources.map(({ address }) => address),
        names: fewOf(components.map(({ id }) => id)),
      };
    }
    case 'verify':
      return { target: request.request.address ?? mirror, sources: [], names: [] };
    case 'repair':
      return { target: request.plan.mirror, sources: request.plan.sources, names: [] };
    case 'prune':
      return {
        target: request.plan.mirror,
        sources: [],
        names: fewOf(request.plan.yanks.map(({ component, version }) => `${component} ${version}`)),
      };
    case 'publish': {
      const [first] = request.plans;
      return {
        target: first?.mirror ?? mirror,
        sources: [],
        names: fewOf(request.plans.map(({ component, version }) => `${component} ${version}`)),
      };
    }
    case 'pack': {
      const { file, request: asked } = request.plan;
      return { target: file, sources: [], names: [`${asked.name} ${asked.release}`] };
    }
    case 'serve':
      return { target: absolute(request.request.path), sources: [], names: [] };
  }
}

function fewOf(names: readonly string[]): readonly string[] {
  const all = [...new Set(names)];
  return all.length > few ? [] : all;
}
