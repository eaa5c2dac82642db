import type { TemplateCard } from "./templateCard";

/** What a card may point to. */
export interface CardLookups {
  isMember: (userId: string) => boolean;
  hasMedia: (mediaId: string) => boolean;
}

/** The errcode a card would be refused with, or undefined. */
type Rule = (card: TemplateCard, lookups: CardLookups) => number | undefined;

const isUrl = (url: string | undefined) =>
  url !== undefined && /^https?:\/\/\S+$/.test(url) && Buffer.byteLength(url) <= 2048;
const isKey = (key: string | undefined) => Boolean(key) && Buffer.byteLength(key ?? "") <= 1024;
const hasRepeat = (keys: (string | undefined)[]) => new Set(keys).size !== keys.length;
const when = (refused: boolean, errcode: number) => (refused ? errcode : undefined);

type Options = NonNullable<TemplateCard["checkbox"]>["option_list"];

function checkOptions(options: Options, limit: number): number | undefined {
  if (options.length < 1 || options.length > limit) return 42037;
  if (options.some(({ id }) => !id || Buffer.byteLength(id) > 128)) return 42040;
  return when(
    options.some((option) => !option.text),
    42041,
  );
}

const requireTitle: Rule = (card) => when(!card.main_title?.title, 42033);
const requireTitleOrText: Rule = (card) => when(!card.main_title?.title && !card.sub_title_text, 42033);

const checkHorizontal: Rule = ({ horizontal_content_list: items }, lookups) => {
  if (items.length > 6) return 42035;
  if (items.some((item) => !item.keyname)) return 42027;
  if (items.some((item) => item.type === 1 && !isUrl(item.url))) return 42028;
  if (items.some((item) => item.type === 2 && !lookups.hasMedia(item.media_id ?? ""))) return 42029;
  return when(
    items.some((item) => item.type === 3 && !lookups.isMember(item.userid ?? "")),
    42050,
  );
};

const checkVertical: Rule = ({ vertical_content_list: items }) => {
  if (items.length > 4) return 42036;
  return when(
    items.some((item) => !item.title),
    42033,
  );
};

const checkJumps: Rule = ({ jump_list: jumps }) => {
  if (jumps.length > 3) return 42042;
  if (jumps.some((jump) => !jump.title)) return 42033;
  if (jumps.some((jump) => jump.type === 1 && !isUrl(jump.url))) return 42028;
  return when(
    jumps.some((jump) => jump.type === 2 && !jump.appid),
    42030,
  );
};

const checkQuote: Rule = ({ quote_area: quote }) => when(quote?.type === 1 && !isUrl(quote.url), 42028);

const checkAction: Rule = ({ card_action: action }) =>
  when(action?.type === 1 ? !isUrl(action.url) : action?.type === 2 && !action.appid, 42045);
const requireAction: Rule = ({ card_action: action }) => when(action?.type !== 1 && action?.type !== 2, 42045);

const checkImage: Rule = ({ card_image: image, image_text_area: area }) =>
  when(image ? !isUrl(image.url) : !isUrl(area?.image_url), 42044);

const checkMenu: Rule = ({ action_menu: menu }) => {
  if (!menu) return undefined;
  const keys = menu.action_list.map((action) => action.key);
  if (keys.length < 1 || keys.length > 3 || menu.action_list.some((action) => !action.text)) return 42038;
  if (keys.some((key) => !isKey(key))) return 42039;
  return when(hasRepeat(keys), 42051);
};

const checkButtons: Rule = ({ button_list: buttons }) => {
  if (buttons.length < 1 || buttons.length > 6) return 40058;
  if (buttons.some((button) => !button.text)) return 42038;
  if (buttons.some((button) => button.type === 1 && !isUrl(button.url))) return 42028;
  const keys = buttons.filter((button) => button.type !== 1).map((button) => button.key);
  if (keys.some((key) => !isKey(key))) return 42039;
  return when(hasRepeat(keys), 42051);
};

const checkSelection: Rule = ({ button_selection: selection }) => {
  if (!selection) return undefined;
  return isKey(selection.question_key) ? checkOptions(selection.option_list, 10) : 42043;
};

const checkCheckbox: Rule = ({ checkbox }) =>
  isKey(checkbox?.question_key) ? checkOptions(checkbox?.option_list ?? [], 20) : 42043;

const checkSelects: Rule = ({ select_list: selects }) => {
  if (selects.length < 1 || selects.length > 3) return 42047;
  if (selects.some((select) => !isKey(select.question_key))) return 42043;
  return selects.map((select) => checkOptions(select.option_list, 10)).find((errcode) => errcode !== undefined);
};

const checkSubmit: Rule = ({ submit_button: submit }) => when(!isKey(submit?.key), 42046);

const RULES: Record<string, Rule[]> = {
  text_notice: [requireTitleOrText, checkQuote, checkHorizontal, checkJumps, requireAction, checkAction, checkMenu],
  news_notice: [
    requireTitle,
    checkImage,
    checkQuote,
    checkHorizontal,
    checkVertical,
    checkJumps,
    requireAction,
    checkAction,
    checkMenu,
  ],
  button_interaction: [requireTitle, checkQuote, checkHorizontal, checkAction, checkSelection, checkButtons, checkMenu],
  vote_interaction: [requireTitle, checkCheckbox, checkSubmit],
  multiple_interaction: [requireTitle, checkSelects, checkSubmit],
};

/** The first errcode WeCom would refuse this card with (developer.work.weixin.qq.com/document/path/90313), or undefined. */
export function findCardFault(card: TemplateCard, lookups: CardLookups): number | undefined {
  const rules = RULES[card.card_type ?? ""];
  if (!rules) return 42031;
  return rules.map((rule) => rule(card, lookups)).find((errcode) => errcode !== undefined);
}
