import type { KeyEntry, ListedOwner, PlannedSignature } from '../../engine/index.ts';
import { keyFindings } from '../../messages/doctor-texts.ts';
import type { Messages } from '../../messages/index.ts';
import { localTime } from '../../messages/measure.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { problemLines } from '../problem-view.tsx';
import type { Listed, Planned } from './owners-asked.ts';
import { keyAt, type OwnersState, ownerAt } from './owners-state.ts';

/** What is known of the row under the cursor, or why nothing is. */
export function factsOf(state: OwnersState, messages: Messages): readonly ReportLine[] {
  const { listed, pane } = state;
  if (listed === null) return [];
  if (pane === 'keys') {
    const key = keyAt(state);
    return key === null ? [] : keyFacts(key, listed, messages);
  }
  if (listed.problem !== null) return problemLines(listed.problem, messages);
  const owner = ownerAt(state);
  return owner === null ? [] : ownerFacts(owner, listed, messages, state.details);
}

/** The facts of an owner: its keys and what it owns. */
function ownerFacts(
  owner: ListedOwner,
  listed: Listed,
  messages: Messages,
  whole: boolean,
): readonly ReportLine[] {
  const text = messages.owners;
  const { listJoin } = messages.units;
  const files = new Map(
    [...listed.home.keys, ...(listed.mirror?.keys ?? [])]
      .filter(({ half }) => half === 'private')
      .map(({ id, file }) => [id, file]),
  );
  return [
    { text: `${cleanText(owner.id)}  ${cleanText(owner.name)}`, tone: 'title' },
    { text: text.mustSign(owner.threshold, owner.keys.length) },
    ...owner.keys.map((id): ReportLine => {
      const file = files.get(id);
      const where = file === undefined ? text.notHere : cleanText(file);
      return {
        text: `  ${whole ? id : id.slice(0, 16)}  ${where}`,
        indent: 4,
        tone: file === undefined ? 'quiet' : 'plain',
      };
    }),
    {
      text:
        owner.components.length === 0
          ? text.ownsNothing
          : text.owns(cleanText(owner.components.join(listJoin))),
      indent: 2,
    },
    ...(owner.yanked.length === 0
      ? []
      : [{ text: text.yanked(cleanText(owner.yanked.join(listJoin))), tone: 'quiet' as const, indent: 2 }]),
    ...(listed.owners === null
      ? []
      : [{ text: messages.upkeep.ownersExpire(localTime(listed.owners.expires)), tone: 'quiet' as const }]),
  ];
}

/** The facts of a key file, and what is wrong with it. */
function keyFacts(key: KeyEntry, listed: Listed, messages: Messages): readonly ReportLine[] {
  const text = messages.owners;
  const problems = [...listed.home.problems, ...(listed.mirror?.problems ?? [])].filter(
    ({ facts }) => facts.file === key.file,
  );
  const uses = key.uses.map(({ kind, name }) => text.use(kind, cleanText(name)));
  // a key has no date of its own: it holds as long as what lists it
  const until = [
    key.uses.some(({ kind }) => kind === 'role') ? listed.roles : null,
    key.uses.some(({ kind }) => kind === 'owner') ? listed.owners : null,
  ].flatMap((lists) => (lists === null ? [] : [localTime(lists.expires)]));
  return [
    { text: cleanText(key.file), tone: 'title', indent: 2 },
    ...problems.flatMap(({ code, facts }) => {
      const { title, remedy } = messages.care.doctor[keyFindings[code]];
      return [
        { text: cleanText(title(facts)), tone: 'bad' as const, indent: 2 },
        { text: cleanText(remedy(facts)), indent: 2 },
      ];
    }),
    { text: text.half(key.half, key.type) },
    { text: `${text.id} ${key.id}`, indent: 2 },
    { text: uses.length === 0 ? text.usedForNothing : uses.join(messages.units.listJoin), indent: 2 },
    ...until.slice(0, 1).map((date) => ({ text: text.listedUntil(date) })),
    { text: text.mode((key.mode & 0o777).toString(8).padStart(4, '0')) },
  ];
}

function signLines(signs: readonly PlannedSignature[], messages: Messages): readonly ReportLine[] {
  const text = messages.clone.review;
  return [
    { text: '' },
    { text: text.signs, tone: 'title' },
    ...signs.map(({ file, version, expires }) => ({
      text: `  ${text.signLine(cleanText(file), version, localTime(expires))}`,
      indent: 4,
    })),
  ];
}

/** Everything that a plan does, before it is done. */
export function reviewLines(planned: Planned, messages: Messages): readonly ReportLine[] {
  const { owners: text, upkeep, units } = messages;
  const keys = planned.plan.keys.map(({ file, id }) => ({
    text: `  ${id.slice(0, 16)}  ${cleanText(file)}`,
    indent: 4,
  }));
  if (planned.kind === 'grant') {
    const { plan } = planned;
    return [
      {
        text: text.willGrant(cleanText(plan.id), cleanText(plan.name), cleanText(plan.mirror)),
        tone: 'title',
        indent: 2,
      },
      { text: text.mustSign(plan.threshold, plan.keys.length) },
      ...keys,
      ...signLines(plan.signs, messages),
    ];
  }
  const { plan } = planned;
  const { owner, request } = plan;
  const list = (ids: readonly string[]): string => cleanText(ids.join(units.listJoin));
  return [
    {
      text: owner === null ? upkeep.ownerWillGo(cleanText(request.id)) : text.willBe(cleanText(owner.id)),
      tone: owner === null ? 'warn' : 'title',
    },
    ...(owner === null
      ? []
      : [
          { text: text.mustSign(owner.threshold, owner.keys.length) },
          ...owner.keys.map((id) => ({ text: `  ${id}`, indent: 4 })),
        ]),
    ...(plan.resigned.length === 0 ? [] : [{ text: upkeep.signedAnew(list(plan.resigned)), indent: 2 }]),
    ...(plan.removed.length === 0
      ? []
      : [{ text: upkeep.goesWithOwner(list(plan.removed)), tone: 'warn' as const, indent: 2 }]),
    ...signLines(plan.signs, messages),
    ...plan.missing.map(({ name, needed, got, keys: ids }) => ({
      text: upkeep.missingKeys(
        cleanText(name),
        needed,
        got,
        ids.map((id) => id.slice(0, 16)).join(units.listJoin),
      ),
      tone: 'bad' as const,
      indent: 2,
    })),
  ];
}
