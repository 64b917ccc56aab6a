import { inbox } from './en/inbox';
import { outcomes } from './en/outcomes';
import { settings } from './en/settings';
import { shell } from './en/shell';
import { work } from './en/work';

/** English: every text of the page. The keys of this object are the keys there are. */
export const en = { ...shell, ...inbox, ...settings, ...outcomes, ...work };
