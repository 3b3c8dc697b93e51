/** Choosing keys: from the home, newly made, pasted, or out of files. */
export const keyChoice = {
  askFile: 'Which file holds the key? Either half, JSON or PEM',
  chosen: (count: number): string =>
    count === 0
      ? 'Space chooses several; Enter takes the row at the cursor.'
      : `Keys chosen: ${count}. Enter takes them.`,
  empty: 'There is no key in this home that could be taken.',
  emptyNext: 'Make one here, paste the public half of somebody else’s, or pick its file.',
  fields: { name: 'Name of the new key', paste: 'Public half' },
  hints: {
    name: 'It becomes the name of the file in this home.',
    paste:
      'Paste what `keys export` or `mirror genkey -p` printed (JSON), or a PEM block PUBLIC KEY. Never a private key.',
  },
  doing: {
    ring: 'Reading the keys of this home ...',
    generate: 'Making a key ...',
    paste: 'Taking the public half in ...',
    files: 'Reading the key files ...',
  },
};
