import type { TenantText } from '../site/widget-settings';

/** The contract's assistant. Members this page does not know go back as they came. */
export interface Assistant {
  id: string;
  name: string;
  instructions: string | null;
  greeting: TenantText;
  suggestions?: string[];
  language?: string | null;
  tone?: string | null;
  /** `builtin` answers without the tenant's provider; null with it. */
  provider?: string | null;
  model?: string | null;
  temperature?: number | null;
  maxTokens?: number | null;
  fallbackAssistantId?: string | null;
  isDefault: boolean;
  version: number;
  [more: string]: unknown;
}
