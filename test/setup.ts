/**
 * Before every test file: what the machine around would change is taken away. Ink and programs that are
 * started look at CI; clients look at TIUP_*; downloads look at proxies.
 */
for (const name of [
  'CI',
  'CONTINUOUS_INTEGRATION',
  'TIUP_HOME',
  'TIUP_MIRRORS',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'http_proxy',
  'https_proxy',
  'all_proxy',
]) {
  delete process.env[name];
}

// Modes of files are what is asked for, less what most machines take from it.
process.umask(0o022);
