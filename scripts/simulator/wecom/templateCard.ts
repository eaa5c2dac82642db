import { z } from "zod";

/**
 * The shape of a template card (developer.work.weixin.qq.com/document/path/90236).
 *
 * A value of the wrong type reads as missing: `findCardFault` then answers with the code the platform has for that field.
 */
const text = z.string().optional().catch(undefined);
const number = z.int().optional().catch(undefined);
const part = <T extends z.core.$ZodLooseShape>(shape: T) => z.object(shape).optional().catch(undefined);
const list = <T extends z.core.$ZodLooseShape>(shape: T) => z.array(z.object(shape)).default([]).catch([]);

const option = { id: text, text, is_checked: z.boolean().optional().catch(undefined) };
const title = part({ title: text, desc: text });

export const templateCard = z.object({
  card_type: text,
  task_id: text,
  source: part({ icon_url: text, desc: text, desc_color: number }),
  main_title: title,
  sub_title_text: text,
  emphasis_content: title,
  quote_area: part({ type: number, url: text, appid: text, title: text, quote_text: text }),
  horizontal_content_list: list({
    type: number,
    keyname: text,
    value: text,
    url: text,
    media_id: text,
    userid: text,
  }),
  vertical_content_list: list({ title: text, desc: text }),
  jump_list: list({ type: number, title: text, url: text, appid: text }),
  card_action: part({ type: number, url: text, appid: text }),
  card_image: part({ url: text, aspect_ratio: z.number().optional().catch(undefined) }),
  image_text_area: part({ type: number, url: text, title: text, desc: text, image_url: text }),
  action_menu: part({ desc: text, action_list: list({ text, key: text }) }),
  button_selection: part({ question_key: text, title: text, selected_id: text, option_list: list(option) }),
  button_list: list({ type: number, text, style: number, key: text, url: text }),
  checkbox: part({ question_key: text, mode: number, option_list: list(option) }),
  select_list: list({ question_key: text, title: text, selected_id: text, option_list: list(option) }),
  submit_button: part({ text, key: text }),
});
export type TemplateCard = z.infer<typeof templateCard>;

/** Cards whose buttons call back: they carry a task_id and get a response_code. */
export const isInteractive = (card: TemplateCard) =>
  ["button_interaction", "vote_interaction", "multiple_interaction"].includes(card.card_type ?? "") ||
  card.action_menu !== undefined;
