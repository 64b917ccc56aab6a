import { Fault } from "./fault";

/**
 * No server ever learns that the page's own Content-Security-Policy stopped the widget; the browser tells it here.
 * @param addresses what must be reachable: the API and the script's origin.
 */
export function watchPolicy(addresses: readonly string[], found: (fault: Fault) => void, signal: AbortSignal): void {
  const origins = new Set(addresses.map((address) => new URL(address, location.href).origin));
  const listen = (event: SecurityPolicyViolationEvent): void => {
    const blocked = originOf(event.blockedURI);
    const directive = event.effectiveDirective;
    if (event.disposition === "report" || !blocked || !origins.has(blocked)) return;
    if (!/^(connect|script)-src/.test(directive)) return;
    const name = directive.replace(/-elem$/, "");
    found(
      new Fault("csp_blocked", {
        cause: `This page's Content-Security-Policy (${directive}) does not allow ${blocked}`,
        cure: `Add to the page's policy: ${name} 'self' ${blocked}`,
      }),
    );
  };
  document.addEventListener("securitypolicyviolation", listen, { signal });
}

const originOf = (address: string): string | null => {
  try {
    return new URL(address).origin;
  } catch {
    return null;
  }
};
