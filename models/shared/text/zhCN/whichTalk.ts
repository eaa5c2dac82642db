/** How 是哪位 is answered. */
export const whichTalk = {
  place: /^(?:我?选|就|是|要)?\s*第?\s*(?<place>[1-4一二三四])\s*(?:个|位|家|号)?(?:吧|啊|那个)?$/u,
  digits: { 一: "1", 二: "2", 三: "3", 四: "4" } as Readonly<Record<string, string>>,
  last: /^(?:我?选|就|是|要)?\s*最(?:后|下面?)(?:面)?(?:的|那|一)?[个位家]?(?:吧|啊)?$/u,
  none: /^(?:哪个)?都(?:不是|不对|没有|不在里面)(?:[,，\s]*是?(?:新建|新的|新客户))?$|^新建(?:一个)?$/u,
  /** 不是鼎盛，是海川: what is meant stands behind. */
  notButThis: /^(?:不对[,，\s]*)?不是(?!的?[,，\s])[^,，]{1,10}?[,，\s]*(?:应该|而|就)?是(?<aim>.{2,})$/u,
  lead: /^(?:(?:不是|不对|错了|[嗯哦噢呃额啊]+)[,，\s]+)*(?:我?(?:说|指|讲|选|要|记)的?(?!总|经理)(?:就?是)?|应该是|就是|是|就)?\s*/u,
  /** Of the pronouns, those that mean a person and no house. */
  onePerson: /^[他她]$/u,
  /** 他们李经理, 那边财务换成王姐了: in front of a name, whose house they are of; 他们选了安琪 is of somebody else. */
  theirHouse:
    /(?:[他她]们|[他她](?=家)|[这那]家|那边|对方|(?:这个|那个|该)客户)[^,，。;；!！?？\n]{0,12}$(?<!(?:选择?|签|定|用|跟|找|买|去)(?:的是|了|的)?)/u,
  denies: /^(?:都?不|别|没|除了)/u,
  filler: /^(?:[\s\p{P}\p{S}的啊吧呢呀哈做]|[那这][个位边家])$/u,
};
