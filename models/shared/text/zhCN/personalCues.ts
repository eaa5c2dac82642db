/** Words after which a WeChat id follows. */
export const WECHAT_CUES = ["微信号", "微信", "weixin", "wechat", "v信", "vx", "wx"];
