import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";
import { leadPages } from "../../models/shared/text/zhCN/leadPages";
import { pages as t } from "../../models/shared/text/zhCN/pages";
import { poolPages } from "../../models/shared/text/zhCN/poolPages";
import { rightsPages } from "../../models/shared/text/zhCN/rightsPages";
import { rightsReviewText } from "../../models/shared/text/zhCN/rightsReview";
import { riskPages, rulePages } from "../../models/shared/text/zhCN/riskPages";
import { usagePage } from "../../models/shared/text/zhCN/usagePage";
import { visitPages } from "../../models/shared/text/zhCN/visitPages";
import type { NavTab } from "./components/NavTabs.vue";
// Comes with the program: the page most open first, which then asks for nothing twice and waits for one answer less.
import TodayPage from "./pages/TodayPage.vue";

declare module "vue-router" {
  interface RouteMeta {
    title: string;
    tab: NavTab;
    /** The quick entry stands on every screen but forms, where the form is the entry. */
    hasEntry: boolean;
    /** The four tabs; a record's page gives its room to the record. */
    hasTabs: boolean;
  }
}

const screen = (title: string, tab: NavTab) => ({ title, tab, hasEntry: true, hasTabs: true });
const detail = (title: string, tab: NavTab) => ({ title, tab, hasEntry: true, hasTabs: false });
const form = (title: string, tab: NavTab) => ({ title, tab, hasEntry: false, hasTabs: false });

const titles = t.titles;
const rights = rightsPages.titles;
const visitTitles = visitPages.titles;
const leads = leadPages.titles;

export const routes: RouteRecordRaw[] = [
  { path: "/", redirect: "/today" },
  { path: "/today", component: TodayPage, meta: screen(titles.today, "today") },
  { path: "/chat", component: TodayPage, meta: screen(titles.today, "today") },
  {
    path: "/search",
    component: () => import("./pages/SearchPage.vue"),
    meta: { ...screen(titles.search, "customers"), hasEntry: false },
  },
  {
    path: "/customers/new",
    component: () => import("./pages/CustomerFormPage.vue"),
    meta: form(titles.customerForm, "customers"),
  },
  {
    path: "/customers/:id/edit",
    component: () => import("./pages/CustomerFormPage.vue"),
    props: true,
    meta: form(titles.customerForm, "customers"),
  },
  {
    path: "/customers/:customer/contacts/new",
    component: () => import("./pages/ContactFormPage.vue"),
    props: true,
    meta: form(titles.contactForm, "customers"),
  },
  {
    path: "/contacts/:id/edit",
    component: () => import("./pages/ContactFormPage.vue"),
    props: true,
    meta: form(titles.contactForm, "customers"),
  },
  {
    path: "/customers/:customer/follow-ups/new",
    component: () => import("./pages/FollowUpFormPage.vue"),
    props: true,
    meta: form(titles.followUpForm, "customers"),
  },
  {
    path: "/follow-ups/:id/edit",
    component: () => import("./pages/FollowUpFormPage.vue"),
    props: true,
    meta: form(titles.followUpForm, "customers"),
  },
  {
    path: "/customers/:customer/check-in",
    component: () => import("./pages/CheckInPage.vue"),
    props: true,
    meta: form(visitTitles.checkIn, "customers"),
  },
  {
    path: "/customers/:customer/opportunities/new",
    component: () => import("./pages/OpportunityFormPage.vue"),
    props: true,
    meta: form(titles.opportunityForm, "opportunities"),
  },
  {
    path: "/customers/:id/access",
    component: () => import("./pages/CustomerAccessPage.vue"),
    props: true,
    meta: detail(rights.access, "customers"),
  },
  {
    path: "/customers/:id/share",
    component: () => import("./pages/SharePage.vue"),
    props: true,
    meta: form(rights.share, "customers"),
  },
  {
    path: "/customers/:id/transfer",
    component: () => import("./pages/TransferPage.vue"),
    props: true,
    meta: form(rights.transfer, "customers"),
  },
  {
    path: "/hand-over",
    component: () => import("./pages/HandOverPage.vue"),
    meta: form(rights.handOver, "customers"),
  },
  {
    path: "/customers",
    component: () => import("./pages/CustomersPage.vue"),
    meta: screen(titles.customers, "customers"),
    children: [
      {
        path: ":id",
        component: () => import("./pages/CustomerPage.vue"),
        props: true,
        meta: detail(titles.customer, "customers"),
      },
    ],
  },
  {
    path: "/opportunities",
    component: () => import("./pages/OpportunitiesPage.vue"),
    meta: screen(titles.opportunities, "opportunities"),
  },
  {
    path: "/opportunities/:id",
    component: () => import("./pages/OpportunityPage.vue"),
    props: true,
    meta: detail(titles.opportunity, "opportunities"),
  },
  {
    path: "/opportunities/:id/edit",
    component: () => import("./pages/OpportunityFormPage.vue"),
    props: true,
    meta: form(titles.opportunityForm, "opportunities"),
  },
  { path: "/leads", component: () => import("./pages/LeadsPage.vue"), meta: screen(leads.leads, "customers") },
  { path: "/leads/new", component: () => import("./pages/LeadFormPage.vue"), meta: form(leads.leadForm, "customers") },
  {
    path: "/leads/:id",
    component: () => import("./pages/LeadPage.vue"),
    props: true,
    meta: detail(leads.lead, "customers"),
  },
  {
    path: "/leads/:id/edit",
    component: () => import("./pages/LeadFormPage.vue"),
    props: true,
    meta: form(leads.leadForm, "customers"),
  },
  {
    path: "/reminders",
    component: () => import("./pages/RemindersPage.vue"),
    meta: screen(titles.reminders, "reminders"),
  },
  {
    path: "/reminders/new",
    component: () => import("./pages/ReminderFormPage.vue"),
    meta: form(titles.reminderForm, "reminders"),
  },
  {
    path: "/reminders/:id",
    component: () => import("./pages/ReminderPage.vue"),
    props: true,
    meta: detail(titles.reminder, "reminders"),
  },
  { path: "/visits", component: () => import("./pages/VisitsPage.vue"), meta: screen(visitTitles.visits, "today") },
  { path: "/visits/new", component: () => import("./pages/VisitFormPage.vue"), meta: form(visitTitles.form, "today") },
  {
    path: "/visits/stats",
    component: () => import("./pages/VisitStatsPage.vue"),
    meta: detail(visitTitles.stats, "more"),
  },
  {
    path: "/visits/:id",
    component: () => import("./pages/VisitPage.vue"),
    props: true,
    meta: detail(visitTitles.visit, "today"),
  },
  {
    path: "/visits/:id/edit",
    component: () => import("./pages/VisitFormPage.vue"),
    props: true,
    meta: form(visitTitles.form, "today"),
  },
  { path: "/nearby", component: () => import("./pages/NearbyPage.vue"), meta: detail(visitTitles.nearby, "customers") },
  {
    path: "/press/:token",
    component: () => import("./pages/PressPage.vue"),
    props: true,
    meta: detail(titles.press, "today"),
  },
  {
    path: "/approvals",
    component: () => import("./pages/ApprovalsPage.vue"),
    meta: detail(titles.approvals, "more"),
  },
  { path: "/risks", component: () => import("./pages/RisksPage.vue"), meta: detail(riskPages.title, "today") },
  { path: "/pool", component: () => import("./pages/PoolPage.vue"), meta: screen(titles.pool, "customers") },
  {
    path: "/settings/pool",
    component: () => import("./pages/PoolRulesPage.vue"),
    meta: form(poolPages.rulesTitle, "more"),
  },
  { path: "/selling", component: () => import("./pages/SellingPage.vue"), meta: detail(titles.selling, "more") },
  {
    path: "/settings/pipeline",
    component: () => import("./pages/PipelinePage.vue"),
    meta: form(titles.pipeline, "more"),
  },
  {
    path: "/settings/lead-rules",
    component: () => import("./pages/LeadRulesPage.vue"),
    meta: form(leads.rules, "more"),
  },
  {
    path: "/settings/lead-sources",
    component: () => import("./pages/LeadSourcesPage.vue"),
    meta: form(leads.sources, "more"),
  },
  { path: "/settings/rules", component: () => import("./pages/RulesPage.vue"), meta: form(rulePages.title, "more") },
  {
    path: "/settings/rules/new",
    component: () => import("./pages/RulePage.vue"),
    meta: form(rulePages.editTitle, "more"),
  },
  {
    path: "/settings/rules/:id",
    component: () => import("./pages/RulePage.vue"),
    props: true,
    meta: form(rulePages.editTitle, "more"),
  },
  { path: "/more", component: () => import("./pages/MorePage.vue"), meta: screen(titles.more, "more") },
  {
    path: "/rows/:collection",
    component: () => import("./pages/RowsPage.vue"),
    props: true,
    meta: screen(titles.rows, "more"),
  },
  {
    path: "/reports/:name(daily|weekly|monthly)",
    component: () => import("./pages/ReportPage.vue"),
    props: true,
    meta: screen(titles.report, "more"),
  },
  { path: "/feedback", component: () => import("./pages/FeedbackPage.vue"), meta: form(titles.feedback, "more") },
  { path: "/outbox", component: () => import("./pages/OutboxPage.vue"), meta: detail(titles.outbox, "more") },
  { path: "/names", component: () => import("./pages/LearnedNamesPage.vue"), meta: detail(t.names.title, "more") },
  {
    path: "/pick/:action",
    component: () => import("./pages/PickPage.vue"),
    props: true,
    meta: form(t.pick.title, "customers"),
  },
  { path: "/grants", component: () => import("./pages/GrantsPage.vue"), meta: detail(rights.grants, "more") },
  {
    path: "/rights-review",
    component: () => import("./pages/RightsReviewPage.vue"),
    meta: detail(rightsReviewText.title, "more"),
  },
  { path: "/recycle-bin", component: () => import("./pages/RecycleBinPage.vue"), meta: detail(rights.bin, "more") },
  { path: "/usage", component: () => import("./pages/UsagePage.vue"), meta: detail(usagePage.title, "more") },
  { path: "/members", component: () => import("./pages/MembersPage.vue"), meta: detail(rights.members, "more") },
  { path: "/audit", component: () => import("./pages/AuditPage.vue"), meta: detail(rights.audit, "more") },
  { path: "/help", component: () => import("./pages/HelpPage.vue"), meta: detail(titles.help, "more") },
  {
    path: "/:rest(.*)*",
    component: () => import("./pages/NotFoundPage.vue"),
    meta: screen(titles.notFound, "today"),
  },
];

export function createAppRouter() {
  const router = createRouter({
    history: createWebHistory("/app/"),
    routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  router.afterEach((to) => {
    document.title = to.meta.title ?? t.app.name;
  });
  return router;
}
