/** 让王五看鼎盛到周五 */
export const GRANT =
  /^(?:请|麻烦|帮我)?(?:让|允许)(?<person>[^\s，,。]{2,8}?)(?:能|可以)?(?<how>看看|看到|查看|看|一起跟|协作|编辑)(?:一下)?\s*(?<customer>[^\s，,。]{2,30}?)\s*(?:到|至|截止到?)\s*(?<until>[^，,。]{1,12})[。.!！]?$/u;
/** 王五 鼎盛 到周五, behind the command. */
export const GRANT_REST =
  /^(?<person>\S{2,8})\s+(?:(?<how>协作|编辑)\s+)?(?<customer>\S{2,30}?)\s*(?:到|至|截止到?|\s)\s*(?<until>\S{1,12})$/u;
/** 把鼎盛转给王五 */
export const TRANSFER =
  /^(?:请|麻烦|帮我)?把?(?<customer>[^\s，,。]{2,30}?)(?:这个客户)?(?:转给|移交给|转交给)(?<person>[^\s，,。]{2,8}?)(?:吧|跟进|负责)?[。.!！]?$/u;
/** 恢复 鼎盛 */
export const RESTORE =
  /^(?:请|帮我)?(?:恢复\s*(?:客户)?\s*(?<customer>[^\s，,。了]{2,30})|把(?<other>[^\s，,。]{2,30})恢复(?:回来)?)[。.!！]?$/u;
/** 谁能看到鼎盛，为什么 */
export const EXPLAIN =
  /^谁(?:能|可以|都能)?(?:看到|看见|看得到|看)(?<customer>[^\s，,。?？]{2,30}?)(?:[，,、\s]*(?:为什么|为啥|凭什么))?[?？。]?$/u;
/** Said of a grant for working together rather than for looking. */
export const TOGETHER = /协作|一起跟|编辑/;
