import { escalation } from './en/escalation';
import { inbox } from './en/inbox';
import { insight } from './en/insight';
import { knowledge } from './en/knowledge';
import { outcomes } from './en/outcomes';
import { problems } from './en/problems';
import { settings } from './en/settings';
import { shell } from './en/shell';
import { setup } from './en/setup';
import { work } from './en/work';

/** English: every text of the page. The keys of this object are the keys there are. */
export const en = {
  ...shell,
  ...inbox,
  ...settings,
  ...outcomes,
  ...problems,
  ...work,
  ...setup,
  ...insight,
  ...knowledge,
  ...escalation,
};
