import { escalation } from './de/escalation';
import { inbox } from './de/inbox';
import { insight } from './de/insight';
import { knowledge } from './de/knowledge';
import { outcomes } from './de/outcomes';
import { problems } from './de/problems';
import { settings } from './de/settings';
import { shell } from './de/shell';
import { setup } from './de/setup';
import { work } from './de/work';
import type { Messages } from './text';

export const de: Messages = {
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

export { sentences } from './de/sentences';
