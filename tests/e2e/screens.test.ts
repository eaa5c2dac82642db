import type { Page } from "playwright-core";
import { DESKTOP, PHONE, SMALL_PHONE, useStage } from "../support/browser";

interface Ids {
  customer: string;
  contact: string;
  followUp: string;
  opportunity: string;
  reminder: string;
}

const screens: Record<string, (ids: Ids) => string> = {
  today: () => "/today",
  customers: () => "/customers",
  customer: ({ customer }) => `/customers/${customer}`,
  "who sees a customer": ({ customer }) => `/customers/${customer}/access`,
  "share a customer": ({ customer }) => `/customers/${customer}/share`,
  "hand a customer over": ({ customer }) => `/customers/${customer}/transfer`,
  grants: () => "/grants",
  "recycle bin": () => "/recycle-bin",
  search: () => "/search",
  "new customer": () => "/customers/new",
  "customer form": ({ customer }) => `/customers/${customer}/edit`,
  "new contact": ({ customer }) => `/customers/${customer}/contacts/new`,
  "contact form": ({ contact }) => `/contacts/${contact}/edit`,
  "new follow-up": ({ customer }) => `/customers/${customer}/follow-ups/new`,
  "follow-up form": ({ followUp }) => `/follow-ups/${followUp}/edit`,
  "new deal": ({ customer }) => `/customers/${customer}/opportunities/new`,
  deals: () => "/opportunities",
  deal: ({ opportunity }) => `/opportunities/${opportunity}`,
  "deal form": ({ opportunity }) => `/opportunities/${opportunity}/edit`,
  reminders: () => "/reminders",
  "new reminder": () => "/reminders/new",
  reminder: ({ reminder }) => `/reminders/${reminder}`,
  more: () => "/more",
  outbox: () => "/outbox",
  help: () => "/help",
  "no such page": () => "/nowhere",
};

const LEAST_TOUCH = 44;

/** What stands out of the screen sideways: the page may only scroll down. */
const sidewaysScroll = (page: Page) =>
  page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

/** Runs in the page, so it is written for the page. A hit area larger than what is drawn is a pseudo-element. */
const FIND_SMALL_TARGETS = `
  [...document.querySelectorAll("main button, main a, nav a, .shell__dock button")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => {
      const drawn = element.getBoundingClientRect();
      const after = getComputedStyle(element, "::after");
      const isGrown = after.content !== "none" && after.position === "absolute";
      const beyond = (side) => (isGrown ? Math.max(0, -parseFloat(after[side]) || 0) : 0);
      const width = drawn.width && drawn.width + beyond("left") + beyond("right");
      const height = drawn.height && drawn.height + beyond("top") + beyond("bottom");
      return { width, height, words: element.className + " “" + element.textContent.trim() + "”" };
    })
    .filter(({ width, height }) => width > 0 && height > 0 && Math.min(width, height) < ${LEAST_TOUCH - 0.5})
    .map(({ width, height, words }) => words + " " + Math.round(width) + "×" + Math.round(height))`;

/** Keys and links a thumb would miss. */
const smallTargets = (page: Page) => page.evaluate<string[]>(FIND_SMALL_TARGETS);

describe("every screen", () => {
  const stage = useStage();

  async function findIds(page: Page): Promise<Ids> {
    const first = async (path: string) => {
      const answer = await page.request.get(`/api/v1${path}`);
      const { items } = (await answer.json()) as { items: { id: string; customer?: string }[] };
      if (!items[0]) throw new Error(`the sample company has no ${path}`);
      return items[0];
    };
    const contact = await first("/contacts?limit=1");
    const customer = contact.customer ?? "";
    const [followUp, opportunity, reminder] = await Promise.all([
      first(`/follow-ups?limit=1&customer=${customer}`),
      first("/opportunities?limit=1"),
      first("/reminders?limit=1&state=open"),
    ]);
    return {
      customer,
      contact: contact.id,
      followUp: followUp.id,
      opportunity: opportunity.id,
      reminder: reminder.id,
    };
  }

  async function visit(page: Page, path: string) {
    await page.goto(`/app${path}`, { waitUntil: "networkidle" });
    await page.locator("main :is(h1, h2, h3, form, input)").first().waitFor();
  }

  const sizes = { phone: PHONE, "small phone": SMALL_PHONE, desktop: DESKTOP };

  /** Everything that is wrong with the screen as it stands, in words. */
  async function findFaults(page: Page, size: keyof typeof sizes): Promise<string[]> {
    const faults = size === "desktop" ? [] : await smallTargets(page);
    const beyond = await sidewaysScroll(page);
    return beyond > 0 ? [...faults, `${beyond} px wider than the screen`] : faults;
  }

  test.each(["light", "dark"] as const)("fits phones and a desktop in %s, without an error", async (colorScheme) => {
    const page = await stage.openApp(await stage.open({ colorScheme }), "lilei", "/today");
    await page.getByRole("heading", { level: 1 }).waitFor();
    const ids = await findIds(page);
    const faults: Record<string, string[]> = {};
    for (const [name, pathOf] of Object.entries(screens)) {
      await page.setViewportSize(PHONE);
      await visit(page, pathOf(ids));
      for (const [size, viewport] of Object.entries(sizes)) {
        await page.setViewportSize(viewport);
        await page.locator(size === "desktop" ? ".shell--desktop" : ".shell:not(.shell--desktop)").waitFor();
        const found = await findFaults(page, size as keyof typeof sizes);
        if (found.length > 0) faults[`${name}, ${size}`] = found;
      }
    }
    expect(faults).toEqual({});
  });

  test.each(Object.entries(sizes))("the chat fits on a %s", async (_size, viewport) => {
    const page = await (await stage.open({ viewport })).newPage();
    await page.goto("/simulator/");
    await page.getByRole("region", { name: "李雷 的手机" }).getByLabel("消息").waitFor();
    expect(await sidewaysScroll(page)).toBe(0);
  });
});
