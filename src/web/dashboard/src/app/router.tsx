import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readSearch } from '../inbox/conversation-filter';
import { InboxPage } from '../inbox/inbox-page';
import { HomePage } from './home-page';
import { NotFoundPage, PageFault } from './page-fault';
import { Shell } from './shell';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: PageFault,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: HomePage,
});

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch: readSearch,
  component: InboxPage,
});

const conversation = createRoute({ getParentRoute: () => inbox, path: '$conversationId' });

/** Pages beyond the inbox are loaded when somebody goes there. */
const page = <const TPath extends string>(path: TPath, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => root, path, component });

const pages = [
  page(
    '/start',
    lazyRouteComponent(() => import('../start/start-page'), 'StartPage'),
  ),
  page(
    '/reviews',
    lazyRouteComponent(() => import('../reviews/reviews-page'), 'ReviewsPage'),
  ),
  page(
    '/knowledge',
    lazyRouteComponent(() => import('../knowledge/knowledge-page'), 'KnowledgePage'),
  ),
  page(
    '/team',
    lazyRouteComponent(() => import('../team/team-page'), 'TeamPage'),
  ),
  page(
    '/canned',
    lazyRouteComponent(() => import('../canned/canned-page'), 'CannedPage'),
  ),
  page(
    '/assistants',
    lazyRouteComponent(() => import('../settings/assistants-page'), 'AssistantsPage'),
  ),
  page(
    '/safety',
    lazyRouteComponent(() => import('../safety/safety-page'), 'SafetyPage'),
  ),
  page(
    '/usage',
    lazyRouteComponent(() => import('../settings/usage-page'), 'UsagePage'),
  ),
  page(
    '/site',
    lazyRouteComponent(() => import('../site/site-page'), 'SitePage'),
  ),
  page(
    '/requests',
    lazyRouteComponent(() => import('../requests/request-page'), 'RequestPage'),
  ),
  page(
    '/requests/$requestId',
    lazyRouteComponent(() => import('../requests/request-page'), 'RequestPage'),
  ),
  page(
    '/routing',
    lazyRouteComponent(() => import('../routing/routing-page'), 'RoutingPage'),
  ),
  page(
    '/provider',
    lazyRouteComponent(() => import('../provider/provider-page'), 'ProviderPage'),
  ),
  page(
    '/integrations',
    lazyRouteComponent(() => import('../integrations/integrations-page'), 'IntegrationsPage'),
  ),
  page(
    '/audit',
    lazyRouteComponent(() => import('../audit/audit-page'), 'AuditPage'),
  ),
  page(
    '/analytics',
    lazyRouteComponent(() => import('../analytics/analytics-page'), 'AnalyticsPage'),
  ),
  page(
    '/costs',
    lazyRouteComponent(() => import('../costs/costs-page'), 'CostsPage'),
  ),
  page(
    '/hours',
    lazyRouteComponent(() => import('../hours/hours-page'), 'HoursPage'),
  ),
  page(
    '/doctor',
    lazyRouteComponent(() => import('../doctor/doctor-page'), 'DoctorPage'),
  ),
  page(
    '/account',
    lazyRouteComponent(() => import('../account/account-page'), 'AccountPage'),
  ),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([home, inbox.addChildren([conversation]), ...pages]),
  basepath: import.meta.env.BASE_URL.replace(/\/$/, ''),
  defaultPreload: 'intent',
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
