/** Words after which a WeChat id follows. */
export const WECHAT_CUES = ["微信", "薇信", "威信", "weixin", "wechat", "v信", "加v", "vx", "wx"].map(
  (cue) => `${cue}号?`,
);

/** What may stand between such a word and the id. */
export const WECHAT_LINKS = [":", "id:?", "[是为叫]:?", "(?:换|改|更新)[成为]了?:?"];
