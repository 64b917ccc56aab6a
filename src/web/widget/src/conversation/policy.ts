import { Fault } from "./fault";

/**
 * No server ever learns that the page's own Content-Security-Policy stopped the widget; the browser tells it here.
 * @param addresses what must be reachable: the API and the script's origin.
 */
export function watchPolicy(addresses: readonly string[], found: (fault: Fault) => void): () => void {
  const origins = new Set(addresses.map((address) => new URL(address, location.href).origin));
  const listen = (event: SecurityPolicyViolationEvent): void => {
    const blocked = originOf(event.blockedURI);
    const directive = event.effectiveDirective;
    if (event.disposition === "report" || !blocked || !origins.has(blocked)) return;
    if (!directive.startsWith("connect-src") && !directive.startsWith("script-src")) return;
    const name = directive.replace(/-elem$/, "");
    found(
      new Fault("csp_blocked", {
        cause: `This page's Content-Security-Policy (${directive}) does not allow ${blocked}`,
        cure: `Add to the page's policy: ${name} 'self' ${blocked};`,
      }),
    );
  };
  document.addEventListener("securitypolicyviolation", listen);
  return () => document.removeEventListener("securitypolicyviolation", listen);
}

const originOf = (address: string): string | null => {
  try {
    return new URL(address).origin;
  } catch {
    return null;
  }
};
