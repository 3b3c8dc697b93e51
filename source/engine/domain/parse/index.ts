import type { Index, IndexItem, Owner } from '../manifest.ts';
import { isComponentName, isFileUrl, isOwnerId } from '../names.ts';
import { withoutPrototype } from '../record.ts';
import { baseFields, readBase, readKeys, readThreshold } from './base.ts';
import type { Field } from './field.ts';

/** Reads `signed` of an index. Every component's owner and every default component must be in it. */
export function readIndex(signed: Field): Index {
  const fields = signed.fields([...baseFields, 'owners', 'components', 'default_components']);
  const base = readBase('index', fields);
  const items = fields.components.record(readItem);
  const owners = fields.owners.record((id, field) => readOwner(id, field, items));
  for (const [, field] of fields.components.entries()) {
    const { owner } = field.fields(['owner']);
    if (!Object.hasOwn(owners, owner.string())) owner.refuse('is not among the owners');
  }
  return {
    ...base,
    owners,
    components: withoutPrototype(
      Object.fromEntries(Object.entries(items).map(([id, { item }]) => [id, item])),
    ),
    default_components: fields.default_components.isNull()
      ? []
      : fields.default_components.list().map((field) => {
          return field.name((id) => Object.hasOwn(items, id), 'among the components');
        }),
  };
}

/**
 * In the first years an owner had no threshold, the item of each of its components had it, and there was neither
 * `standalone` nor `hidden`.
 */
type ReadItem = { readonly item: IndexItem; readonly oldThreshold: number | null };

function readItem(id: string, field: Field): ReadItem {
  if (!isComponentName(id)) field.refuse('is not the name of a component');
  const fields = field.fields(['yanked', 'owner', 'url'], ['standalone', 'hidden', 'threshold']);
  const oldThreshold = fields.threshold === undefined ? null : readThreshold(fields.threshold);
  if (oldThreshold === null) field.fields(['standalone', 'hidden']);
  return {
    item: {
      yanked: fields.yanked.boolean(),
      owner: fields.owner.string(),
      url: fields.url.name(isFileUrl, 'the url of a file in the mirror'),
      standalone: fields.standalone?.boolean() ?? false,
      hidden: fields.hidden?.boolean() ?? false,
    },
    oldThreshold,
  };
}

function readOwner(id: string, field: Field, items: Readonly<Record<string, ReadItem>>): Owner {
  if (!isOwnerId(id)) field.refuse('is not the id of an owner');
  const fields = field.fields(['name', 'keys'], ['threshold']);
  const threshold =
    fields.threshold === undefined ? oldThreshold(id, field, items) : readThreshold(fields.threshold);
  return { name: fields.name.string(), keys: readKeys(fields.keys), threshold };
}

function oldThreshold(id: string, field: Field, items: Readonly<Record<string, ReadItem>>): number {
  const owned = Object.values(items).filter(({ item }) => item.owner === id);
  const thresholds = owned.map((entry) => entry.oldThreshold ?? 0);
  // Throws for the missing field, unless all of the owner's components are of the old form.
  if (thresholds.length === 0 || thresholds.includes(0)) field.fields(['threshold']);
  return thresholds.reduce((most, next) => Math.max(most, next), 1);
}
