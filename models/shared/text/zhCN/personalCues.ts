/** Words after which a WeChat id follows. */
export const WECHAT_CUES = ["微信", "薇信", "威信", "weixin", "wechat", "v信", "加v", "vx", "wx"].map(
  (cue) => `${cue}号?`,
);

/** What may stand between such a word and the id. */
export const WECHAT_LINKS = [":", "id:?", "[是为叫]:?", "(?:换|改|更新)[成为]了?:?"];

/** 电话换了, 换号了, 才是新号: the number that is said is the one to call from now on. */
export const NEW_NUMBER =
  /(?:电话|手机|联系方式|号码?)[^,，。;；\d]{0,4}[换改]|换(?:了|过|个|成)*(?:新的?)?(?:电话|手机|号)|新(?:的)?(?:电话|手机|号)|以后(?:打|用)这/u;
