/** `node fetch-child.ts <json>`: one fetch in a process of its own, to be killed. */
import { fetchFiles } from '../../source/engine/io/fetch-files.ts';

const { address, files, folder } = JSON.parse(process.argv[2] ?? '');
await fetchFiles({ address, kind: 'http' }, files, { folder, jobs: 4 });
