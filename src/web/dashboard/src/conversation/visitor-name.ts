import type { Visitor } from '../api/types';
import type { Text } from '../messages/text';

/** What the visitor is called: name, e-mail, else 'Visitor' and a few letters that tell two of them apart. */
export function visitorName(visitor: Visitor, { t }: Text): string {
  if (visitor.name?.trim()) return visitor.name.trim();
  if (visitor.email) return visitor.email;
  return t('visitor.numbered', { id: visitor.id.replaceAll('-', '').slice(-4).toUpperCase() });
}
