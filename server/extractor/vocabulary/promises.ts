/** Words by which somebody binds themselves. 保证金 and 质保 are money and a service. */
export const PROMISES = /(?:答应|承诺|保证(?!金|书)|应承|许诺|拍(?:了)?胸脯)(?:说|了|过|下来|的是?|会)*/g;

/** Right before them: nothing was promised, or not yet. */
export const NOT_PROMISED =
  /(?:不|没|没有|未|别|还没|不肯|不敢|难|才|等|能不能|可以|想让.{0,6}|让.{0,6}|要.{0,4})$|如果|要是|假如|只要|除非|万一/;
/** Behind them: asked, or given up. */
export const ASKED_AFTER = /(?:吗|没有?|[?？]|不了)\s*$/;

/** Who is said to promise, right before the word. */
export const BY_US = /(?:我们?|咱们?|我方|我司)(?:这边|已经?|也|就|都|当场|口头|先|又|跟.{1,6}|给.{1,6}|向.{1,6})*$/;
export const BY_THEM =
  /(?:[他她]们?|对方|客户|那边|甲方|老板|老总|领导)(?:那边|这边|已经?|也|就|都|当场|口头|又|最后|终于)*$/;

/** To whom, behind the word: no part of what. */
export const TO_WHOM =
  /^[\s,，:：]*(?:给|跟|向)?(?:我们?|咱们?|[他她]们?|对方|客户|您|你)?(?:的是?|会|要|说)?[\s,，:：]*/;

/** What one can bind oneself to do, at the beginning of the words. */
export const DEED =
  /^(?:把|给|帮|介绍|推荐|续|返|打|配合|优先|提供|签|下|再|先|尽快|支持|协调|派|换|免|送|包|做|升级|安排|付|回|来|去|带|装|修|退|补|留|请|约)/;

/** What is agreed to rather than promised: 答应了我们的价格. */
export const AGREED_TO = /^(?:我们?的|咱们的|这个)?(?:价格|报价|条件|方案|要求|条款|降价|付款方式|账期)/;

/** In running speech another sentence begins here. */
export const ANOTHER_BEGINS = /(?:然后|另外|不过|但是|所以|接着|[他她]说|我说|让我|我(?=[明后下今再去要得给把会]))/;
