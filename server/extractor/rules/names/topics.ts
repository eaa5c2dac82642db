import { HOUSES_OF_WORDS } from "../../vocabulary/houses";
import { DONE_WITH_A_THING } from "../../vocabulary/topics";
import type { CompanyFind } from "./companies";
import { endsWeakly } from "./companyEndings";
import type { PersonFind } from "./people";
import { bodyOf, isThing } from "./tradeThings";
import { findMatterFields } from "../text/forms";
import { within } from "../text/places";
import { isOrdinary } from "../text/words";

/** Who is met, called or sent something, and whom the speaker turns to. */
const ADDRESSED_BEFORE =
  /(?:[跟和与给对向帮替陪找见约催去到从]|拜访了?|走访了?|回访了?|联系了?|见了|去了|到了|在|是|叫|另外|还有|然后|接着|再[去到]|第[一二三四五六]家|那个客户|客户)\s?[:：]?$/;
const ADDRESSED_AFTER =
  /^(?:那边|这边|那家|那头|(?:的)?(?:人|老板|采购(?!合同|价)|会计|财务|前台)(?:说|讲|要|问|来))|^(?:要我|让我|叫我|问我|跟我|找我|约我|来电|回复|回了|打来|打电话|说|问|表示|通知|答应|同意|也?想)/;

/** A find, with who was named before it. */
interface Standing {
  text: string;
  find: CompanyFind;
  people: readonly PersonFind[];
  /** The customers named before. */
  before: readonly CompanyFind[];
}

const isSomebodys = ({ text, find, people }: Standing) =>
  people.some(({ start }) => start >= find.end && /^[\s的]?$/.test(text.slice(find.end, start)));

const isAddressed = ({ text, find: { start, end } }: Standing) =>
  ADDRESSED_BEFORE.test(text.slice(Math.max(0, start - 6), start)) || ADDRESSED_AFTER.test(text.slice(end, end + 8));

/** 新锐传媒的车身广告: of whom was named. */
const isOwned = ({ text, find: { start }, before }: Standing) =>
  text[start - 1] === "的" && before.some(({ end }) => end === start - 1);

const SENTENCE_ENDS = /[。;；!！?？\n]/;
const LEADS_TO_TOPIC = /(?:^|[\s,，:：的]|[说讲称定]|表示|提到|反馈)$/;

/** No word of its own, and in the sentence of whom was named. */
function isToldOf({ text, find, people, before }: Standing, body: string): boolean {
  if (!isOrdinary(body) || HOUSES_OF_WORDS.has(body)) return false;
  const named = [...before, ...people].filter(({ end }) => end <= find.start).map(({ end }) => end);
  const isSameSentence = !SENTENCE_ENDS.test(text.slice(Math.max(0, ...named), find.start));
  return isSameSentence && LEADS_TO_TOPIC.test(text.slice(0, find.start));
}

/**
 * 康瑞医疗的蓝主任说超声设备先不买: once a customer is named, a noun with a trade behind it mostly is what they speak of.
 * Taken for a house it would open a record of nobody, so it is one only where its own word or the words around it name it.
 */
function isTopic(standing: Standing): boolean {
  const { text, find } = standing;
  if (isAddressed(standing)) return false;
  const body = bodyOf(text.slice(find.start, find.end));
  if (isThing(body)) return true;
  return DONE_WITH_A_THING.test(text.slice(find.end, find.end + 12)) && (isOwned(standing) || isToldOf(standing, body));
}

/** 超声设备: what it ends in is a thing as well, and nobody works there. */
const couldBeThing = (standing: Standing) =>
  standing.find.by !== "known" &&
  endsWeakly(standing.text.slice(standing.find.start, standing.find.end)) &&
  !isSomebodys(standing);

/** A customer stands before: a house, or somebody with a form of address. */
const isNamedBefore = ({ find, people, before }: Standing) =>
  before.length > 0 || people.some((person) => person.by !== "full" && person.end <= find.start);

/** The companies without what the customers named before them speak of. */
export function withoutTopics(
  text: string,
  companies: readonly CompanyFind[],
  people: readonly PersonFind[],
): CompanyFind[] {
  const kept: CompanyFind[] = [];
  const fields = findMatterFields(text);
  for (const find of [...companies].sort((a, b) => a.start - b.start)) {
    const standing = { text, find, people, before: kept };
    // 内容：球阀年框招标: in a field of a form only a name that ends like nothing else is a house.
    const isSpokenOf = () => fields.some((field) => within(find, field)) || isTopic(standing);
    if (!isNamedBefore(standing) || !couldBeThing(standing) || !isSpokenOf()) kept.push(find);
  }
  return kept;
}
