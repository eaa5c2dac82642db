import { shortCompany } from "../../values/companyName";

/** What a visit is called where nobody said it. */
export const defaultVisitText = (customer: { name: string; kind: string | null; aliases: string[] }) =>
  `拜访${customer.kind === "company" ? shortCompany(customer) : customer.name}`;

const KILOMETRE = 1000;

/** 80 米, 1.3 公里 */
export const metresWords = (metres: number): string =>
  metres < KILOMETRE ? `${metres} 米` : `${(metres / KILOMETRE).toFixed(metres < 10 * KILOMETRE ? 1 : 0)} 公里`;

/** What the chat says of going to see customers. */
export const visitTalk = {
  actions: {
    checkIn: "签到",
    write: "写结果",
    placeCustomer: "存为客户位置",
    nearby: "打开附近客户",
    stats: "打开统计",
    visits: "看拜访",
    checkInAt: (who: string) => `签到 ${who}`,
  },
  rows: {
    contact: "联系人",
    what: "做什么",
    due: "时间",
    remind: "提醒",
    checkIn: "签到",
    source: "定位",
    plan: "计划",
    address: "地址",
    planned: "约了",
    done: "去了",
    withoutCheckIn: "没签到",
    far: "离得远",
    distance: "平均",
  },
  planned: (who: string) => `已约拜访 ✓ ${who}`,
  moved: (who: string) => `拜访改好了 ✓ ${who}`,
  arrival: (who: string) => `到${who}了，点签到`,
  visit: (who: string) => `拜访${who}`,
  arrivalHelp: (takesPlaces: boolean) =>
    takesPlaces
      ? "定位和照片在签到那一页。也可以直接发一个位置，我记成这次拜访的地点。"
      : "定位和照片在签到那一页，点一下就到。",
  placeUnseen: "这里收不到位置。点签到，用手机定位。",
  visitHelp: "到了点签到。要约时间，回一句就行，比如：周四下午2点。",
  already: (who: string) => `今天在${who}签过到了`,
  which: (words: string) => `“${words}”是哪家？点一下签到`,
  whichToday: "今天约了几家，到的是哪家？",
  nobodyToday: "到哪家客户了？",
  nobodyTodayHelp: "带上名字说一句，比如：到海川了。",
  checkedIn: (who: string) => `已签到 ✓ ${who}`,
  resultHelp: "结果怎么样？直接回一句，我记成这次拜访。",
  writeTitle: (who: string) => `拜访${who}的结果`,
  away: (checkIn: string, metres: number | null) =>
    metres === null ? checkIn : `${checkIn}，离客户 ${metresWords(metres)}`,
  from: (source: string, place: string | null) => (place ? `${source}，${place}` : source),
  placed: (who: string) => `客户位置存好了 ✓ ${who}`,
  nearby: (count: number) => `附近 ${count} 家客户`,
  nobodyNear: "附近没有存了位置的客户",
  nobodyNearHelp: "第一次签到时可以把那里存为客户位置，以后就找得到。",
  askPlace: "看附近的客户",
  askPlaceHelp: (takesPlaces: boolean) =>
    takesPlaces ? "发一个位置给我，或者点开小程序，用手机定位。" : "点开小程序，用手机定位。",
  stats: (said: string) => `${said}拜访`,
  times: (count: number) => `${count} 次`,
  doneAt: (count: number, customers: number) => (count === 0 ? "0 次" : `${count} 次，${customers} 家客户`),
  averageAway: (metres: number) => `离客户 ${metresWords(metres)}`,
  today: (count: number) => `今天 ${count} 个拜访`,
  noneToday: "今天没有约拜访",
  noneTodayHelp: "发一句“周四下午去拜访海川王总”就约上了，到点前半小时叫你。",
  gone: "这次拜访已经处理过了",
  separator: " · ",
};
