import { textOf, type WidgetConfig } from "../conversation/contract";
import type { Settings } from "../conversation/options";

/** How the panel greets and what it offers: the snippet's options over the tenant's settings over the defaults. */
export interface Look {
  name: string;
  companyName: string;
  greeting: string;
  suggestions: string[];
  avatarUrl: string | null;
  logoUrl: string | null;
  wordmarkUrl: string | null;
  contactEmail: string | null;
  /** Whether anybody or anything answers; null when the server does not say. */
  online: boolean | null;
  /** When people are back, ms since 1970. */
  opensAt: number | null;
  consent: { text: string; privacyUrl: string | null } | null;
  consentRequired: boolean;
  rating: boolean;
  transcript: boolean;
  sound: boolean;
}

/** @param greeting what a proactive message said instead, or null. */
export function lookOf(settings: Settings, config: WidgetConfig, locale: string, greeting: string | null): Look {
  const { widget } = config;
  const { availability, consent, features } = widget;
  return {
    name: widget.assistantName || config.name || settings.companyName || widget.companyName || "",
    companyName: settings.companyName ?? widget.companyName ?? "",
    greeting: greeting ?? textOf(widget.greeting, locale),
    suggestions: (widget.suggestions ?? [])
      .map((text) => textOf(text, locale))
      .filter(Boolean)
      .slice(0, 6),
    avatarUrl: picture(settings.avatarUrl ?? widget.avatarUrl),
    logoUrl: picture(settings.headerLogoUrl ?? widget.headerLogoUrl),
    wordmarkUrl: picture(settings.headerWordmarkUrl ?? widget.headerWordmarkUrl),
    contactEmail: widget.contactEmail ?? null,
    online: availability ? availability.online : null,
    opensAt: availability?.opensAt ? Date.parse(availability.opensAt) || null : null,
    consent: consent ? { text: textOf(consent.text, locale), privacyUrl: consent.privacyUrl ?? null } : null,
    consentRequired: consent?.required === true,
    rating: features?.rating === true,
    transcript: features?.transcript !== false,
    sound: features?.sound !== false,
  };
}

/** Only what an `img` may load without doing anything else. */
const picture = (url: string | null | undefined): string | null =>
  url && /^(https?:\/\/|\/|data:image\/(png|jpeg|webp|svg\+xml)[;,])/i.test(url) ? url : null;
