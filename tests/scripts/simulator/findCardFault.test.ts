import { findCardFault } from "../../../scripts/simulator/wecom/findCardFault";
import { templateCard } from "../../../scripts/simulator/wecom/templateCard";
import { buttonCard } from "./harness";

const lookups = { isMember: (userId: string) => userId === "lilei", hasMedia: (mediaId: string) => mediaId === "m1" };
const faultOf = (card: unknown) => findCardFault(templateCard.parse(card), lookups);
const many = <T>(count: number, item: (index: number) => T) => Array.from({ length: count }, (_, index) => item(index));

const options = [{ id: "a", text: "甲", is_checked: true }];
const text = {
  card_type: "text_notice",
  main_title: { title: "周报" },
  card_action: { type: 1, url: "https://a.example" },
};
const news = { ...text, card_type: "news_notice", card_image: { url: "https://a.example/1.png" } };
const vote = {
  card_type: "vote_interaction",
  main_title: { title: "怎么跟进" },
  checkbox: { question_key: "how", option_list: options },
  submit_button: { key: "go" },
};
const multiple = {
  card_type: "multiple_interaction",
  main_title: { title: "改商机" },
  select_list: [{ question_key: "stage", option_list: options }],
  submit_button: { key: "go" },
};

test.each([
  ["button", buttonCard("t")],
  ["text", text],
  ["news", news],
  ["vote", vote],
  ["multiple", multiple],
])("a plain %s card passes", (_, card) => {
  expect(faultOf(card)).toBeUndefined();
});

test.each([
  [42031, buttonCard("t", { card_type: "hologram" })],
  [42033, buttonCard("t", { main_title: {} })],
  [42033, buttonCard("t", { main_title: { title: 5 } })],
  [42035, buttonCard("t", { horizontal_content_list: many(7, () => ({ keyname: "时间", value: "今天" })) })],
  [42027, buttonCard("t", { horizontal_content_list: [{ value: "今天" }] })],
  [42028, buttonCard("t", { horizontal_content_list: [{ type: 1, keyname: "详情", url: "/app" }] })],
  [42029, buttonCard("t", { horizontal_content_list: [{ type: 2, keyname: "合同", media_id: "m2" }] })],
  [42050, buttonCard("t", { horizontal_content_list: [{ type: 3, keyname: "负责人", userid: "nobody" }] })],
  [42028, buttonCard("t", { quote_area: { type: 1, url: "x" } })],
  [42038, buttonCard("t", { button_list: [{ key: "a" }] })],
  [42039, buttonCard("t", { button_list: [{ text: "确认" }] })],
  [42039, buttonCard("t", { button_list: [{ text: "确认", key: "k".repeat(1025) }] })],
  [42028, buttonCard("t", { button_list: [{ type: 1, text: "打开", url: "javascript:1" }] })],
  [42051, buttonCard("t", { button_list: many(2, () => ({ text: "确认", key: "same" })) })],
  [40058, buttonCard("t", { button_list: many(7, (index) => ({ text: "确认", key: `k${index}` })) })],
  [42043, buttonCard("t", { button_selection: { option_list: options } })],
  [
    42037,
    buttonCard("t", {
      button_selection: { question_key: "q", option_list: many(11, (index) => ({ id: `${index}`, text: "甲" })) },
    }),
  ],
  [42033, { ...text, main_title: {} }],
  [42045, { ...text, card_action: undefined }],
  [42045, { ...text, card_action: { type: 1, url: "nowhere" } }],
  [42042, { ...text, jump_list: many(4, () => ({ title: "看" })) }],
  [42030, { ...text, jump_list: [{ type: 2, title: "看" }] }],
  [42039, { ...text, action_menu: { desc: "更多", action_list: [{ text: "静音" }] } }],
  [42051, { ...text, action_menu: { action_list: many(2, () => ({ text: "静音", key: "mute" })) } }],
  [42044, { ...news, card_image: undefined }],
  [42036, { ...news, vertical_content_list: many(5, () => ({ title: "新增" })) }],
  [42043, { ...vote, checkbox: { option_list: options } }],
  [42040, { ...vote, checkbox: { question_key: "how", option_list: [{ text: "甲" }] } }],
  [42041, { ...vote, checkbox: { question_key: "how", option_list: [{ id: "a" }] } }],
  [42037, { ...vote, checkbox: { question_key: "how", option_list: [] } }],
  [42046, { ...vote, submit_button: {} }],
  [42047, { ...multiple, select_list: [] }],
  [42043, { ...multiple, select_list: [{ option_list: options }] }],
])("refuses with %i", (errcode, card) => {
  expect(faultOf(card)).toBe(errcode);
});
