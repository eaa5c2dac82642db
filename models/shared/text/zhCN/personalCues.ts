/** Words after which a WeChat id follows. */
export const WECHAT_CUES = ["微信号", "微信", "weixin", "wechat", "v信", "vx", "wx"];

/** What may stand between such a word and the id. */
export const WECHAT_LINKS = "是为:： ";
