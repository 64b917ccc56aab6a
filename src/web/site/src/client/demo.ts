/** What `GET /demo/config.json` says: the demo tenant of this platform, written by the AppHost. */
export interface DemoConfig {
  tenantId: string;
  token: string;
  apiUrl?: string | null;
  /** Tenants of which each has one broken link, by cause; made a moment after the first start. */
  broken?: Record<string, Broken> | null;
}

export interface Broken {
  tenantId: string;
  token: string;
}

/** The demo tenant, or the reason why there is none. */
export async function readDemo(): Promise<DemoConfig | { missing: string }> {
  try {
    const response = await fetch("/demo/config.json", { headers: { Accept: "application/json" } });
    if (response.status === 404)
      return {
        missing:
          "This platform has no demo tenant, so there is no chat on this page. Start it with “dotnet run --project LiveChat.AppHost”, which makes one.",
      };
    if (!response.ok)
      return { missing: `The demo settings could not be read: the platform answered ${response.status}.` };
    const config = (await response.json()) as Partial<DemoConfig>;
    if (!config.tenantId || !config.token) return { missing: "The demo settings are incomplete." };
    return { tenantId: config.tenantId, token: config.token, broken: config.broken ?? null };
  } catch {
    return { missing: "The platform does not answer. Is it still running?" };
  }
}
