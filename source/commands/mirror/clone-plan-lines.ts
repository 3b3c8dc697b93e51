import type { ClonePlan, PlannedFile, PlannedKeys, PlannedPreset } from '../../engine/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import { mergedWarnings } from '../../messages/merged-warnings.ts';
import type { Context } from '../context.ts';

/** Prints what a clone is going to do: the stock client's lines, and what it will cost. */
export function tellPlan(context: Context, plan: ClonePlan): void {
  const { printer, messages } = context;
  const { cloning } = messages;
  const { request, source, target } = plan;
  const versions = (request.versions ?? []).join(' ');
  printer.line(cloning.start(target.path, source.identity.address, versions));
  if (target.state === 'refresh') printer.line(cloning.refresh(target.path));
  printer.line(cloning.archs((request.archs ?? ['amd64', 'arm64']).join(' ')));
  printer.line(cloning.oses((request.oses ?? ['linux', 'darwin']).join(' ')));
  for (const preset of plan.presets) tellPreset(context, preset);
  for (const { component, platform, wanted, instead } of plan.missing)
    printer.line(
      instead === null
        ? cloning.notFound(component, platform, wanted)
        : cloning.instead(component, platform, wanted, instead),
    );
  for (const { component, platform, version } of plan.dropped)
    printer.line(cloning.dropping(component, platform, version));
  // what is missing stands above, in words of its own
  const others = plan.warnings.filter(({ code }) => code !== 'version-missing');
  printer.warn(mergedWarnings(others, messages));
  if (!plan.unchanged) tellCost(context, plan);
}

/** What a preset brings, by why, and what the source lacks of it. */
function tellPreset({ printer, messages }: Context, { name, components, absent }: PlannedPreset): void {
  const { presets, units } = messages;
  printer.line(presets.brings(name));
  for (const reason of new Set(components.map((component) => component.reason))) {
    const items = components.filter((component) => component.reason === reason);
    const named = items.map(({ id, versions }) => `${id} ${versions.join(' ')}`);
    printer.line(`  ${presets.because(presets.reasons[reason], named.join(units.listJoin))}`);
  }
  const lacking = absent.map(({ id, wanted }) => `${id} ${wanted}`);
  if (lacking.length > 0) printer.line(`  ${presets.absent(lacking.join(units.listJoin))}`);
}

/** How many files the source sends: the client's own tarball is another name of one of component tiup. */
function namesOf(files: readonly PlannedFile[]): number {
  return new Set(files.map((file) => file.from)).size;
}

/** Neither everything nor any version was asked for. */
function namesNothing({ request }: ClonePlan): boolean {
  const { full, versions = [], components = {}, presets = [] } = request;
  return full !== true && versions.length + presets.length + Object.keys(components).length === 0;
}

function tellCost({ printer, messages }: Context, plan: ClonePlan): void {
  const { cloning, units } = messages;
  const { bytes, files, components } = plan;
  const here = files.filter(({ action }) => action === 'keep');
  const fetched = files.filter(({ action }) => action !== 'keep');
  const amount = (list: readonly PlannedFile[], size: number): [string, string] => [
    units.files(list.length),
    humanBytes(size, messages),
  ];
  if (files.length === 0 || namesNothing(plan)) printer.line(cloning.metadataOnly);
  if (files.length > 0) {
    printer.line(cloning.selected(units.components(components.length), ...amount(files, bytes.total)));
    const once = namesOf(fetched);
    const half = namesOf(fetched.filter(({ action }) => action === 'resume'));
    printer.line(cloning.toFetch(units.files(once), humanBytes(bytes.fetch, messages)));
    if (half > 0) printer.line(cloning.half(units.files(half)));
    if (once < fetched.length) printer.line(cloning.copies(units.files(fetched.length - once)));
    if (here.length > 0) printer.line(cloning.here(...amount(here, bytes.keep)));
  }
  if (bytes.free !== null) printer.line(cloning.space(humanBytes(bytes.free, messages)));
  const names = (action: PlannedKeys['action']): string =>
    plan.keys
      .filter((item) => item.action === action)
      .map(({ name, count }) => (count === 1 ? name : `${name} (${count})`))
      .join(units.listJoin);
  if (names('new') !== '') printer.line(cloning.newKeys(names('new')));
  if (names('kept') !== '') printer.line(cloning.keptKeys(names('kept')));
}
