/** An allowlist entry as the server stores it: scheme and port where they were given, `*.` for subdomains. */
const entryForm = /^(?:(https?):\/\/)?(\*\.)?(\[[^\]]+\]|[^:/]+)(?::(\d+))?$/u;

/** Whether the allowlist lets pages of this origin in; as the gateway decides it, for what is shown beside the list. */
export function admits(domains: readonly string[], origin: string): boolean {
  let site: URL;
  try {
    site = new URL(origin);
  } catch {
    return false;
  }
  return domains.some((domain) => {
    const [, scheme, wildcard, host, port] = entryForm.exec(domain.toLowerCase()) ?? [];
    if (host === undefined || (scheme && `${scheme}:` !== site.protocol)) return false;
    const sameHost = wildcard ? site.hostname.endsWith(`.${host}`) : site.hostname === host;
    // `URL` leaves a scheme's own port out, as the server does.
    const anyPort = host === 'localhost' && !scheme && !wildcard;
    return sameHost && (port ? portOf(site) === port : site.port === '' || anyPort);
  });
}

function portOf(site: URL): string {
  return site.port || (site.protocol === 'https:' ? '443' : '80');
}
