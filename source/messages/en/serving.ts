/** What `serve` prints: what is given to whom, and its flags. */
export const serving = {
  serving: (path: string, address: string): string => `Serving ${path} at ${address}`,
  howToStop: 'Ctrl-C stops it.',
  local: 'Only programs of this machine reach it (--host 0.0.0.0 opens it to the network).',
  open: (address: string): string => `Everybody who reaches ${address} can read the mirror.`,
  plain: 'It is not encrypted: signatures protect what is read; use --cert and --key where tokens are used.',
  takesSigned:
    'Publishing is on: what the key of an owner has signed is taken from everybody who reaches it.',
  takesTokens: (owners: string): string => `Publishing is on for those who have a token: ${owners}`,
  readOnly: 'Nobody can publish here (--publish).',
  reloaded: 'Certificate, tokens and log were read anew.',
  notReloaded: (reason: string): string => `Not read anew, the old ones go on: ${reason}`,
  flags: {
    publish: 'take what owners publish, and sign the mirror with its keys',
    maxUpload: 'largest tarball that is taken (default 4G)',
    tokens: 'file of the tokens that publishers must bring: JSON, owner → token or sha256:hash, mode 0600',
    cert: 'PEM file of a certificate, to serve https; read anew on SIGHUP',
    tlsKey: 'PEM file of the key of the certificate',
    accessLog: 'append a line per request to this file, - for stdout; opened anew on SIGHUP',
    logFormat: 'form of these lines: common or json (default common)',
  },
};
